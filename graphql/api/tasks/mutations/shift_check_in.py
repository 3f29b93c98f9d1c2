"""shiftCheckIn."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.rows import wrap
from api.tasks.types import Assignment
from models.tasks import actions


@strawberry.input(description="Who came, and to which shift.")
class ShiftCheckInInput:
    """Input of shiftCheckIn."""

    shift_id: strawberry.ID = strawberry.field(description="The shift.")
    person_id: strawberry.ID | None = strawberry.field(
        description="Who came, for organizers and hosts; you if not said.", default=None
    )


@strawberry.type(description="Welcome. The time of the shift is logged as work.")
class ShiftCheckInPayload:
    """What shiftCheckIn answers."""

    assignment: Assignment = strawberry.field(description="The place, now attended.")


ShiftCheckInResult = Annotated[
    ShiftCheckInPayload | CommonErrors,
    strawberry.union("ShiftCheckInResult", description="The place, or why not."),
]


@strawberry.type
class ShiftCheckIn:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Say that you came, from an hour before the shift until two hours after it; or that somebody came."
    )
    async def shift_check_in(self, info: Info, input: Given[ShiftCheckInInput]) -> ShiftCheckInResult:
        """Check in."""
        assignment = await actions.check_in(
            info.context.actor,
            shift_id=ids.row_id("Shift", input.shift_id),
            person_id=ids.row_id("Person", input.person_id) if input.person_id is not None else None,
        )
        return ShiftCheckInPayload(assignment=wrap(Assignment, assignment))
