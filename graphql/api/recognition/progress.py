"""My week, and what comes next."""

import strawberry

from api.community.types import TeamGoal
from api.context import Info
from api.costs import costs
from api.enums import described
from api.leaderboards.types import Board, show_board
from api.rows import wrap_or_none
from models.community.queries import Goal
from models.leaderboards import queries as boards
from models.leaderboards.tables import BoardKind, Window
from models.recognition.rules.norms import NextStep

described(
    NextStep,
    "What comes next for you this week.",
    BEGIN="The first step of the week.",
    REACH_NORM="As much as is usual around you.",
    TEAM_GOAL="What your team wants to give.",
    MENTOR="To show somebody else how.",
)


@strawberry.type(description="Your week, and what comes next. Only you see it.")
class Progress:
    """Shows a `Progress` of the domain."""

    found_goal: strawberry.Private[Goal | None]
    points: int = strawberry.field(description="Thousandths of a point so far this week.")
    next_step: NextStep = strawberry.field(description="What comes next.")
    norm: int | None = strawberry.field(
        description="What is usual around you, in thousandths of a point; only once you have begun and are below it, from five "
        "active people on, and unless you have switched your rank off."
    )

    @strawberry.field(description="What your team wants to give this week; null while you are below what is usual.")
    def goal(self) -> TeamGoal | None:
        """The goal of the week."""
        return wrap_or_none(TeamGoal, self.found_goal)

    @strawberry.field(
        description="You between two neighbours on either side; null without points, or if you have switched your rank off.",
        metadata=costs(20),
    )
    async def around(self, info: Info) -> Board | None:
        """The week's board around me."""
        found = await boards.standings_around(info.context.actor, kind=BoardKind.PERSON, window=Window.WEEK)
        return show_board(found) if found else None
