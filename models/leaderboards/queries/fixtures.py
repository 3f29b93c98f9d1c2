"""Matches of regions, as everybody may see them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q

from models.kernel import clock
from models.kernel.actor import Actor
from models.kernel.errors import SignInRequired
from models.kernel.paging import ensure_first
from models.leaderboards.queries.board import home_of
from models.leaderboards.queries.frame import frame_of
from models.leaderboards.tables import BoardKind, Fixture, RegionStanding, Window
from models.people.tables import Person
from models.regions.queries import ancestors, region_by_id
from models.regions.tables import Region

WEEK = timedelta(weeks=1)
_LAST_DAY = timedelta(days=6)


class FixtureState(StrEnum):
    """How far a match is."""

    COMING = "coming"
    RUNNING = "running"
    COUNTING = "counting"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class FixtureSide:
    """A region in a match. `rate`: thousandths of a point per active volunteer as they count; None: not to be told."""

    region_id: UUID
    name: str
    rate: int | None
    is_ahead: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class FixtureLine:
    """
    A match; the actor's own region stands first. Points are thousandths.

    `joint_points` and the rates are None while one side has fewer than five active people in the week.
    """

    starts_on: date
    ends_on: date
    league: int
    state: FixtureState
    one: FixtureSide
    other: FixtureSide
    joint_target: int
    joint_points: int | None


@dataclass(frozen=True, slots=True)
class MyFixtures:
    """The matches of the actor's region: last week's, this week's, and the next one after that."""

    last: FixtureLine | None
    now: FixtureLine | None
    coming: FixtureLine | None


async def fixtures(
    actor: Actor, *, region_id: UUID | None = None, week: date | None = None, first: int | None = None
) -> list[FixtureLine]:
    """
    The first 1 to 100 (20) matches between the parts of a region in the week that holds a date (this one, if not said).

    Only regions with a public standing in the season have any. Raises Invalid, NotFound.
    """
    count = ensure_first(first)
    frame = await frame_of(actor.account_id, kind=BoardKind.REGION, window=Window.WEEK, on=week, region_id=region_id)
    rows = await Fixture.filter(
        account_id=actor.account_id,
        parent_id=frame.region.id if frame.region else None,
        week_start=frame.name.starts_on,
    ).order_by("league", "id")
    home = await home_of(actor)
    lines = await _lines(actor, rows, home)
    return sorted(lines, key=lambda line: not line.one.is_mine)[:count]


async def my_fixtures(actor: Actor) -> MyFixtures | None:
    """
    The matches of the lowest of the actor's regions that has any; None while none has.

    Raises SignInRequired.
    """
    home = await home_of(actor)
    if home is None:
        raise SignInRequired
    frame = await frame_of(actor.account_id, kind=BoardKind.REGION, window=Window.WEEK, on=None, region_id=None)
    monday = frame.name.starts_on
    region = await region_by_id(home.region_id)
    for candidate in [region, *reversed(await ancestors(region.id))]:
        rows = await Fixture.filter(
            Q(one_id=candidate.id) | Q(other_id=candidate.id),
            account_id=actor.account_id,
            week_start__gte=monday - WEEK,
        ).order_by("week_start")
        by_week = {line.starts_on: line for line in await _lines(actor, _near(rows, monday), home)}
        if by_week:
            coming = next((line for starts_on, line in by_week.items() if starts_on > monday), None)
            return MyFixtures(by_week.get(monday - WEEK), by_week.get(monday), coming)
    return None


def _near(rows: Sequence[Fixture], monday: date) -> list[Fixture]:
    """Those up to this week, and the next one."""
    later = [row for row in rows if row.week_start > monday]
    return [row for row in rows if row.week_start <= monday] + later[:1]


async def _lines(actor: Actor, rows: Sequence[Fixture], home: Person | None) -> list[FixtureLine]:
    """The matches that may be shown, with what is known of their week."""
    public = await _public(actor, rows)
    shown = [row for row in rows if {row.one_id, row.other_id} <= public]
    regions = {region.id: region for region in await Region.filter(id__in=_sides(shown))}
    figures = await _figures(actor, shown)
    return [_line(row, regions, figures, home, actor.language) for row in shown]


def _sides(rows: Iterable[Fixture]) -> set[UUID]:
    return {side for row in rows for side in (row.one_id, row.other_id)}


async def _public(actor: Actor, rows: Collection[Fixture]) -> set[UUID]:
    """Those regions that have a public standing in the season."""
    standings = RegionStanding.filter(
        account_id=actor.account_id,
        window_kind=Window.SEASON,
        window_start__in={row.season_start for row in rows},
        region_id__in=_sides(rows),
    )
    return {row.region_id for row in await standings.only("id", "region_id")} if rows else set()


async def _figures(actor: Actor, rows: Collection[Fixture]) -> dict[tuple[date, UUID], RegionStanding]:
    """The standings of these weeks, by week and region."""
    standings = RegionStanding.filter(
        account_id=actor.account_id,
        window_kind=Window.WEEK,
        window_start__in={row.week_start for row in rows},
        region_id__in=_sides(rows),
    )
    return {(row.window_start, row.region_id): row for row in await standings} if rows else {}


def _line(
    row: Fixture,
    regions: Mapping[UUID, Region],
    figures: Mapping[tuple[date, UUID], RegionStanding],
    home: Person | None,
    language: str,
) -> FixtureLine:
    one_rate, other_rate, joint = _known(row, figures)
    ahead = 0 if one_rate is None or other_rate is None else one_rate - other_rate
    if row.outcome is not None:
        ahead = round(2 * row.outcome) - 1
    sides = [
        _side(regions[row.one_id], one_rate, ahead > 0, home, language),
        _side(regions[row.other_id], other_rate, ahead < 0, home, language),
    ]
    one, other = sorted(sides, key=lambda side: not side.is_mine)
    return FixtureLine(
        row.week_start, row.week_start + _LAST_DAY, row.league, _state(row), one, other, row.joint_target, joint
    )


def _known(
    row: Fixture, figures: Mapping[tuple[date, UUID], RegionStanding]
) -> tuple[int, int, int] | tuple[None, None, None]:
    """Both rates and the joint points: as settled, or as they stand; nothing where one side is too small to be shown."""
    if row.settled_at is not None:
        if row.one_rate is None or row.other_rate is None or row.joint_points is None:
            return None, None, None
        return row.one_rate, row.other_rate, row.joint_points
    one, other = figures.get((row.week_start, row.one_id)), figures.get((row.week_start, row.other_id))
    if one is None or other is None:
        return None, None, None
    return one.counted // one.active, other.counted // other.active, one.counted + other.counted


def _side(region: Region, rate: int | None, is_ahead: bool, home: Person | None, language: str) -> FixtureSide:
    is_mine = home is not None and home.region_path.startswith(region.path)
    return FixtureSide(region.id, region.names.get(language, region.name), rate, is_ahead, is_mine)


def _state(row: Fixture) -> FixtureState:
    if row.settled_at is not None:
        return FixtureState.SETTLED
    today = clock.now().date()
    if today < row.week_start:
        return FixtureState.COMING
    return FixtureState.RUNNING if today <= row.week_start + _LAST_DAY else FixtureState.COUNTING
