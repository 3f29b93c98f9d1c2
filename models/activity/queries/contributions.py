"""What people did so far, summed by kind, for many people in one query."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from models.activity.queries.effective import COUNTS, VERDICT
from models.activity.tables import ActivityKind
from models.kernel import work

_SUMMARY = f"""
WITH done AS (
    SELECT activity.ledger_id, activity.kind, count(*) AS activities, sum(activity.quantity)::bigint AS quantity,
           sum(activity.minutes)::bigint AS minutes, max(activity.local_date) AS last_on
    FROM activities AS activity {VERDICT}
    WHERE activity.account_id = $1 AND activity.ledger_id = ANY($2::uuid[]) AND {COUNTS}
    GROUP BY 1, 2
), worth AS (
    SELECT ledger_id, kind, sum(points)::bigint AS points FROM ledger_entries
    WHERE account_id = $1 AND ledger_id = ANY($2::uuid[]) GROUP BY 1, 2
)
SELECT done.*, coalesce(worth.points, 0) AS points FROM done LEFT JOIN worth USING (ledger_id, kind)
ORDER BY done.ledger_id, done.minutes DESC, done.kind
"""


@dataclass(frozen=True, slots=True)
class KindTotal:
    """What one person did of one kind. Points in thousandths."""

    kind: ActivityKind
    activities: int
    quantity: int
    minutes: int
    points: int


@dataclass(slots=True)
class Contributions:
    """What one person did, all kinds together and by kind, most minutes first; `last_on` is None if nothing yet."""

    by_kind: list[KindTotal] = field(default_factory=list)
    last_on: date | None = None

    @property
    def activities(self) -> int:
        """How many."""
        return sum(total.activities for total in self.by_kind)

    @property
    def minutes(self) -> int:
        """How long, all together."""
        return sum(total.minutes for total in self.by_kind)

    @property
    def points(self) -> int:
        """In thousandths."""
        return sum(total.points for total in self.by_kind)


async def contribution_summary(account_id: UUID, ledger_ids: Collection[UUID]) -> dict[UUID, Contributions]:
    """By ledger id, for each that was asked for; the caller has checked that the actor may see these people."""
    found = {ledger_id: Contributions() for ledger_id in ledger_ids}
    if not found:
        return found
    for row in await work.fetch(_SUMMARY, account_id, list(found)):
        one = found[row["ledger_id"]]
        one.by_kind.append(
            KindTotal(ActivityKind(row["kind"]), row["activities"], row["quantity"], row["minutes"], row["points"])
        )
        one.last_on = max(one.last_on or row["last_on"], row["last_on"])
    return found
