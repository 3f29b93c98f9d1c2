"""Why an activity has the points it has: its ledger entries, in words (`rules.md` G14)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from models.activity.rules.explain import explain_entry
from models.activity.tables import ActivityKind, EntryReason
from models.kernel import work

_ENTRIES = """
SELECT client_key, kind, local_date, points, formula_version, reason, recorded_at FROM ledger_entries
WHERE account_id = $1 AND ledger_id = $2 AND client_key = ANY($3::text[])
ORDER BY recorded_at, id
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
    account_id: UUID, ledger_id: UUID, client_keys: Collection[str], language: str
) -> dict[str, list[ExplainedEntry]]:
    """By client key, oldest first; the caller has checked that the actor may see this person's work."""
    found: dict[str, list[ExplainedEntry]] = defaultdict(list)
    for row in await work.fetch(_ENTRIES, account_id, ledger_id, list(client_keys)):
        reason, kind = EntryReason(row["reason"]), ActivityKind(row["kind"])
        found[row["client_key"]].append(
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
