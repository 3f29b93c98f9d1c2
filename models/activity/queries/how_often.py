"""How often people did something that counts, and when last: for many at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.activity.queries.effective import COUNTS, VERDICT
from models.activity.tables import ActivityKind
from models.kernel import work

_HOW_OFTEN = f"""
SELECT activity.ledger_id, count(*) AS times, max(activity.local_date) AS last_on,
       array_agg(DISTINCT activity.kind) AS kinds
  FROM activities AS activity {VERDICT}
 WHERE activity.account_id = $1 AND activity.ledger_id = ANY($2::uuid[]) AND {COUNTS}
 GROUP BY activity.ledger_id
"""


@dataclass(frozen=True, slots=True)
class Record:
    """How often somebody did something that counts, on which day last, and what of."""

    times: int
    last_on: date
    kinds: frozenset[ActivityKind]


async def how_often(account_id: UUID, ledger_ids: Collection[UUID]) -> dict[UUID, Record]:
    """By ledger id; whoever has done nothing yet is left out."""
    rows = await work.fetch(_HOW_OFTEN, account_id, list(ledger_ids))
    return {
        row["ledger_id"]: Record(row["times"], row["last_on"], frozenset(map(ActivityKind, row["kinds"])))
        for row in rows
    }
