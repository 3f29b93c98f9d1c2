"""shiftSignUp."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.rows import wrap
from api.tasks.errors import NotQualified, NotReady, ShiftFull, ShiftOverlap, TooYoung
from api.tasks.types import Assignment
from models.tasks import actions


@strawberry.input(description="Which shift you come to.")
class ShiftSignUpInput:
    """Input of shiftSignUp."""

    shift_id: strawberry.ID = strawberry.field(description="The shift.")
    join_waiting_list: bool = strawberry.field(
        description="Whether to wait for a place when all are taken.", default=False
    )


@strawberry.type(description="You have a place, or one on the waiting list: see the state.")
class ShiftSignUpPayload:
    """What shiftSignUp answers."""

    assignment: Assignment = strawberry.field(description="Where you stand with the shift.")


ShiftSignUpResult = Annotated[
    ShiftSignUpPayload | ShiftFull | ShiftOverlap | TooYoung | NotQualified | NotReady | CommonErrors,
    strawberry.union("ShiftSignUpResult", description="Where you stand, or why not."),
]


@strawberry.type
class ShiftSignUp:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Sign up for a shift. Again, it changes nothing.")
    async def shift_sign_up(self, info: Info, input: Given[ShiftSignUpInput]) -> ShiftSignUpResult:
        """Take a place."""
        assignment = await actions.sign_up_for_shift(
            info.context.actor,
            shift_id=ids.row_id("Shift", input.shift_id),
            join_waiting_list=input.join_waiting_list,
        )
        return ShiftSignUpPayload(assignment=wrap(Assignment, assignment))
