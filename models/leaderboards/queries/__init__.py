"""Reads of the boards."""

from models.leaderboards.queries.board import Board, BoardRow, board
from models.leaderboards.queries.board_state import BoardState, state_of_board, state_of_standings
from models.leaderboards.queries.fixture_forecasts import Favourites, FixtureForecasts, fixture_forecasts
from models.leaderboards.queries.fixtures import (
    FixtureLine,
    FixtureSide,
    FixtureState,
    MyFixtures,
    fixtures,
    my_fixtures,
)
from models.leaderboards.queries.region_map import Area, RegionMap, region_map
from models.leaderboards.queries.region_standings import (
    RegionLine,
    RegionStandings,
    StandingsView,
    region_standings,
    standings_by_league,
)
from models.leaderboards.queries.seasons import League, SeasonSpan, leagues, seasons
from models.leaderboards.queries.standings_around import standings_around

__all__ = [
    "Area",
    "Board",
    "BoardRow",
    "BoardState",
    "Favourites",
    "FixtureForecasts",
    "FixtureLine",
    "FixtureSide",
    "FixtureState",
    "League",
    "MyFixtures",
    "RegionLine",
    "RegionMap",
    "RegionStandings",
    "SeasonSpan",
    "StandingsView",
    "board",
    "fixture_forecasts",
    "fixtures",
    "leagues",
    "my_fixtures",
    "region_map",
    "region_standings",
    "seasons",
    "standings_around",
    "standings_by_league",
    "state_of_board",
    "state_of_standings",
]
