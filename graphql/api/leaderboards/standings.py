"""Fair standings of regions."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from api.context import Info
from api.costs import costs
from api.enums import described
from api.leaderboards.kinds import BoardState, Window
from api.regions.loaders import region_by_id
from api.regions.types import Region
from api.rows import wrap_or_none
from models.kernel.words import gettext, lazy
from models.leaderboards import queries
from models.leaderboards.queries import StandingsView

described(
    StandingsView,
    "By what regions are put in order.",
    FAIR="By how far a region is from what was to be expected for its size, within its size league.",
    TOTAL="By the sum of points.",
    PER_HEAD="By points per resident.",
    IMPROVEMENT="By how much more each active volunteer did than in the time before.",
)
FAVOURS = {
    StandingsView.FAIR: lazy(
        "Small and large regions can win: what counts is how much more each active volunteer does than was to be "
        "expected for a region of that size. Regions too close to tell apart share a place."
    ),
    StandingsView.TOTAL: lazy("The sum of all points favours large regions."),
    StandingsView.PER_HEAD: lazy(
        "Points per resident favour regions in which many people volunteer already, and very small ones."
    ),
    StandingsView.IMPROVEMENT: lazy("Comparing regions with themselves favours those that were quiet before."),
}


@strawberry.type(description="One region's standing.")
class RegionLine:
    """Shows a `RegionLine` of the domain."""

    region_id: strawberry.Private[UUID]
    place: int = strawberry.field(description="1 is best; regions too close to tell apart share a place.")
    name: str = strawberry.field(description="What the region is called, in your language.")
    league: int = strawberry.field(description="The size league; the largest regions play in league 1.")
    shown: int = strawberry.field(
        description="Thousandths of a point per active volunteer, drawn to the league's mean the more, the fewer they are."
    )
    lowest: int = strawberry.field(description="The lower end of what `shown` may truly be, with 95 % certainty.")
    highest: int = strawberry.field(description="The upper end of what `shown` may truly be, with 95 % certainty.")
    active_people: int = strawberry.field(description="How many people have points.")
    points: int = strawberry.field(description="Thousandths of a point, all together.")
    per_head: int | None = strawberry.field(description="Thousandths of a point per 1,000 residents; null if unknown.")
    improvement: int | None = strawberry.field(
        description="Per cent more (or less) points per active person than in the time before; null if there is none."
    )
    is_mine: bool = strawberry.field(description="Whether it is your region.")
    next_league: int | None = strawberry.field(
        description="In which league it plays next; null before its season is closed."
    )

    @strawberry.field(description="The region.")
    async def region(self, info: Info) -> Region | None:
        """The region."""
        return wrap_or_none(Region, await info.context.load(region_by_id, self.region_id))


@strawberry.type(description="Where the parts of a region stand in a stretch of time.")
class RegionStandings:
    """Shows `RegionStandings` of the domain."""

    found: strawberry.Private[queries.RegionStandings]
    window: Window = strawberry.field(description="Over which time.")
    starts_on: date = strawberry.field(description="The first day.")
    ends_on: date = strawberry.field(description="The last day.")
    view: StandingsView = strawberry.field(description="By what the lines are put in order.")
    league: int | None = strawberry.field(description="Whose lines these are; null: of all leagues.")
    leagues: int = strawberry.field(description="How many leagues there are.")
    computed_at: datetime | None = strawberry.field(description="When they were computed; null: not yet.")

    @strawberry.field(description="In words: whom this order favours.")
    def favours(self, info: Info) -> str:
        """A sentence for the reader."""
        return gettext(info.context.language, FAVOURS[self.view])

    @strawberry.field(description="Whose parts compete.")
    def region(self) -> Region | None:
        """The region of the board."""
        return wrap_or_none(Region, self.found.region)

    # `first` of the query has multiplied already.
    @strawberry.field(description="The lines, best first.", metadata=costs(rows=1))
    def lines(self) -> list[RegionLine]:
        """All lines that were asked for."""
        return [show_line(line) for line in self.found.lines]

    @strawberry.field(description="Why they are empty, if they are.", metadata=costs(20))
    async def state(self, info: Info) -> BoardState:
        """Looked at only where there is no line."""
        return await queries.state_of_standings(info.context.actor, self.found)


def show_line(line: queries.RegionLine) -> RegionLine:
    """A standing as clients see it."""
    return RegionLine(
        region_id=line.region_id,
        place=line.place,
        name=line.name,
        league=line.league,
        shown=line.shown,
        lowest=line.lowest,
        highest=line.highest,
        active_people=line.active_people,
        points=line.points,
        per_head=line.per_head,
        improvement=line.improvement,
        is_mine=line.is_mine,
        next_league=line.next_league,
    )


def show_standings(found: queries.RegionStandings) -> RegionStandings:
    """Standings as clients see them."""
    return RegionStandings(
        found=found,
        window=found.window,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        view=found.view,
        league=found.league,
        leagues=found.leagues,
        computed_at=found.computed_at,
    )


View = Annotated[StandingsView, strawberry.argument(description="By what the lines are put in order.")]
League = Annotated[
    int | None, strawberry.argument(description="A league; yours, if not said, else the first. Fair view only.")
]
