"""Which tasks an actor sees: the condition with which every look at tasks starts."""

from typing import Any
from uuid import UUID

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet, ValuesQuery

from models.kernel.actor import READING, Actor, Scope
from models.kernel.errors import NotFound
from models.tasks.tables import Assignment, Shift, Task, TaskStatus


def visible_to(actor: Actor) -> QuerySet[Task]:
    """
    The tasks that an actor sees: members of the account all open ones and those they once signed up for; organizers
    and analysts everything in their regions. Strangers see none.
    """
    tasks = Task.filter(account_id=actor.account_id)
    if actor.system:
        return tasks
    if actor.is_stranger:
        return tasks.filter(id__in=[])
    regions = [Q(region_path__startswith=scope.region_path) for scope in reading_scopes(actor)]
    own = Q(host_person_id=actor.person_id) | Q(id__in=Subquery(_task_ids_of(actor)))
    return tasks.filter(Q(Q(status=TaskStatus.OPEN), own, *regions, join_type=Q.OR))


def reading_scopes(actor: Actor) -> list[Scope]:
    """The regions in which an actor sees everything; those of a team alone do not count."""
    return [scope for scope in actor.scopes_with(*READING) if scope.team_id is None]


def _task_ids_of(actor: Actor) -> ValuesQuery[Any]:
    mine = Assignment.filter(account_id=actor.account_id, person_id=actor.person_id).values("shift_id")
    return Shift.filter(account_id=actor.account_id, id__in=Subquery(mine)).values("task_id")


async def visible_task(actor: Actor, task_id: UUID) -> Task:
    """The task with that id, if the actor sees it. Raises NotFound."""
    task = await visible_to(actor).get_or_none(id=task_id)
    if task is None:
        raise NotFound("This task")
    return task
