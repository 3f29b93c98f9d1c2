"""What keeps the boards up to the ledger."""

from models.leaderboards.actions.advance_season import ADVANCE, advance_season, request_advance
from models.leaderboards.actions.close_seasons import close_seasons
from models.leaderboards.actions.compute_standings import COMPUTE, compute_standings, request_standings
from models.leaderboards.actions.draw_fixtures import draw_fixtures
from models.leaderboards.actions.fold_entries import fold_entries
from models.leaderboards.actions.push_totals import PUSH, push_totals
from models.leaderboards.actions.rebuild_boards import copy_boards, rebuild_boards
from models.leaderboards.actions.recompute_season import SeasonDifference, recompute_season
from models.leaderboards.actions.request_rebuild import REBUILD, request_rebuild
from models.leaderboards.actions.settle_fixtures import settle_fixtures
from models.leaderboards.actions.verify_boards import Difference, verify_boards
from models.leaderboards.actions.watch_boards import watch_boards

__all__ = [
    "ADVANCE",
    "COMPUTE",
    "PUSH",
    "REBUILD",
    "Difference",
    "SeasonDifference",
    "advance_season",
    "close_seasons",
    "compute_standings",
    "copy_boards",
    "draw_fixtures",
    "fold_entries",
    "push_totals",
    "rebuild_boards",
    "recompute_season",
    "request_advance",
    "request_rebuild",
    "request_standings",
    "settle_fixtures",
    "verify_boards",
    "watch_boards",
]
