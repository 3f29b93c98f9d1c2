"""taskCancel."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.rows import wrap
from api.tasks.types import Task
from models.tasks import actions


@strawberry.input(description="What does not take place.")
class TaskCancelInput:
    """Input of taskCancel."""

    id: strawberry.ID = strawberry.field(description="The task.")
    reason: str = strawberry.field(description="Why, for those who signed up; at most 300 characters.", default="")


@strawberry.type(description="It is called off; whoever signed up is told.")
class TaskCancelPayload:
    """What taskCancel answers."""

    task: Task = strawberry.field(description="The task as it is now.")


TaskCancelResult = Annotated[
    TaskCancelPayload | CommonErrors,
    strawberry.union("TaskCancelResult", description="The task, or why not."),
]


@strawberry.type
class TaskCancel:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Call off a task with all its shifts to come. Again, it changes nothing.")
    async def task_cancel(self, info: Info, input: Given[TaskCancelInput]) -> TaskCancelResult:
        """Cancel a task."""
        task = await actions.cancel_task(info.context.actor, task_id=ids.row_id("Task", input.id), reason=input.reason)
        return TaskCancelPayload(task=wrap(Task, task))
