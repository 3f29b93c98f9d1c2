"""Correct work that was logged."""

from datetime import datetime
from typing import Annotated

import strawberry

from api import ids
from api.activity.kinds import ActivityKind
from api.activity.reasons import CorrectionReason
from api.activity.shifts import zone_of_shift
from api.activity.types import Activity
from api.arguments import Given
from api.context import Context, Info
from api.errors import CommonErrors
from api.rows import wrap
from models.activity import actions, queries
from models.activity.tables import Source


@strawberry.input(description="What was wrong; what is not said stays as it is.")
class ActivityCorrectInput:
    """Input of activityCorrect."""

    id: strawberry.ID = strawberry.field(description="The activity.")
    reason_code: CorrectionReason = strawberry.field(description="Why it is corrected.")
    kind: ActivityKind | None = strawberry.field(description="What kind of work it was.", default=None)
    quantity: int | None = strawberry.field(description="How many.", default=None)
    minutes: int | None = strawberry.field(description="How long it took, at most 1440.", default=None)
    started_at: datetime | None = strawberry.field(description="When it began.", default=None)
    voided: bool | None = strawberry.field(description="True withdraws it, false takes it up again.", default=None)


@strawberry.type(description="It is corrected. The earlier version stays on record.")
class ActivityCorrectPayload:
    """What activityCorrect answers."""

    activity: Activity = strawberry.field(description="The activity as it is now.")


ActivityCorrectResult = Annotated[
    ActivityCorrectPayload | CommonErrors,
    strawberry.union("ActivityCorrectResult", description="The activity, or why not."),
]


@strawberry.type
class ActivityCorrect:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Correct work of yours, or of somebody whom you organize.")
    async def activity_correct(self, info: Info, input: Given[ActivityCorrectInput]) -> ActivityCorrectResult:
        """Append a revision."""
        context = info.context
        corrected = await actions.correct_activity(
            context.actor,
            activity_id=ids.row_id("Activity", input.id),
            reason_code=input.reason_code,
            kind=input.kind,
            quantity=input.quantity,
            minutes=input.minutes,
            started_at=input.started_at,
            voided=input.voided,
            source=Source.WEB if context.by_cookie else Source.MOBILE,
            time_zone=await _zone(context, input) if input.started_at is not None else None,
        )
        return ActivityCorrectPayload(activity=wrap(Activity, corrected))


async def _zone(context: Context, input: ActivityCorrectInput) -> str | None:
    """That of the activity's shift, if it has one: its day was fixed there."""
    found = await queries.activities_by_id(context.actor, [activity_id := ids.row_id("Activity", input.id)])
    activity = found.get(activity_id)
    return (
        None if activity is None or activity.shift_id is None else await zone_of_shift(context.actor, activity.shift_id)
    )
