"""The totals in PostgreSQL: sums of the ledger per member, kind of board and window."""

from models.leaderboards.totals.fold import ChangedDays, fold, lock_for_folding
from models.leaderboards.totals.read import TotalRow, all_totals, totals_of_days
from models.leaderboards.totals.recount import DifferingTotal, differing_totals, recount

__all__ = [
    "ChangedDays",
    "DifferingTotal",
    "TotalRow",
    "all_totals",
    "differing_totals",
    "fold",
    "lock_for_folding",
    "recount",
    "totals_of_days",
]
