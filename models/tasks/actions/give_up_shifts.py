"""Gives back everything that somebody has ahead of them."""

from uuid import UUID

from models.kernel import clock, work
from models.kernel.actor import Actor
from models.tasks.actions.cancel_sign_up import cancel_sign_up

_AHEAD = """
SELECT s.id FROM assignments a JOIN shifts s ON s.account_id = a.account_id AND s.id = a.shift_id
WHERE a.account_id = $1 AND a.person_id = $2 AND a.state IN ('invited', 'accepted', 'waitlisted', 'confirmed')
  AND s.cancelled_at IS NULL AND s.starts_at > $3
ORDER BY s.id
"""


async def give_up_shifts(actor: Actor, *, person_id: UUID) -> int:
    """
    Give back somebody's places, queues and invitations in shifts to come, so that whoever waits moves up; returns how many.

    One's own, or the system's doing. What is past stays.
    """
    async with work.unit_of_work(actor):
        rows = await work.fetch(_AHEAD, actor.account_id, person_id, clock.now())
        for row in rows:
            await cancel_sign_up(actor, shift_id=row["id"], person_id=person_id)
    return len(rows)
