"""What keeps the boards up to the ledger."""

from models.leaderboards.actions.compute_standings import COMPUTE, compute_standings, request_standings
from models.leaderboards.actions.fold_entries import fold_entries
from models.leaderboards.actions.push_totals import PUSH, push_totals
from models.leaderboards.actions.rebuild_boards import rebuild_boards
from models.leaderboards.actions.request_rebuild import REBUILD, request_rebuild
from models.leaderboards.actions.verify_boards import Difference, verify_boards
from models.leaderboards.actions.watch_boards import watch_boards

__all__ = [
    "COMPUTE",
    "PUSH",
    "REBUILD",
    "Difference",
    "compute_standings",
    "fold_entries",
    "push_totals",
    "rebuild_boards",
    "request_rebuild",
    "request_standings",
    "verify_boards",
    "watch_boards",
]
