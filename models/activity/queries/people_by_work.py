"""Who has done a kind of work, or that much of it: for filters of lists of people."""

from uuid import UUID

from models.activity.queries.effective import COUNTS, VERDICT
from models.activity.tables import ActivityKind
from models.kernel import work

_DOERS = f"""
SELECT activity.ledger_id FROM activities AS activity {VERDICT}
WHERE activity.account_id = $1 AND ($2::text IS NULL OR activity.kind = $2) AND {COUNTS}
GROUP BY 1 HAVING sum(activity.minutes) >= $3
"""


async def ledger_ids_by_work(account_id: UUID, *, kind: ActivityKind | None, minimum_minutes: int) -> list[UUID]:
    """
    The ledger ids under which at least so many minutes of a kind (of any, for None) count.

    The caller narrows them to people whom the actor may see.
    """
    rows = await work.fetch(_DOERS, account_id, kind, minimum_minutes)
    return [row["ledger_id"] for row in rows]
