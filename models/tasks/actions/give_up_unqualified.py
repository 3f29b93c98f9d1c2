"""Gives back what somebody has ahead of them and may not do any more without a licence or training."""

from uuid import UUID

from models.kernel import clock, work
from models.kernel.actor import Actor
from models.tasks.actions.cancel_sign_up import cancel_sign_up
from models.tasks.actions.find_lacking import find_lacking
from models.tasks.announce import News, announce_news
from models.tasks.tables import Shift, Task

_AHEAD = """
SELECT s.id, a.state = 'invited' AS only_invited
FROM assignments a JOIN shifts s ON s.account_id = a.account_id AND s.id = a.shift_id
JOIN tasks t ON t.account_id = a.account_id AND t.id = s.task_id
WHERE a.account_id = $1 AND a.person_id = $2 AND a.state IN ('invited', 'accepted', 'waitlisted', 'confirmed')
  AND $3::uuid = ANY(t.qualification_ids) AND t.status = 'open' AND s.cancelled_at IS NULL AND s.starts_at > $4
ORDER BY s.id
"""


async def give_up_unqualified(actor: Actor, *, person_id: UUID, qualification_id: UUID) -> int:
    """
    Give back somebody's places, queues and invitations in shifts to come that require it, if it does not count there (any
    more); whoever waits moves up, and they are told of what they had signed up for.

    Returns how many. The system's doing; again, it changes nothing.
    """
    async with work.unit_of_work(actor):
        rows = await work.fetch(_AHEAD, actor.account_id, person_id, qualification_id, clock.now())
        return sum([await _give_up(actor, row["id"], person_id, tell=not row["only_invited"]) for row in rows])


async def _give_up(actor: Actor, shift_id: UUID, person_id: UUID, *, tell: bool) -> int:
    shift = await Shift.get(account_id=actor.account_id, id=shift_id)
    task = await Task.get(account_id=actor.account_id, id=shift.task_id)
    if not await find_lacking(task, shift, [person_id]):
        return 0
    await cancel_sign_up(actor, shift_id=shift_id, person_id=person_id)
    await announce_news(shift, News.UNQUALIFIED, [person_id] if tell else [])
    return 1
