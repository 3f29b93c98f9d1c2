"""lettersStop."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.enums import Purpose
from models.asks import actions


@strawberry.input(description="Which letter's way out was taken.")
class LettersStopInput:
    """Input of lettersStop."""

    token: str = strawberry.field(description="The signed token of the link; needs no sign-in.")


@strawberry.type(description="What the letter was for has stopped, on every channel, with what was about to go out.")
class LettersStopPayload:
    """What lettersStop answers."""

    purpose: Purpose = strawberry.field(description="What has stopped.")


LettersStopResult = Annotated[
    LettersStopPayload | CommonErrors,
    strawberry.union("LettersStopResult", description="What has stopped, or why nothing has."),
]


@strawberry.type
class LettersStop:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Stop what a letter was for, by the link in it. Again, it changes nothing.")
    async def letters_stop(self, info: Info, input: Given[LettersStopInput]) -> LettersStopResult:
        """Stop."""
        return LettersStopPayload(purpose=await actions.stop_letters(info.context.actor, token=input.token))
