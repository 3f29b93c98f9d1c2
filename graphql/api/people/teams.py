"""Teams and who is in them."""

from typing import cast
from uuid import UUID

import strawberry

from api.context import Info
from api.costs import costs
from api.node import Node
from api.people.loaders import team_by_id
from api.regions.loaders import region_by_id
from api.regions.types import Region
from api.rows import wrap_all, wrap_or_none
from models.people import queries, tables


@strawberry.type(description="Somebody in a team, as team-mates see each other.")
class TeamMember:
    """Shows a `TeamMember` of the domain."""

    display_name: str = strawberry.field(description="First name and the initial of the last.")
    is_me: bool = strawberry.field(description="Whether it is you.")


@strawberry.type(description="A neighbourhood team of 5 to 15 people.")
class Team(Node, row=tables.Team, loader=team_by_id):
    """Shows a row of `teams`."""

    region_id: strawberry.Private[UUID]
    name: str = strawberry.field(description="What it calls itself.")
    member_count: int = strawberry.field(description="How many are in it.")

    @strawberry.field(description="Where it is.")
    async def region(self, info: Info) -> Region | None:
        """The region of the team."""
        return wrap_or_none(Region, await info.context.load(region_by_id, self.region_id))

    @strawberry.field(
        description="Who is in it: for members, its leader and organizers of its region; nobody for others.",
        metadata=costs(20, rows=15),
    )
    async def members(self, info: Info) -> list[TeamMember]:
        """The members, by first name."""
        members = await queries.team_members(info.context.actor, cast("tables.Team", self))
        return wrap_all(TeamMember, members)
