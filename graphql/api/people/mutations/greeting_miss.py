"""greetingMiss."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from models.people import actions


@strawberry.input(description="Nothing has to be said.")
class GreetingMissInput:
    """Input of greetingMiss."""

    client_mutation_id: str | None = strawberry.field(description="Comes back in the answer.", default=None)


@strawberry.type(description="Somebody further up is told.")
class GreetingMissPayload:
    """What greetingMiss answers."""

    client_mutation_id: str | None = strawberry.field(description="What was sent.")


GreetingMissResult = Annotated[
    GreetingMissPayload | CommonErrors,
    strawberry.union("GreetingMissResult", description="That it was noted, or why not."),
]


@strawberry.type
class GreetingMiss:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Tell us that nobody greeted you in time: somebody else takes it over at once.")
    async def greeting_miss(self, info: Info, input: Given[GreetingMissInput]) -> GreetingMissResult:
        """Tell that nobody came."""
        await actions.miss_greeting(info.context.actor)
        return GreetingMissPayload(client_mutation_id=input.client_mutation_id)
