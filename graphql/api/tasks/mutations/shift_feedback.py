"""shiftFeedback."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.rows import wrap
from api.tasks.types import Assignment
from models.tasks import actions


@strawberry.input(description="How it was.")
class ShiftFeedbackInput:
    """Input of shiftFeedback."""

    shift_id: strawberry.ID = strawberry.field(description="The shift that you came to.")
    rating: int = strawberry.field(description="One to five stars.")
    text: str = strawberry.field(description="More about it, at most 1000 characters.", default="")


@strawberry.type(description="Thank you; it is kept.")
class ShiftFeedbackPayload:
    """What shiftFeedback answers."""

    assignment: Assignment = strawberry.field(description="Your place, with the stars and words.")


ShiftFeedbackResult = Annotated[
    ShiftFeedbackPayload | CommonErrors,
    strawberry.union("ShiftFeedbackResult", description="Your place, or why not."),
]


@strawberry.type
class ShiftFeedback:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Say how a shift was that you came to; the last word counts.")
    async def shift_feedback(self, info: Info, input: Given[ShiftFeedbackInput]) -> ShiftFeedbackResult:
        """Rate a shift."""
        assignment = await actions.give_feedback(
            info.context.actor,
            shift_id=ids.row_id("Shift", input.shift_id),
            rating=input.rating,
            text=input.text,
        )
        return ShiftFeedbackPayload(assignment=wrap(Assignment, assignment))
