"""teamLeave."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.me import Me
from api.rows import wrap
from models.people import actions


@strawberry.input(description="Nothing has to be said.")
class TeamLeaveInput:
    """Input of teamLeave."""

    client_mutation_id: str | None = strawberry.field(description="Comes back in the answer.", default=None)


@strawberry.type(description="You have left.")
class TeamLeavePayload:
    """What teamLeave answers."""

    me: Me = strawberry.field(description="You, without a team.")
    client_mutation_id: str | None = strawberry.field(description="What was sent.")


TeamLeaveResult = Annotated[
    TeamLeavePayload | CommonErrors,
    strawberry.union("TeamLeaveResult", description="You without a team, or why not."),
]


@strawberry.type
class TeamLeave:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Leave your team.")
    async def team_leave(self, info: Info, input: Given[TeamLeaveInput]) -> TeamLeaveResult:
        """Leave one's team."""
        person = await actions.leave_team(info.context.actor)
        return TeamLeavePayload(me=wrap(Me, person), client_mutation_id=input.client_mutation_id)
