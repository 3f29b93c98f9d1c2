"""Tasks by their ids."""

from collections.abc import Collection
from uuid import UUID

from models.kernel.actor import Actor
from models.tasks.tables import Task
from models.tasks.visibility import visible_to


async def tasks_by_id(actor: Actor, task_ids: Collection[UUID]) -> dict[UUID, Task]:
    """Those of the tasks that the actor sees."""
    return {task.id: task for task in await visible_to(actor).filter(id__in=list(task_ids))}


async def tasks_of_account(account_id: UUID, task_ids: Collection[UUID]) -> dict[UUID, Task]:
    """Tasks, whoever asks; the caller has checked that the actor may see what belongs to them."""
    return {task.id: task for task in await Task.filter(account_id=account_id, id__in=list(task_ids))}
