"""Queries about boards."""

import strawberry

from api import ids
from api.connections import First
from api.context import Info
from api.costs import costs
from api.leaderboards.display import Display, RegionCode, show_display
from api.leaderboards.maps import RegionMap, show_map
from api.leaderboards.standings import League, RegionStandings, View, show_standings
from api.leaderboards.types import Board, Kind, On, Over, Within, show_board
from models.leaderboards import queries


@strawberry.type
class LeaderboardQueries:
    """Belongs to Query."""

    @strawberry.field(
        description="A public board: people by their consent, teams and regions from five people on.",
        metadata=costs(40),
    )
    async def leaderboard(
        self, info: Info, kind: Kind, window: Over, region_id: Within = None, date: On = None, first: First = None
    ) -> Board:
        """The best of a board."""
        region = ids.row_id("Region", region_id) if region_id is not None else None
        found = await queries.board(
            info.context.actor, kind=kind, window=window, on=date, region_id=region, first=first
        )
        return show_board(found)

    @strawberry.field(
        description="You (or your team, or your region) between two neighbours on either side; only you see it. "
        "Null while there is nothing to show, or if you have switched your rank off.",
        metadata=costs(20),
    )
    async def standings_around_me(self, info: Info, kind: Kind, window: Over) -> Board | None:
        """My place among my neighbours."""
        found = await queries.standings_around(info.context.actor, kind=kind, window=window)
        return show_board(found) if found else None

    @strawberry.field(
        description="Where the parts of a region stand in their size leagues, small and large ones alike; "
        "plain figures on request. Regions from five active people on.",
        metadata=costs(40),
    )
    async def region_standings(
        self,
        info: Info,
        window: Over,
        region_id: Within = None,
        date: On = None,
        view: View = queries.StandingsView.FAIR,
        league: League = None,
        first: First = None,
    ) -> RegionStandings:
        """The standings as they were computed last."""
        region = ids.row_id("Region", region_id) if region_id is not None else None
        found = await queries.region_standings(
            info.context.actor, window=window, view=view, on=date, region_id=region, league=league, first=first
        )
        return show_standings(found)

    @strawberry.field(
        description="The parts of a region on a map, filled by their fair rate; null where no outlines are known.",
        metadata=costs(60),
    )
    async def region_map(self, info: Info, window: Over, region_id: Within = None, date: On = None) -> RegionMap | None:
        """The map of the account's country, if no region is said."""
        region = ids.row_id("Region", region_id) if region_id is not None else None
        return show_map(await queries.region_map(info.context.actor, window=window, on=date, region_id=region))

    @strawberry.field(
        description="What a region shows to everybody, on displays and on other sites; null if there is none."
    )
    async def display(self, code: RegionCode) -> Display | None:
        """The region in public."""
        return await show_display(code)
