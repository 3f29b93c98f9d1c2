"""Work that waits for a look."""

from typing import Annotated
from uuid import UUID

import strawberry

from api.activity.types import Activity
from api.context import Info
from api.costs import costs
from api.people.loaders import person_by_id
from api.people.types import Person
from api.rows import wrap, wrap_all, wrap_or_none
from models.activity import queries

Decided = Annotated[
    bool, strawberry.argument(description="True for what was decided, the latest first; false for what waits.")
]


@strawberry.type(description="Work that somebody has to look at, or has looked at.")
class FlaggedActivity:
    """Shows a `FlaggedActivity` of the domain."""

    found_activity: strawberry.Private[queries.LoggedActivity]
    person_id: strawberry.Private[UUID]
    is_mine: bool = strawberry.field(description="Whether it is your own work: then somebody else decides.")

    @strawberry.field(description="The work, with what is unusual about it.")
    def activity(self) -> Activity:
        """The activity."""
        return wrap(Activity, self.found_activity)

    @strawberry.field(description="Who did it.")
    async def person(self, info: Info) -> Person | None:
        """The maker."""
        return wrap_or_none(Person, await info.context.load(person_by_id, self.person_id))


@strawberry.type
class FlaggedQueries:
    """Belongs to Query."""

    @strawberry.field(
        description="Unusual work in the regions you organize, at most 50: what waits for a look, the oldest first.",
        metadata=costs(60, rows=20),
    )
    async def flagged_activities(self, info: Info, decided: Decided = False) -> list[FlaggedActivity]:
        """What waits, or what was decided."""
        return wrap_all(FlaggedActivity, await queries.flagged_activities(info.context.actor, decided=decided))
