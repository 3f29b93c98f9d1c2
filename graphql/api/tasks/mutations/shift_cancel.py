"""shiftCancel."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.rows import wrap
from api.tasks.types import Assignment
from models.tasks import actions


@strawberry.input(description="Which place is given back.")
class ShiftCancelInput:
    """Input of shiftCancel."""

    shift_id: strawberry.ID = strawberry.field(description="The shift.")
    person_id: strawberry.ID | None = strawberry.field(
        description="Whose place, for organizers and hosts; your own if not said.", default=None
    )


@strawberry.type(description="The place is free again; whoever waited longest gets it.")
class ShiftCancelPayload:
    """What shiftCancel answers."""

    assignment: Assignment = strawberry.field(description="The place that was given back.")


ShiftCancelResult = Annotated[
    ShiftCancelPayload | CommonErrors,
    strawberry.union("ShiftCancelResult", description="The place that was given back, or why not."),
]


@strawberry.type
class ShiftCancel:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Give back a place in a shift or on its waiting list. Again, it changes nothing.")
    async def shift_cancel(self, info: Info, input: Given[ShiftCancelInput]) -> ShiftCancelResult:
        """Give a place back."""
        assignment = await actions.cancel_sign_up(
            info.context.actor,
            shift_id=ids.row_id("Shift", input.shift_id),
            person_id=ids.row_id("Person", input.person_id) if input.person_id is not None else None,
        )
        return ShiftCancelPayload(assignment=wrap(Assignment, assignment))
