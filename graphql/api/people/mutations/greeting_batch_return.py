"""greetingBatchReturn."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from models.people import actions


@strawberry.input(description="Nothing has to be said.")
class GreetingBatchReturnInput:
    """Input of greetingBatchReturn."""

    client_mutation_id: str | None = strawberry.field(description="Comes back in the answer.", default=None)


@strawberry.type(description="They can be taken by others.")
class GreetingBatchReturnPayload:
    """What greetingBatchReturn answers."""

    returned: int = strawberry.field(description="How many newcomers you gave back.")
    client_mutation_id: str | None = strawberry.field(description="What was sent.")


GreetingBatchReturnResult = Annotated[
    GreetingBatchReturnPayload | CommonErrors,
    strawberry.union("GreetingBatchReturnResult", description="How many were given back, or why not."),
]


@strawberry.type
class GreetingBatchReturn:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Give back the newcomers whom you will not greet.")
    async def greeting_batch_return(
        self, info: Info, input: Given[GreetingBatchReturnInput]
    ) -> GreetingBatchReturnResult:
        """Give a batch back."""
        returned = await actions.return_greeting_batch(info.context.actor)
        return GreetingBatchReturnPayload(returned=returned, client_mutation_id=input.client_mutation_id)
