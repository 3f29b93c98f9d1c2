"""Who has done a kind of work, or that much of it: for filters of lists of people."""

from collections.abc import Collection
from uuid import UUID

from models.activity.queries.effective import COUNTS, VERDICT
from models.activity.tables import ActivityKind
from models.kernel import work

_DOERS = f"""
SELECT activity.ledger_id FROM activities AS activity {VERDICT}
WHERE activity.account_id = $1 AND ($2::text IS NULL OR activity.kind = $2) AND {COUNTS}
GROUP BY 1 HAVING sum(activity.minutes) >= $3
"""

_DID_IT = f"""
SELECT DISTINCT activity.ledger_id FROM activities AS activity {VERDICT}
WHERE activity.account_id = $1 AND activity.ledger_id = ANY($2::uuid[]) AND activity.kind = $3 AND {COUNTS}
"""


async def ledger_ids_who_did(account_id: UUID, ledger_ids: Collection[UUID], kind: ActivityKind) -> set[UUID]:
    """Those of the pseudonyms under which work of a kind counts."""
    return {row["ledger_id"] for row in await work.fetch(_DID_IT, account_id, list(ledger_ids), kind)}


async def ledger_ids_by_work(account_id: UUID, *, kind: ActivityKind | None, minimum_minutes: int) -> list[UUID]:
    """
    The ledger ids under which at least so many minutes of a kind (of any, for None) count.

    The caller narrows them to people whom the actor may see.
    """
    rows = await work.fetch(_DOERS, account_id, kind, minimum_minutes)
    return [row["ledger_id"] for row in rows]
