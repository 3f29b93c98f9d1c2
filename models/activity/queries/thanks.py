"""What to thank people for: exactly what they did last, never a zero (`rules.md` A9, G13)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.activity.queries.effective import COUNTS, VERDICT
from models.activity.tables import ActivityKind
from models.kernel import work
from models.kernel.actor import Actor

_LAST = f"""
SELECT person.ledger_id, last.kind, last.quantity, last.minutes, last.local_date
FROM unnest($2::uuid[]) AS person (ledger_id)
CROSS JOIN LATERAL (
    SELECT activity.kind, activity.local_date, sum(activity.quantity)::bigint AS quantity,
           sum(activity.minutes)::bigint AS minutes
    FROM activities AS activity {VERDICT}
    WHERE activity.account_id = $1 AND activity.ledger_id = person.ledger_id AND {COUNTS}
    GROUP BY activity.local_date, activity.kind
    ORDER BY activity.local_date DESC, max(activity.started_at) DESC, activity.kind LIMIT 1
) AS last
"""


@dataclass(frozen=True, slots=True)
class LastContribution:
    """All that somebody did of one kind on the last day they did something. One of the two numbers may be 0: unsaid."""

    kind: ActivityKind
    quantity: int
    minutes: int
    on: date


async def last_contributions(account_id: UUID, ledger_ids: Collection[UUID]) -> dict[UUID, LastContribution]:
    """By ledger id; whoever has done nothing yet is left out."""
    rows = await work.fetch(_LAST, account_id, list(ledger_ids))
    return {
        row["ledger_id"]: LastContribution(
            ActivityKind(row["kind"]), row["quantity"], row["minutes"], row["local_date"]
        )
        for row in rows
    }


async def last_contribution(actor: Actor) -> LastContribution | None:
    """What the actor did last; None if nothing yet."""
    if actor.ledger_id is None:
        return None
    return (await last_contributions(actor.account_id, [actor.ledger_id])).get(actor.ledger_id)
