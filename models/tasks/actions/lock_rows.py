"""
Locks, always in this order: the task, then its shifts by id, then people by id. So no two actions wait for each other.

Shifts and people are locked as NO KEY UPDATE: rows that merely point to them can still be written.
"""

from collections.abc import Collection
from uuid import UUID

from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.people.tables import Person
from models.tasks.tables import Shift, Task
from models.tasks.visibility import visible_task, visible_to


async def lock_task(actor: Actor, task_id: UUID) -> Task:
    """The task, locked. Raises NotFound unless the actor sees it."""
    await visible_task(actor, task_id)
    return await Task.filter(account_id=actor.account_id, id=task_id).select_for_update(no_key=True).get()


async def lock_shifts(task: Task) -> list[Shift]:
    """All shifts of a task, locked."""
    rows = Shift.filter(account_id=task.account_id, task_id=task.id).order_by("id")
    return await rows.select_for_update(no_key=True)


async def lock_shift(actor: Actor, shift_id: UUID) -> tuple[Shift, Task]:
    """The shift, locked, and its task as it is while the lock holds. Raises NotFound unless the actor sees the task."""
    shift = await Shift.filter(account_id=actor.account_id, id=shift_id).select_for_update(no_key=True).get_or_none()
    task = await visible_to(actor).get_or_none(id=shift.task_id) if shift else None
    if shift is None or task is None:
        raise NotFound("This shift")
    return shift, task


async def lock_people(account_id: UUID, person_ids: Collection[UUID]) -> list[Person]:
    """These people, locked."""
    rows = Person.filter(account_id=account_id, id__in=list(person_ids)).order_by("id")
    return await rows.select_for_update(no_key=True)


async def lock_person(account_id: UUID, person_id: UUID | None) -> Person:
    """The person, locked. Raises NotFound."""
    people = await lock_people(account_id, [person_id]) if person_id else []
    if not people:
        raise NotFound("This person")
    return people[0]
