"""shiftAttendance."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.rows import wrap
from api.tasks.types import Assignment
from models.tasks import actions


@strawberry.input(description="Who came, or did not.")
class ShiftAttendanceInput:
    """Input of shiftAttendance."""

    assignment_id: strawberry.ID = strawberry.field(description="The person and the shift.")
    attended: bool = strawberry.field(description="Whether they came.")


@strawberry.type(description="It is noted.")
class ShiftAttendancePayload:
    """What shiftAttendance answers."""

    assignment: Assignment = strawberry.field(description="The place, attended or not.")


ShiftAttendanceResult = Annotated[
    ShiftAttendancePayload | CommonErrors,
    strawberry.union("ShiftAttendanceResult", description="The place, or why not."),
]


@strawberry.type
class ShiftAttendance:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Say who came to a shift of yours; the last word counts. Nobody loses anything.")
    async def shift_attendance(self, info: Info, input: Given[ShiftAttendanceInput]) -> ShiftAttendanceResult:
        """Mark attendance."""
        assignment = await actions.mark_attendance(
            info.context.actor,
            assignment_id=ids.row_id("Assignment", input.assignment_id),
            attended=input.attended,
        )
        return ShiftAttendancePayload(assignment=wrap(Assignment, assignment))
