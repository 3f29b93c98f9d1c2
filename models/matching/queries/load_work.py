"""What people had done by a moment in the past, out of the ledger."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from models.activity.queries.effective import COUNTS, VERDICT
from models.kernel import work

_LEDGER_IDS = "SELECT id, ledger_id FROM people WHERE account_id = $1 AND id = ANY($2::uuid[])"
_WORK = f"""
SELECT activity.ledger_id, activity.kind, activity.started_at FROM activities AS activity {VERDICT}
WHERE activity.account_id = $1 AND activity.ledger_id = ANY($2::uuid[]) AND activity.started_at < $3 AND {COUNTS}
ORDER BY activity.started_at
"""


@dataclass(slots=True)
class PastWork:
    """When somebody did something, in the order of time: by kind, and whatever it was."""

    by_kind: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    moments: list[datetime] = field(default_factory=list)

    def times(self, kind: str, before: datetime) -> int:
        """How often they had done work of a kind."""
        return bisect_left(self.by_kind.get(kind, ()), before)

    def idle_days(self, before: datetime) -> float:
        """Days since they were last active then; NaN: they had done nothing yet."""
        place = bisect_left(self.moments, before)
        return (before - self.moments[place - 1]).total_seconds() / 86400 if place else float("nan")


async def load_work(account_id: UUID, person_ids: Sequence[UUID], until: datetime) -> dict[UUID, PastWork]:
    """Everybody's work up to a moment: one read for a page of people, however many questions follow."""
    people = await work.fetch(_LEDGER_IDS, account_id, list(person_ids))
    person_of = {row["ledger_id"]: row["id"] for row in people}
    found = {person_id: PastWork() for person_id in person_of.values()}
    for row in await work.fetch(_WORK, account_id, list(person_of), until):
        own = found[person_of[row["ledger_id"]]]
        own.by_kind[row["kind"]].append(row["started_at"])
        own.moments.append(row["started_at"])
    return found
