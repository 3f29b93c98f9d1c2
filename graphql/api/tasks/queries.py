"""Queries about tasks."""

from typing import Annotated

import strawberry

from api import ids
from api.connections import After, Connection, First, connect
from api.context import Info
from api.costs import costs
from api.rows import wrap_or_none
from api.tasks.filters import TaskFilter, wanted_tasks
from api.tasks.loaders import task_by_id
from api.tasks.types import Task
from models.tasks import queries


@strawberry.type
class TaskQueries:
    """Belongs to Query."""

    @strawberry.field(description="Open tasks, the one with the next shift first.", metadata=costs(30))
    async def tasks(
        self,
        info: Info,
        filter: Annotated[TaskFilter | None, strawberry.argument(description="Which tasks.")] = None,
        first: First = None,
        after: After = None,
    ) -> Connection[Task]:
        """A page of tasks."""
        wanted = await wanted_tasks(info.context, filter)
        return connect(Task, await queries.tasks_page(info.context.actor, wanted, first=first, after=after), after)

    @strawberry.field(description="A task; null if there is no such task, or it is none of your business.")
    async def task(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="The task's id.")]
    ) -> Task | None:
        """One task."""
        return wrap_or_none(Task, await info.context.load(task_by_id, ids.row_id("Task", id)))
