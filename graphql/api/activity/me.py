"""What I did."""

import strawberry

from api.activity.types import Activity, Thanks, WeekSummary
from api.connections import After, Connection, First, connect
from api.context import Info
from api.costs import costs
from api.rows import wrap, wrap_or_none
from models.activity import queries


@strawberry.type
class MeActivity:
    """Belongs to Me."""

    @strawberry.field(
        description="What there is to thank you for: what you did last; null if nothing yet.", metadata=costs(20)
    )
    async def thanks(self, info: Info) -> Thanks | None:
        """The last contribution."""
        return wrap_or_none(Thanks, await queries.last_contribution(info.context.actor))

    @strawberry.field(description="This week, where you live.", metadata=costs(40))
    async def week(self, info: Info) -> WeekSummary:
        """The current ISO week."""
        return wrap(WeekSummary, await queries.week_summary(info.context.actor))

    @strawberry.field(description="What you did, latest first; what was withdrawn or taken out too.")
    async def activities(self, info: Info, first: First = None, after: After = None) -> Connection[Activity]:
        """A page of one's own activities."""
        return connect(Activity, await queries.my_activities(info.context.actor, first=first, after=after), after)
