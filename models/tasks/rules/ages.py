"""Who is old enough for a task (`rules.md` D)."""

from datetime import date
from enum import StrEnum

from models.people.rules.ages import is_old_enough, needs_guardian


class AgeHurdle(StrEnum):
    """What keeps somebody from a task because of age."""

    BIRTH_YEAR_UNKNOWN = "birth_year_unknown"
    TOO_YOUNG = "too_young"
    GUARDIAN_NEEDED = "guardian_needed"


def age_hurdle(minimum_age: int | None, birth_year: int | None, *, has_guardian: bool, day: date) -> AgeHurdle | None:
    """
    What keeps a person from a task on a day, or None.

    Where an age is set, an unknown birth year is not enough; whoever may be under 16 needs a guardian's consent
    whatever the task says.
    """
    if birth_year is None and minimum_age is not None:
        return AgeHurdle.BIRTH_YEAR_UNKNOWN
    if not is_old_enough(birth_year, minimum_age, day):
        return AgeHurdle.TOO_YOUNG
    if needs_guardian(birth_year, day) and not has_guardian:
        return AgeHurdle.GUARDIAN_NEEDED
    return None
