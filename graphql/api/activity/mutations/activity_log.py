"""Log work."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from api import ids
from api.activity.kinds import ActivityKind
from api.activity.shifts import zone_of_shift
from api.activity.types import Activity
from api.arguments import Given
from api.context import Context, Info
from api.costs import costs
from api.errors import CommonErrors
from api.rows import wrap
from models.activity import actions
from models.activity.tables import Source
from models.people import queries as people

if TYPE_CHECKING:
    from api.me import Me


@strawberry.input(description="What you did.")
class ActivityLogInput:
    """Input of activityLog."""

    client_key: str = strawberry.field(
        description="8 to 64 letters, digits, - or _, made anew for each piece of work and sent again when in doubt."
    )
    kind: ActivityKind = strawberry.field(description="What kind of work it was.")
    quantity: int = strawberry.field(description="How many: doors, calls, meals, …; 0 if that says nothing.")
    minutes: int = strawberry.field(description="How long it took, at most 1440.")
    started_at: datetime | None = strawberry.field(description="When it began; now if not said.", default=None)
    shift_id: strawberry.ID | None = strawberry.field(description="The shift it was part of, if any.", default=None)
    note: str | None = strawberry.field(description="Something about it, at most 500 characters.", default=None)


@strawberry.type(description="It is kept.")
class ActivityLogPayload:
    """What activityLog answers."""

    activity: Activity = strawberry.field(description="The activity as it was logged first.")
    already_logged: bool = strawberry.field(
        description="Whether this client key was here already, or its shift by a check-in; to change what it says, correct it."
    )

    @strawberry.field(description="You, with the week as it is now.", metadata=costs(20))
    async def me(self, info: Info) -> Annotated["Me", strawberry.lazy("api.me")]:
        """The row of the actor."""
        from api.me import Me

        return wrap(Me, await people.me(info.context.actor))


ActivityLogResult = Annotated[
    ActivityLogPayload | CommonErrors,
    strawberry.union("ActivityLogResult", description="The activity, or why not."),
]


@strawberry.type
class ActivityLog:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Log work of yours. Sent twice with the same client key, it counts once.")
    async def activity_log(self, info: Info, input: Given[ActivityLogInput]) -> ActivityLogResult:
        """Log an activity of the actor."""
        context = info.context
        context.ensure_signed_in()
        logged = await actions.log_activity(
            context.actor,
            client_key=input.client_key,
            kind=input.kind,
            quantity=input.quantity,
            minutes=input.minutes,
            started_at=input.started_at,
            note=input.note,
            source=Source.WEB if context.by_cookie else Source.MOBILE,
            **await _shift(context, input.shift_id),
        )
        return ActivityLogPayload(activity=wrap(Activity, logged), already_logged=logged.repeated)


async def _shift(context: Context, given: strawberry.ID | None) -> dict[str, Any]:
    """The shift, if the actor sees it, and the time zone in which it takes place."""
    if given is None:
        return {}
    shift_id = ids.row_id("Shift", given)
    return {"shift_id": shift_id, "time_zone": await zone_of_shift(context.actor, shift_id)}
