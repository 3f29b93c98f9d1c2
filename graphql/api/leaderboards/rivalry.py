"""Queries about matches, seasons and leagues."""

import strawberry

from api import ids
from api.connections import First
from api.context import Info
from api.costs import costs
from api.leaderboards.fixtures import (
    Competing,
    Day,
    Fixture,
    FixtureForecasts,
    Week,
    show_fixture,
    show_forecasts,
)
from api.leaderboards.seasons import LeagueTable, Season, show_league, show_season
from models.leaderboards import queries


@strawberry.type
class RivalryQueries:
    """Belongs to Query."""

    @strawberry.field(
        description="Who meets whom in a week, among the parts of a region; yours first. Regions from five active people on.",
        metadata=costs(6, rows=10),
    )
    async def fixtures(
        self, info: Info, region_id: Competing = None, week: Week = None, first: First = None
    ) -> list[Fixture]:
        """The matches of a week."""
        region = ids.row_id("Region", region_id) if region_id is not None else None
        found = await queries.fixtures(info.context.actor, region_id=region, week=week, first=first)
        return [show_fixture(one) for one in found]

    @strawberry.field(
        description="Whether matches between the parts of a region were as even as promised. For organizers.",
        metadata=costs(60),
    )
    async def fixture_forecasts(self, info: Info, region_id: Competing = None, date: Day = None) -> FixtureForecasts:
        """Predicted against actual odds."""
        region = ids.row_id("Region", region_id) if region_id is not None else None
        return show_forecasts(await queries.fixture_forecasts(info.context.actor, region_id=region, on=date))

    @strawberry.field(description="The seasons of the campaign, the latest first.", metadata=costs(7, rows=6))
    async def seasons(self, info: Info) -> list[Season]:
        """All seasons."""
        return [show_season(one) for one in await queries.seasons(info.context.actor)]

    @strawberry.field(
        description="The size leagues of a region's parts in a season: as they stand, or for a closed season, as it ended.",
        metadata=costs(20, rows=4),
    )
    async def leagues(self, info: Info, region_id: Competing = None, date: Day = None) -> list[LeagueTable]:
        """All leagues."""
        region = ids.row_id("Region", region_id) if region_id is not None else None
        return [show_league(one) for one in await queries.leagues(info.context.actor, region_id=region, on=date)]
