"""Draws the matches of a season, for all its weeks at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from models.kernel import clock, ids, work
from models.kernel.actor import Actor
from models.leaderboards.actions.compute_standings import compute_window, lock_standings
from models.leaderboards.queries.leagues_of import leagues_of
from models.leaderboards.rules import WindowSpan, span_of
from models.leaderboards.rules.fair import Match, RegionWeek, drawn
from models.leaderboards.tables import Fixture, RegionStanding, Season, Window

WEEK = timedelta(weeks=1)
KNOWN_WEEKS = 8
# A week that began yesterday may still be drawn: a season can only be drawn once the one before is closed.
LATEST_DRAW = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The season, and the Mondays of those of its weeks that can still be drawn."""

    season: WindowSpan
    mondays: list[date]


async def draw_fixtures(actor: Actor, *, on: date) -> int:
    """
    Draw the matches of the season that holds a date, from that date on, in each league of the parts of every region.

    What is drawn stays. Regions that joined their league since are drawn among themselves for the weeks that are left.
    Nothing is drawn before the last season is closed, or without a past week to predict by. Returns how many matches.
    """
    async with work.unit_of_work(actor):
        await lock_standings(actor)
        seasons = await Season.filter(account_id=actor.account_id)
        plan = _plan(span_of(Window.SEASON, on, seasons), on)
        if not plan.mondays or await _waits_for_closing(actor, plan.season):
            return 0
        waiting = await _waiting_leagues(actor, plan)
        return await _draw(actor, plan, waiting) if waiting else 0


def _plan(season: WindowSpan, on: date) -> _Plan:
    monday = on - timedelta(days=on.weekday())
    first = monday if on - monday < LATEST_DRAW and monday >= season.starts_on else monday + WEEK
    weeks = (season.ends_on - first).days // 7 + 1
    return _Plan(
        season,
        [first + number * WEEK for number in range(weeks) if (first + number * WEEK + timedelta(6)) <= season.ends_on],
    )


async def _waits_for_closing(actor: Actor, season: WindowSpan) -> bool:
    return await RegionStanding.filter(
        account_id=actor.account_id,
        window_kind=Window.SEASON,
        window_start__lt=season.starts_on,
        next_league__isnull=True,
    ).exists()


async def _waiting_leagues(actor: Actor, plan: _Plan) -> dict[tuple[UUID, int], list[UUID]]:
    """By parent and number of the league: its regions that have no match in the weeks that are left; two at least."""
    taken = await Fixture.filter(account_id=actor.account_id, week_start__gte=plan.mondays[0]).values_list(
        "one_id", "other_id"
    )
    playing = {region_id for pair in taken for region_id in pair}
    waiting = {}
    for parent_id, active in (await _parents(actor, plan.season)).items():
        leagues = await leagues_of(actor.account_id, parent_id, plan.season.starts_on, active)
        for number, league in enumerate(leagues, start=1):
            without = [region_id for region_id in league if region_id not in playing]
            if len(without) > 1:
                waiting[parent_id, number] = without
    return waiting


async def _parents(actor: Actor, season: WindowSpan) -> dict[UUID, dict[UUID, int]]:
    """Active people by parent and region: of this season, for parents that have standings in it or had before."""
    rows = await RegionStanding.filter(
        account_id=actor.account_id, window_kind=Window.SEASON, window_start__lte=season.starts_on
    ).values_list("parent_id", "region_id", "active", "window_start")
    parents: dict[UUID, dict[UUID, int]] = {}
    for parent_id, region_id, active, starts_on in rows:
        parts = parents.setdefault(parent_id, {})
        if starts_on == season.starts_on:
            parts[region_id] = active
    return parents


async def _draw(actor: Actor, plan: _Plan, waiting: Mapping[tuple[UUID, int], list[UUID]]) -> int:
    known = await _known_weeks(actor, plan.mondays[0])
    rows = []
    for (parent_id, league), regions in waiting.items():
        seed = ids.id_for(f"fixtures:{actor.account_id}:{parent_id}:{league}:{plan.mondays[0]}").int % 2**32
        matches = drawn(regions, known, len(plan.mondays), seed)
        rows += [_row(actor, plan, parent_id, league, match) for match in matches]
    await Fixture.bulk_create(rows)
    return len(rows)


async def _known_weeks(actor: Actor, first: date) -> list[dict[UUID, RegionWeek]]:
    """What regions did in the weeks before, where that may be shown in public."""
    return [await week_of_regions(actor, first - number * WEEK) for number in range(KNOWN_WEEKS, 0, -1)]


async def week_of_regions(actor: Actor, monday: date, *, anew: bool = False) -> dict[UUID, RegionWeek]:
    """What the regions that have a standing in a week did in it; computed now, if it was not."""
    await compute_window(actor, Window.WEEK, monday, anew=anew)
    rows = await RegionStanding.filter(
        account_id=actor.account_id, window_kind=Window.WEEK, window_start=monday
    ).values_list("region_id", "active", "counted", "variance")
    return {region_id: RegionWeek(active, counted, variance) for region_id, active, counted, variance in rows}


def _row(actor: Actor, plan: _Plan, parent_id: UUID, league: int, match: Match) -> Fixture:
    return Fixture(
        id=ids.new_id(),
        account_id=actor.account_id,
        parent_id=parent_id,
        season_start=plan.season.starts_on,
        week_start=plan.mondays[match.week],
        league=league,
        one_id=match.one,
        other_id=match.other,
        chance=match.chance,
        joint_target=match.joint_target,
        drawn_at=clock.now(),
    )
