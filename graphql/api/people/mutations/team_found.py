"""teamFound."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.teams import Team
from api.rows import wrap
from models.people import actions


@strawberry.input(description="What the new team is called.")
class TeamFoundInput:
    """Input of teamFound."""

    name: str = strawberry.field(description="A name that no other team of your region has.")


@strawberry.type(description="The team is founded, and you are in it.")
class TeamFoundPayload:
    """What teamFound answers."""

    team: Team = strawberry.field(description="Your team.")


TeamFoundResult = Annotated[
    TeamFoundPayload | CommonErrors,
    strawberry.union("TeamFoundResult", description="Your team, or why not."),
]


@strawberry.type
class TeamFound:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Found a team where you live, and be its first member; you leave your own.")
    async def team_found(self, info: Info, input: Given[TeamFoundInput]) -> TeamFoundResult:
        """Found a team."""
        return TeamFoundPayload(team=wrap(Team, await actions.found_team(info.context.actor, name=input.name)))
