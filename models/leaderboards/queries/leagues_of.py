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

    At its beginning they come from the standings of the season before, the best and the last changing places; by size
    if there was none.
    """
    latest = await _latest(account_id, parent_id, season)
    if not latest:
        return leagues_by_size(active)
    leagues = _by_number(latest)
    if latest[0].window_start == season:
        return leagues_within_season(leagues, active)
    return leagues_of_next_season(leagues, {row.region_id: row.score for row in latest}, active)


async def _latest(account_id: UUID, parent_id: UUID, season: date) -> list[RegionStanding]:
    rows = RegionStanding.filter(
        account_id=account_id, parent_id=parent_id, window_kind=Window.SEASON, window_start__lte=season
    )
    newest = await rows.order_by("-window_start").first()
    return await rows.filter(window_start=newest.window_start).order_by("league", "region_id") if newest else []


def _by_number(rows: Sequence[RegionStanding]) -> Leagues:
    leagues: dict[int, list[UUID]] = defaultdict(list)
    for row in rows:
        leagues[row.league].append(row.region_id)
    return [leagues[number] for number in sorted(leagues)]
