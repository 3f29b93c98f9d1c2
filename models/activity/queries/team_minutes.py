"""How much a team gave."""

from datetime import date
from uuid import UUID

from models.activity.queries.effective import COUNTS, VERDICT
from models.kernel import work

_MINUTES = f"""
SELECT coalesce(sum(activity.minutes), 0)::bigint FROM activities AS activity {VERDICT}
WHERE activity.account_id = $1 AND activity.team_id = $2 AND activity.local_date BETWEEN $3 AND $4 AND {COUNTS}
"""


async def team_minutes(account_id: UUID, team_id: UUID, first: date, last: date) -> int:
    """Minutes of all that counts for a team between two local dates, both included, whoever gave them."""
    minutes: int = await work.fetch_value(_MINUTES, account_id, team_id, first, last)
    return minutes
