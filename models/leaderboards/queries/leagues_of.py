"""In which league each part of a region plays this season."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from models.leaderboards.rules.fair import Leagues, leagues_by_size, leagues_of_next_season, leagues_within_season
from models.leaderboards.tables import RegionStanding, Window


async def leagues_of(account_id: UUID, parent_id: UUID, season: date, active: Mapping[UUID, int]) -> Leagues:
    """
    The leagues of the season that starts on that day: those that its standings have, with whoever joined.

    A region that has no standing in it yet keeps the place that the season before left it with, the best and the last
    having changed places; by size if there was no season before.
    """
    before = await _before(account_id, parent_id, season)
    rows = await season_standings(account_id, parent_id, season)
    seats = _seats_left(before) | {row.region_id: row.league for row in rows}
    if not seats:
        return leagues_by_size(active)
    # A region that is quiet so far is as large as it was.
    return leagues_within_season(_by_number(seats), {row.region_id: row.active for row in before} | dict(active))


async def season_standings(account_id: UUID, parent_id: UUID, season: date) -> list[RegionStanding]:
    """The standings of the season that starts on that day, best first in each league."""
    return await RegionStanding.filter(
        account_id=account_id, parent_id=parent_id, window_kind=Window.SEASON, window_start=season
    ).order_by("league", "-score", "region_id")


async def _before(account_id: UUID, parent_id: UUID, season: date) -> list[RegionStanding]:
    """The standings of the season before."""
    newest = (
        await RegionStanding.filter(
            account_id=account_id, parent_id=parent_id, window_kind=Window.SEASON, window_start__lt=season
        )
        .order_by("-window_start")
        .first()
    )
    return await season_standings(account_id, parent_id, newest.window_start) if newest else []


def _seats_left(before: Sequence[RegionStanding]) -> dict[UUID, int]:
    """Where the season before lets each region play: as stored when it was closed, else as it stands."""
    stored = {row.region_id: row.next_league for row in before if row.next_league is not None}
    return stored or next_leagues(before)


def next_leagues(rows: Sequence[RegionStanding]) -> dict[UUID, int]:
    """In which league each region of a season's standings plays next."""
    if not rows:
        return {}
    leagues = leagues_of_next_season(
        _by_number({row.region_id: row.league for row in rows}),
        {row.region_id: row.score for row in rows},
        {row.region_id: row.active for row in rows},
    )
    return {region_id: number for number, league in enumerate(leagues, start=1) for region_id in league}


def _by_number(seats: Mapping[UUID, int]) -> Leagues:
    leagues: dict[int, list[UUID]] = defaultdict(list)
    for region_id in sorted(seats):
        leagues[seats[region_id]].append(region_id)
    return [leagues[number] for number in sorted(leagues)]
