"""Take back what was chosen but not sent: the shift is full, cancelled, or the person said stop."""

from collections.abc import Sequence
from uuid import UUID

from models.asks.recalling import recall
from models.kernel import work
from models.kernel.actor import Actor
from models.tasks.bound import FREE_PLACES

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
        return await recall(actor.account_id, where, which)
