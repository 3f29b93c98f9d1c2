"""thanksSign."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from models.asks import actions


@strawberry.input(description="Whether you lend your name.")
class ThanksSignInput:
    """Input of thanksSign."""

    sign: bool = strawberry.field(description="True: newcomers may be thanked in your name. False: not any more.")


@strawberry.type(description="It is noted.")
class ThanksSignPayload:
    """What thanksSign answers."""

    signing: bool = strawberry.field(description="Whether you lend your name now.")


ThanksSignResult = Annotated[
    ThanksSignPayload | CommonErrors,
    strawberry.union("ThanksSignResult", description="What is noted, or why not."),
]


@strawberry.type
class ThanksSign:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Lend your name to thank-you notes for newcomers of your regions, or take it back."
    )
    async def thanks_sign(self, info: Info, input: Given[ThanksSignInput]) -> ThanksSignResult:
        """Sign, or not any more."""
        return ThanksSignPayload(signing=await actions.sign_thanks(info.context.actor, sign=input.sign))
