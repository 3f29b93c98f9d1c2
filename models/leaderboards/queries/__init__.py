"""Reads of the boards."""

from models.leaderboards.queries.board import Board, BoardRow, board
from models.leaderboards.queries.region_map import Area, RegionMap, region_map
from models.leaderboards.queries.region_standings import RegionLine, RegionStandings, StandingsView, region_standings
from models.leaderboards.queries.standings_around import standings_around

__all__ = [
    "Area",
    "Board",
    "BoardRow",
    "RegionLine",
    "RegionMap",
    "RegionStandings",
    "StandingsView",
    "board",
    "region_map",
    "region_standings",
    "standings_around",
]
