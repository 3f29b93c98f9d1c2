"""teamGoalSet."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from models.community import actions


@strawberry.input(description="What your team wants to give this week.")
class TeamGoalSetInput:
    """Input of teamGoalSet."""

    minutes: int = strawberry.field(description="Minutes, 30 to 100,000.")


@strawberry.type(description="The goal is set.")
class TeamGoalSetPayload:
    """What teamGoalSet answers."""

    minutes: int = strawberry.field(description="The goal as it is now.")


TeamGoalSetResult = Annotated[
    TeamGoalSetPayload | CommonErrors,
    strawberry.union("TeamGoalSetResult", description="The goal, or why not."),
]


@strawberry.type
class TeamGoalSet:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Set what your team wants to give this week, in place of what was set before.")
    async def team_goal_set(self, info: Info, input: Given[TeamGoalSetInput]) -> TeamGoalSetResult:
        """Set the goal."""
        goal = await actions.set_team_goal(info.context.actor, minutes=input.minutes)
        return TeamGoalSetPayload(minutes=goal.minutes)
