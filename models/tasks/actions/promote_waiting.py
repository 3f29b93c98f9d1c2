"""Gives free places to whoever waits longest and can come."""

from models.tasks.actions.assign import assign
from models.tasks.actions.find_busy import find_busy
from models.tasks.actions.find_lacking import find_lacking
from models.tasks.actions.lock_rows import lock_people
from models.tasks.announce import News, announce_news, announce_people, announce_places
from models.tasks.rules import Span, next_in_queue
from models.tasks.tables import Assignment, AssignmentState, Shift, Task


async def promote_waiting(*shifts: Shift) -> None:
    """
    Fill the free places of shifts (locked, in the order of their ids) from their waiting lists, in the order of the queue.

    Who has something else at that time by now, or lacks what is required, is passed over and keeps waiting. Whoever gets
    a place is told.
    """
    queues = [(shift, await _queue(shift)) for shift in shifts if shift.free_places]
    waiting = {each.person_id for _, queue in queues for each in queue}
    if waiting:
        await lock_people(shifts[0].account_id, waiting)
    for shift, queue in queues:
        await _promote(shift, queue)


async def _queue(shift: Shift) -> list[Assignment]:
    waiting = Assignment.filter(account_id=shift.account_id, shift_id=shift.id, state=AssignmentState.WAITLISTED)
    return await waiting.order_by("queued_at", "id")


async def _promote(shift: Shift, queue: list[Assignment]) -> None:
    by_person = {assignment.person_id: assignment for assignment in queue}
    task = await Task.get(account_id=shift.account_id, id=shift.task_id)
    for unfit in await find_lacking(task, shift, list(by_person)):
        del by_person[unfit]
    busy = await find_busy(shift, by_person)
    places = shift.free_places
    promoted = next_in_queue(list(by_person), Span(shift.starts_at, shift.ends_at), dict(busy), places)
    for person_id in promoted:
        await assign(shift, person_id, by_person[person_id], AssignmentState.CONFIRMED)
    await announce_news(shift, News.PROMOTED, promoted)
    await announce_people(shift.account_id, promoted)
    await announce_places(shift.account_id, [shift.id] if promoted else [])
