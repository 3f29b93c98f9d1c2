"""Where the parts of a region stand: fairly, and by the plain figures that are there on request."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from models.kernel.actor import Actor
from models.kernel.paging import ensure_first
from models.leaderboards.queries.board import home_of
from models.leaderboards.queries.frame import Frame, frame_of
from models.leaderboards.rules import placed
from models.leaderboards.tables import BoardKind, RegionStanding, Window
from models.people.tables import Person
from models.regions.tables import Region

HEADS = 1000


class StandingsView(StrEnum):
    """By what regions are put in order."""

    FAIR = "fair"
    TOTAL = "total"
    PER_HEAD = "per_head"
    IMPROVEMENT = "improvement"


@dataclass(frozen=True, slots=True)
class RegionLine:
    """
    A region's standing. Points and rates are thousandths; `improvement`: per cent of points per active person against the
    window before, None if there was none; `per_head`: points per 1,000 residents, None where these are not known.
    `next_league`: where it plays next, once the season is closed.
    """

    place: int
    region_id: UUID
    name: str
    league: int
    shown: int
    lowest: int
    highest: int
    active_people: int
    points: int
    per_head: int | None
    improvement: int | None
    is_mine: bool
    next_league: int | None


@dataclass(frozen=True, slots=True)
class RegionStandings:
    """
    The standings of a region's parts in a window. `league`: which of the `leagues` the lines are of; None: of all.

    `computed_at` None: nothing was computed yet.
    """

    region: Region | None
    window: Window
    starts_on: date
    ends_on: date
    view: StandingsView
    league: int | None
    leagues: int
    lines: tuple[RegionLine, ...]
    computed_at: datetime | None


MOST_LEAGUES = 6


async def region_standings(
    actor: Actor,
    *,
    window: Window,
    view: StandingsView = StandingsView.FAIR,
    on: date | None = None,
    region_id: UUID | None = None,
    league: int | None = None,
    first: int | None = None,
) -> RegionStandings:
    """
    The first 1 to 100 (20) regions that may be shown, as computed last.

    The fair view is of one league: if none is said, that of `region_id` itself where it has no parts, else that of the
    actor's region, else the first. The other views put all
    leagues in one order by a plain figure; each favours somebody. Raises Invalid, NotFound.
    """
    count = ensure_first(first)
    frame = await frame_of(actor.account_id, kind=BoardKind.REGION, window=window, on=on, region_id=region_id)
    rows = await _rows(actor, frame, frame.name.starts_on)
    lines = await _lines(actor, frame, rows)
    leagues = max((row.league for row in rows), default=0)
    if view is StandingsView.FAIR:
        league = league or _league_of(lines, region_id)
        lines = [line for line in lines if line.league == league]
    else:
        league, lines = None, _ordered(lines, view)
    return RegionStandings(
        frame.region,
        window,
        frame.name.starts_on,
        frame.ends_on,
        view,
        league,
        leagues,
        tuple(lines[:count]),
        rows[0].computed_at if rows else None,
    )


async def standings_by_league(
    actor: Actor, *, window: Window, region_id: UUID | None = None, league: int | None = None, first: int | None = None
) -> list[RegionStandings]:
    """
    The fair standings of each league, the largest regions first; of one league if it is said, or if the region itself
    competes in one. At least one, which may be empty. Raises Invalid, NotFound.
    """
    found = await region_standings(actor, window=window, region_id=region_id, league=league, first=first)
    competes = found.region is None or found.region.id != region_id
    numbers = [found.league] if league or competes else range(1, min(found.leagues, MOST_LEAGUES) + 1)
    others = [
        found
        if number == found.league
        else await region_standings(actor, window=window, region_id=region_id, league=number, first=first)
        for number in numbers
    ]
    return others or [found]


async def lines_of(actor: Actor, frame: Frame) -> list[RegionLine]:
    """The lines of all leagues, league by league, best first."""
    return await _lines(actor, frame, await _rows(actor, frame, frame.name.starts_on))


def _league_of(lines: Sequence[RegionLine], region_id: UUID | None) -> int:
    asked = (line.league for line in lines if line.region_id == region_id)
    mine = (line.league for line in lines if line.is_mine)
    return next(asked, None) or next(mine, 1)


async def _rows(actor: Actor, frame: Frame, starts_on: date) -> list[RegionStanding]:
    return await RegionStanding.filter(
        account_id=actor.account_id,
        parent_id=frame.region.id if frame.region else None,
        window_kind=frame.name.window,
        window_start=starts_on,
    ).order_by("league", "-score", "region_id")


async def _lines(actor: Actor, frame: Frame, rows: Sequence[RegionStanding]) -> list[RegionLine]:
    regions = {region.id: region for region in await Region.filter(id__in=[row.region_id for row in rows])}
    before = await _before(actor, frame)
    home = await home_of(actor)
    return [_line(row, regions[row.region_id], before.get(row.region_id), home, actor.language) for row in rows]


async def _before(actor: Actor, frame: Frame) -> dict[UUID, RegionStanding]:
    """The standings in the window before this one, by region."""
    day_before = frame.name.starts_on - timedelta(days=1)
    region_id = frame.region.id if frame.region else None
    last = await frame_of(
        actor.account_id, kind=BoardKind.REGION, window=frame.name.window, on=day_before, region_id=region_id
    )
    return {row.region_id: row for row in await _rows(actor, last, last.name.starts_on)}


def _line(
    row: RegionStanding, region: Region, before: RegionStanding | None, home: Person | None, language: str
) -> RegionLine:
    improvement = (100 * row.points * before.active) // (row.active * before.points) - 100 if before else None
    return RegionLine(
        row.place,
        row.region_id,
        region.names.get(language, region.name),
        row.league,
        row.shown,
        row.lowest,
        row.highest,
        row.active,
        row.points,
        HEADS * row.points // region.population if region.population else None,
        improvement,
        home is not None and home.region_path.startswith(region.path),
        row.next_league,
    )


def _ordered(lines: Sequence[RegionLine], view: StandingsView) -> list[RegionLine]:
    """By a plain figure, equal ones sharing a place; regions without the figure are left out."""
    figures = {line.region_id: figure for line in lines if (figure := _figure(line, view)) is not None}
    lowest = min(figures.values(), default=0)
    # `placed` knows points, which are above zero; an improvement may be below.
    standings = placed([(region_id, figure - lowest + 1) for region_id, figure in figures.items()])
    by_id = {line.region_id: line for line in lines}
    return [replace(by_id[one.member_id], place=one.place) for one in standings]


def _figure(line: RegionLine, view: StandingsView) -> int | None:
    return {
        StandingsView.TOTAL: line.points,
        StandingsView.PER_HEAD: line.per_head,
        StandingsView.IMPROVEMENT: line.improvement,
    }[view]
