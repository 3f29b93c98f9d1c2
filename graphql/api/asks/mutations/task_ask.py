"""The send button."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from models.asks import actions


@strawberry.input(description="Which task to ask for, and how many people at most.")
class TaskAskInput:
    """Input of taskAsk."""

    task_id: strawberry.ID = strawberry.field(description="The task.")
    people: int | None = strawberry.field(
        description="How many people at most; if not said, three for each free place.", default=None
    )


@strawberry.type(description="The best people are chosen; their messages go out as soon as the hour allows.")
class TaskAskPayload:
    """What taskAsk answers."""

    chosen: int = strawberry.field(description="How many people are asked now.")


TaskAskResult = Annotated[
    TaskAskPayload | CommonErrors,
    strawberry.union("TaskAskResult", description="How many are asked, or why nobody can be."),
]


@strawberry.type
class TaskAsk:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Ask the best people for a task, within everybody's attention. For its organizers."
    )
    async def task_ask(self, info: Info, input: Given[TaskAskInput]) -> TaskAskResult:
        """Choose whom to ask."""
        task_id = ids.row_id("Task", input.task_id)
        return TaskAskPayload(chosen=await actions.choose_asks(info.context.actor, task_id=task_id, most=input.people))
