"""Take back what was chosen but not sent: the shift is full, cancelled, or the person said stop."""

from collections.abc import Sequence
from uuid import UUID

from models.asks.folding import fold_asks
from models.kernel import work
from models.kernel.actor import Actor
from models.tasks.bound import FREE_PLACES

_RECALL = """
    WITH recalled AS (
        UPDATE asks SET status = 'recalled'
        WHERE account_id = $1 AND status = 'chosen' AND {where}
        RETURNING account_id, id, person_id, shift_id
    ), stopped AS (
        UPDATE deliveries d SET state = 'recalled' FROM recalled r
        WHERE d.account_id = r.account_id AND d.ask_id = r.id AND d.state = 'pending'
        RETURNING d.ask_id
    )
    SELECT r.person_id, r.shift_id, s.ask_id IS NOT NULL AS stopped FROM recalled r LEFT JOIN stopped s ON s.ask_id = r.id
"""

_FULL_SHIFTS = f"""
    shift_id IN (SELECT s.id FROM shifts s
                 WHERE s.account_id = $1 AND s.id = ANY($2::uuid[]) AND ({FREE_PLACES} = 0 OR s.cancelled_at IS NOT NULL))
"""


async def recall_asks_of_shifts(actor: Actor, shift_ids: Sequence[UUID]) -> int:
    """Recall unsent asks of those of the shifts that are full or cancelled; returns how many messages will not go out."""
    return await _recall(actor, _FULL_SHIFTS, list(shift_ids))


async def recall_asks_of_person(actor: Actor, person_id: UUID) -> int:
    """Recall everything that was chosen for a person and is not sent yet."""
    return await _recall(actor, "person_id = $2", person_id)


async def recall_asks_of_appeal(actor: Actor, appeal_id: UUID) -> int:
    """Recall everything that an appeal chose and that is not sent yet; returns how many messages will not go out."""
    return await _recall(actor, "appeal_id = $2", appeal_id)


async def _recall(actor: Actor, where: str, which: Sequence[UUID] | UUID) -> int:
    async with work.unit_of_work(actor):
        recalled = await work.fetch(_RECALL.format(where=where), actor.account_id, which)
        people, shifts = ({row[name] for row in recalled} for name in ("person_id", "shift_id"))
        await fold_asks(actor.account_id, sorted(people), sorted(shifts))
    return sum(row["stopped"] for row in recalled)
