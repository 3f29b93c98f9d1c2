"""Take back what was chosen but not sent: the shift is full, cancelled, or the person said stop."""

from collections.abc import Sequence
from uuid import UUID

from models.kernel import work
from models.kernel.actor import Actor
from models.tasks.bound import FREE_PLACES

_RECALL = """
    WITH recalled AS (
        UPDATE asks SET status = 'recalled'
        WHERE account_id = $1 AND status = 'chosen' AND {where}
        RETURNING account_id, id
    )
    UPDATE deliveries d SET state = 'recalled' FROM recalled r
    WHERE d.account_id = r.account_id AND d.ask_id = r.id AND d.state = 'pending'
"""

_FULL_SHIFTS = f"""
    shift_id IN (SELECT s.id FROM shifts s
                 WHERE s.account_id = $1 AND s.id = ANY($2::uuid[]) AND ({FREE_PLACES} = 0 OR s.cancelled_at IS NOT NULL))
"""


async def recall_asks_of_shifts(actor: Actor, shift_ids: Sequence[UUID]) -> int:
    """Recall unsent asks of those of the shifts that are full or cancelled; returns how many messages will not go out."""
    async with work.unit_of_work(actor):
        return await work.execute(_RECALL.format(where=_FULL_SHIFTS), actor.account_id, list(shift_ids))


async def recall_asks_of_person(actor: Actor, person_id: UUID) -> int:
    """Recall everything that was chosen for a person and is not sent yet."""
    async with work.unit_of_work(actor):
        return await work.execute(_RECALL.format(where="person_id = $2"), actor.account_id, person_id)
