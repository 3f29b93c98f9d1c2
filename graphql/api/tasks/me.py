"""Me, as far as it is about my shifts."""

from typing import cast

import strawberry

from api.context import Info
from api.costs import costs
from api.rows import wrap_all
from api.tasks.types import Assignment
from models.asks import links
from models.people import tables
from models.tasks import queries


@strawberry.type
class MeTasks:
    """Belongs to Me."""

    @strawberry.field(description="Your shifts to come, soonest first.", metadata=costs(20, rows=5))
    async def assignments(self, info: Info) -> list[Assignment]:
        """At most 50."""
        return wrap_all(Assignment, await queries.my_assignments(info.context.actor))

    @strawberry.field(description="The address of your shifts as a calendar. Whoever has it can read them.")
    def calendar_url(self) -> str:
        """The private address."""
        token = queries.calendar_token(cast("tables.Person", self))
        return links.address(f"/calendar/{token}.ics")
