"""asksSign."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from models.asks import actions


@strawberry.input(description="Whether asks may go out in your name.")
class AsksSignInput:
    """Input of asksSign."""

    sign: bool = strawberry.field(
        description="True: people of your regions may be asked in your name, by first name and initial. False: not any more."
    )


@strawberry.type(description="It is kept.")
class AsksSignPayload:
    """What asksSign answers."""

    signing: bool = strawberry.field(description="Whether asks may go out in your name now.")


AsksSignResult = Annotated[
    AsksSignPayload | CommonErrors,
    strawberry.union("AsksSignResult", description="What holds now, or why it could not be changed."),
]


@strawberry.type
class AsksSign:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Lend your name to asks of people of your regions, some of them, by lot; or take it back."
    )
    async def asks_sign(self, info: Info, input: Given[AsksSignInput]) -> AsksSignResult:
        """Lend it, or take it back."""
        return AsksSignPayload(signing=await actions.sign_asks(info.context.actor, sign=input.sign))
