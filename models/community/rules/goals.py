"""What a team can aim at in a week."""

from models.kernel.errors import Invalid

LEAST, MOST = 30, 100_000
A_MEMBER = 60
"""Minutes a week that are proposed for each member: an hour is little enough to be reached, and then passed."""
STEP = 30


def ensure_possible(minutes: int) -> int:
    """The goal, if it is one. Raises Invalid."""
    if not LEAST <= minutes <= MOST:
        raise Invalid("A goal lies between {least} and {most} minutes.", field="minutes", least=LEAST, most=MOST)
    return minutes


def proposed_minutes(members: int, last_week: int) -> int:
    """A goal for a team without one: an hour for each member, or a little more than they gave last week. Whole half hours."""
    wanted = max(A_MEMBER * members, round(1.1 * last_week), LEAST)
    return min(MOST, -(-wanted // STEP) * STEP)
