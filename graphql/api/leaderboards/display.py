"""What a region shows to everybody: nothing of one person but the name and points that they agreed to."""

from typing import Annotated

import strawberry

from api.connections import First
from api.context import Info
from api.costs import costs
from api.leaderboards.fixtures import Fixture, show_fixture
from api.leaderboards.kinds import Window
from api.leaderboards.maps import RegionMap, show_map
from api.leaderboards.standings import League, RegionStandings, show_standings
from api.leaderboards.types import Board, Kind, On, Over, show_board
from api.recognition.announcements import Announcement
from api.regions.types import Region
from api.rows import wrap, wrap_all
from models.kernel.errors import NotFound
from models.leaderboards import queries
from models.recognition import queries as recognition
from models.regions import tables
from models.regions.queries import region_by_code

LONGEST_CODE = 60


@strawberry.type(description="A region in public.")
class Display:
    """Shows a region's boards."""

    row: strawberry.Private[tables.Region]

    @strawberry.field(description="The region.")
    def region(self) -> Region:
        """Whose display it is."""
        return wrap(Region, self.row)

    @strawberry.field(
        description="Where its parts stand in one of their size leagues; for a region without parts, where it stands itself.",
        metadata=costs(40),
    )
    async def standings(
        self, info: Info, window: Over = Window.WEEK, league: League = None, date: On = None, first: First = None
    ) -> RegionStandings:
        """The fair standings."""
        found = await queries.region_standings(
            info.context.actor, window=window, region_id=self.row.id, league=league, on=date, first=first
        )
        return show_standings(found)

    @strawberry.field(
        description="Where its parts stand, league by league, the largest regions first; only one league if it is said.",
        metadata=costs(60, rows=4),
    )
    async def leagues(
        self, info: Info, window: Over = Window.WEEK, league: League = None, first: First = None
    ) -> list[RegionStandings]:
        """The fair standings of each league."""
        found = await queries.standings_by_league(
            info.context.actor, window=window, region_id=self.row.id, league=league, first=first
        )
        return [show_standings(one) for one in found]

    @strawberry.field(
        description="Who of its parts meets whom this week, with their joint targets; for a region without parts, its siblings.",
        metadata=costs(6),
    )
    async def fixtures(self, info: Info, first: First = None) -> list[Fixture]:
        """The matches of the week."""
        found = await queries.fixtures(info.context.actor, region_id=self.row.id, first=first)
        return [show_fixture(one) for one in found]

    @strawberry.field(
        description="Badges that its people earned this week, the latest first: by their consent.", metadata=costs(40)
    )
    async def announcements(self, info: Info, first: First = None) -> list[Announcement]:
        """In the names that they chose."""
        found = await recognition.announcements(info.context.actor, region_id=self.row.id, first=first)
        return wrap_all(Announcement, found)

    @strawberry.field(
        description="Its parts on a map, filled by their fair rate; null where no outlines are known.",
        metadata=costs(60),
    )
    async def map(self, info: Info, window: Over = Window.WEEK, date: On = None) -> RegionMap | None:
        """The map."""
        return show_map(await queries.region_map(info.context.actor, window=window, on=date, region_id=self.row.id))

    @strawberry.field(
        description="The best people or teams at home in the region, or of its parts.", metadata=costs(40)
    )
    async def board(self, info: Info, kind: Kind, window: Over = Window.WEEK, first: First = None) -> Board:
        """A board within the region."""
        found = await queries.board(info.context.actor, kind=kind, window=window, region_id=self.row.id, first=first)
        return show_board(found)


async def show_display(code: str) -> Display | None:
    """The display of the region that is known by a code."""
    try:
        return Display(row=await region_by_code(code[:LONGEST_CODE]))
    except NotFound:
        return None


RegionCode = Annotated[str, strawberry.argument(description="The region's code, such as `US-NY`.")]
