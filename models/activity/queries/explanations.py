"""Why an activity has the points it has: its ledger entries, in words (`rules.md` G14)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from models.activity.ledger import ActivityKey
from models.activity.rules.explain import explain_entry
from models.activity.tables import ActivityKind, EntryReason
from models.kernel import work

_ENTRIES = """
SELECT entry.* FROM ledger_entries AS entry
JOIN unnest($2::uuid[], $3::text[]) AS wanted (ledger_id, client_key)
  ON wanted.ledger_id = entry.ledger_id AND wanted.client_key = entry.client_key
WHERE entry.account_id = $1
ORDER BY entry.recorded_at, entry.id
"""


@dataclass(frozen=True, slots=True)
class ExplainedEntry:
    """A ledger entry: points in thousandths (negative: taken back), and why, in a sentence."""

    points: int
    formula_version: int
    reason: EntryReason
    kind: ActivityKind
    local_date: date
    recorded_at: datetime
    explanation: str


async def explained_entries(
    account_id: UUID, keys: Collection[ActivityKey], language: str
) -> dict[ActivityKey, list[ExplainedEntry]]:
    """
    By activity (ledger id, client key), oldest first; the caller has checked that the actor may see these people's work.
    """
    found: dict[ActivityKey, list[ExplainedEntry]] = defaultdict(list)
    rows = await work.fetch(_ENTRIES, account_id, [key[0] for key in keys], [key[1] for key in keys])
    for row in rows:
        reason, kind = EntryReason(row["reason"]), ActivityKind(row["kind"])
        found[row["ledger_id"], row["client_key"]].append(
            ExplainedEntry(
                points=row["points"],
                formula_version=row["formula_version"],
                reason=reason,
                kind=kind,
                local_date=row["local_date"],
                recorded_at=row["recorded_at"],
                explanation=explain_entry(reason, kind, row["points"], row["formula_version"], language),
            )
        )
    return dict(found)
