"""taskMatch."""

from typing import TYPE_CHECKING, Annotated, cast

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.costs import costs
from api.errors import CommonErrors
from api.tasks.loaders import task_by_id
from models.matching import actions

if TYPE_CHECKING:
    from api.tasks.types import Task


@strawberry.input(description="Which task is to be matched.")
class TaskMatchInput:
    """Input of taskMatch."""

    task_id: strawberry.ID = strawberry.field(description="The task.")


@strawberry.type(description="It is matched: its suggestions are as of now.")
class TaskMatchPayload:
    """What taskMatch answers."""

    task: Annotated["Task", strawberry.lazy("api.tasks.types")] = strawberry.field(description="The task.")


TaskMatchResult = Annotated[
    TaskMatchPayload | CommonErrors,
    strawberry.union("TaskMatchResult", description="The task, or why not."),
]


@strawberry.type
class TaskMatch:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Look anew who fits a task that you organize.", metadata=costs(400))
    async def task_match(self, info: Info, input: Given[TaskMatchInput]) -> TaskMatchResult:
        """Match one task."""
        task_id = ids.row_id("Task", input.task_id)
        await actions.match_tasks(info.context.actor, task_ids=[task_id])
        return TaskMatchPayload(task=cast("Task", await info.context.load(task_by_id, task_id)))
