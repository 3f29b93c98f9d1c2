"""Judge somebody's work."""

from typing import Annotated

import strawberry

from api import ids
from api.activity.reasons import ReviewReason, Verdict
from api.activity.types import Activity
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.rows import wrap
from models.activity import actions


@strawberry.input(description="Whose work, and what is said of it.")
class ActivityReviewInput:
    """Input of activityReview."""

    id: strawberry.ID = strawberry.field(description="The activity.")
    verdict: Verdict = strawberry.field(description="What is said of it.")
    reason_code: ReviewReason = strawberry.field(description="Why.")


@strawberry.type(description="It is judged. Earlier verdicts stay on record.")
class ActivityReviewPayload:
    """What activityReview answers."""

    activity: Activity = strawberry.field(description="The activity as it is now.")


ActivityReviewResult = Annotated[
    ActivityReviewPayload | CommonErrors,
    strawberry.union("ActivityReviewResult", description="The activity, or why not."),
]


@strawberry.type
class ActivityReview:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Confirm, take out or restore the work of somebody whom you organize.")
    async def activity_review(self, info: Info, input: Given[ActivityReviewInput]) -> ActivityReviewResult:
        """Append a verdict."""
        judged = await actions.review_activity(
            info.context.actor,
            activity_id=ids.row_id("Activity", input.id),
            verdict=input.verdict,
            reason_code=input.reason_code,
        )
        return ActivityReviewPayload(activity=wrap(Activity, judged))
