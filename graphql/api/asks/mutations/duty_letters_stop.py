"""Stop letters about people whom one looks after."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from models.asks import actions


@strawberry.input(description="Whose letters are to stop.")
class DutyLettersStopInput:
    """Input of dutyLettersStop."""

    token: str = strawberry.field(description="The signed token of the letter's link; needs no sign-in.")


@strawberry.type(description="No more letters of this kind go out.")
class DutyLettersStopPayload:
    """What dutyLettersStop answers."""

    stopped: bool = strawberry.field(description="Always true.")


DutyLettersStopResult = Annotated[
    DutyLettersStopPayload | CommonErrors,
    strawberry.union("DutyLettersStopResult", description="That they stop, or why not."),
]


@strawberry.type
class DutyLettersStop:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Stop letters about newcomers whom one is to greet. Again, it changes nothing.")
    async def duty_letters_stop(self, info: Info, input: Given[DutyLettersStopInput]) -> DutyLettersStopResult:
        """Take the way out."""
        await actions.stop_duty_letters(info.context.actor, token=input.token)
        return DutyLettersStopPayload(stopped=True)
