"""In which weeks somebody did something."""

from datetime import date
from uuid import UUID

from models.activity.queries.effective import COUNTS, VERDICT
from models.kernel import work

_WEEKS = f"""
SELECT DISTINCT date_trunc('week', activity.local_date::timestamp)::date AS monday
FROM activities AS activity {VERDICT}
WHERE activity.account_id = $1 AND activity.ledger_id = $2 AND {COUNTS}
"""


async def weeks_with_work(account_id: UUID, ledger_id: UUID) -> set[date]:
    """The Mondays of those weeks, in the zones that fixed the activities' dates; the caller may see this person's work."""
    return {row["monday"] for row in await work.fetch(_WEEKS, account_id, ledger_id)}
