"""teamJoin."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.errors import TeamFull
from api.people.teams import Team
from api.rows import wrap
from models.people import actions


@strawberry.input(description="Which team to join.")
class TeamJoinInput:
    """Input of teamJoin."""

    team_id: strawberry.ID = strawberry.field(description="A team of your state.")


@strawberry.type(description="You are in.")
class TeamJoinPayload:
    """What teamJoin answers."""

    team: Team = strawberry.field(description="Your team.")


TeamJoinResult = Annotated[
    TeamJoinPayload | TeamFull | CommonErrors,
    strawberry.union("TeamJoinResult", description="Your team, or why not."),
]


@strawberry.type
class TeamJoin:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Join a team that has a place left; you leave your own.")
    async def team_join(self, info: Info, input: Given[TeamJoinInput]) -> TeamJoinResult:
        """Join a team."""
        team = await actions.join_team(info.context.actor, team_id=ids.row_id("Team", input.team_id))
        return TeamJoinPayload(team=wrap(Team, team))
