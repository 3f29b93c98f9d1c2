"""Boards and their rows. No ids of people, ever."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from api.context import Info
from api.costs import costs
from api.leaderboards.kinds import BoardKind, BoardState, Window
from api.people.loaders import team_by_id
from api.people.teams import Team
from api.regions.loaders import region_by_id
from api.regions.types import Region
from api.rows import wrap_or_none
from models.kernel.words import gettext, lazy
from models.leaderboards import queries

TITLES = {
    (BoardKind.PERSON, Window.DAY): lazy("Volunteers today"),
    (BoardKind.PERSON, Window.WEEK): lazy("Volunteers this week"),
    (BoardKind.PERSON, Window.MONTH): lazy("Volunteers this month"),
    (BoardKind.PERSON, Window.SEASON): lazy("Volunteers this season"),
    (BoardKind.TEAM, Window.DAY): lazy("Teams today"),
    (BoardKind.TEAM, Window.WEEK): lazy("Teams this week"),
    (BoardKind.TEAM, Window.MONTH): lazy("Teams this month"),
    (BoardKind.TEAM, Window.SEASON): lazy("Teams this season"),
    (BoardKind.REGION, Window.DAY): lazy("Regions today"),
    (BoardKind.REGION, Window.WEEK): lazy("Regions this week"),
    (BoardKind.REGION, Window.MONTH): lazy("Regions this month"),
    (BoardKind.REGION, Window.SEASON): lazy("Regions this season"),
}
NEIGHBOUR = lazy("A neighbour")


@strawberry.type(description="One line of a board.")
class BoardRow:
    """Shows a `BoardRow` of the domain."""

    written_name: strawberry.Private[str | None]
    region_id: strawberry.Private[UUID | None]
    team_id: strawberry.Private[UUID | None]
    place: int = strawberry.field(description="1 is best; equal points share a place.")
    points: int = strawberry.field(description="Thousandths of a point.")
    is_mine: bool = strawberry.field(description="Whether it is you, your team, or your region.")
    active_people: int | None = strawberry.field(description="Regions only: how many people have points.")
    points_per_person: int | None = strawberry.field(
        description="Regions only: thousandths of a point per active person, which a small region can win."
    )

    @strawberry.field(description="Who it is: a name by consent, else “A neighbour”.")
    def name(self, info: Info) -> str:
        """The name, or the word for somebody who is not named."""
        return self.written_name or gettext(info.context.language, NEIGHBOUR)

    @strawberry.field(description="The region of the line; regions only.")
    async def region(self, info: Info) -> Region | None:
        """The region."""
        return wrap_or_none(Region, await info.context.load(region_by_id, self.region_id) if self.region_id else None)

    @strawberry.field(description="The team of the line; teams only, and only if you may see it.")
    async def team(self, info: Info) -> Team | None:
        """The team."""
        return wrap_or_none(Team, await info.context.load(team_by_id, self.team_id) if self.team_id else None)


@strawberry.type(description="Who stands where in a stretch of time.")
class Board:
    """Shows a `Board` of the domain."""

    found: strawberry.Private[queries.Board]
    kind: BoardKind = strawberry.field(description="Who competes.")
    window: Window = strawberry.field(description="Over which time.")
    starts_on: date = strawberry.field(description="The first day.")
    ends_on: date = strawberry.field(description="The last day.")
    updated_at: datetime = strawberry.field(description="When this was read.")
    catching_up: bool = strawberry.field(description="Whether the boards are being built anew just now.")

    @strawberry.field(description="What it is called, in your language.")
    def title(self, info: Info) -> str:
        """Kind and window in words."""
        return gettext(info.context.language, TITLES[(self.kind, self.window)])

    @strawberry.field(description="Whose parts compete, or within which people and teams do; null: the whole campaign.")
    def region(self) -> Region | None:
        """The region of the board."""
        return wrap_or_none(Region, self.found.region)

    @strawberry.field(description="The lines, best first.")
    def rows(self) -> list[BoardRow]:
        """All lines that may be shown."""
        return [show_row(row) for row in self.found.rows]

    @strawberry.field(description="Why it is empty, if it is.", metadata=costs(5))
    async def state(self, info: Info) -> BoardState:
        """Looked at only where there is no line."""
        return await queries.state_of_board(info.context.actor, self.found)


def show_row(row: queries.BoardRow) -> BoardRow:
    """A line as clients see it: without the id of its member."""
    return BoardRow(
        written_name=row.name,
        region_id=row.region_id,
        team_id=row.team_id,
        place=row.place,
        points=row.points,
        is_mine=row.is_mine,
        active_people=row.active_people,
        points_per_person=row.points_per_person,
    )


def show_board(board: queries.Board) -> Board:
    """A board as clients see it."""
    return Board(
        found=board,
        kind=board.kind,
        window=board.window,
        starts_on=board.starts_on,
        ends_on=board.ends_on,
        updated_at=board.updated_at,
        catching_up=board.catching_up,
    )


Kind = Annotated[BoardKind, strawberry.argument(description="Who competes.")]
Over = Annotated[Window, strawberry.argument(description="Over which time.")]
Within = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="The region whose parts compete, or within which people or teams do."),
]
On = Annotated[date | None, strawberry.argument(description="A day within the stretch of time; today, if not said.")]
