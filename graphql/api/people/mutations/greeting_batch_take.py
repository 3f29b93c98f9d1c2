"""greetingBatchTake."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from models.people import actions


@strawberry.input(description="Nothing has to be said.")
class GreetingBatchTakeInput:
    """Input of greetingBatchTake."""

    client_mutation_id: str | None = strawberry.field(description="Comes back in the answer.", default=None)


@strawberry.type(description="Your batch is full, or nobody else waits.")
class GreetingBatchTakePayload:
    """What greetingBatchTake answers."""

    taken: int = strawberry.field(description="How many newcomers were added to your batch.")
    client_mutation_id: str | None = strawberry.field(description="What was sent.")


GreetingBatchTakeResult = Annotated[
    GreetingBatchTakePayload | CommonErrors,
    strawberry.union("GreetingBatchTakeResult", description="How many were added, or why not."),
]


@strawberry.type
class GreetingBatchTake:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Take newcomers to greet, up to ten in hand: for seven days they are yours alone.")
    async def greeting_batch_take(self, info: Info, input: Given[GreetingBatchTakeInput]) -> GreetingBatchTakeResult:
        """Take a batch."""
        taken = await actions.take_greeting_batch(info.context.actor)
        return GreetingBatchTakePayload(taken=taken, client_mutation_id=input.client_mutation_id)
