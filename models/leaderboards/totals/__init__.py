"""The totals in PostgreSQL: sums of the ledger per member, kind of board and window."""

from models.leaderboards.totals.fold import ChangedDays, fold, lock_for_folding
from models.leaderboards.totals.read import Lines, TotalRow, all_lines, all_totals, lines_of, totals_of_days
from models.leaderboards.totals.recount import DifferingTotal, differing_totals, recount

__all__ = [
    "ChangedDays",
    "DifferingTotal",
    "Lines",
    "TotalRow",
    "all_lines",
    "all_totals",
    "differing_totals",
    "fold",
    "lines_of",
    "lock_for_folding",
    "recount",
    "totals_of_days",
]
