"""
The copies in Redis: a sorted set of points for each board, and beside it a hash of the versions that fence them.

All boards of an account belong to a generation, a part of their keys. One generation is live; a new one is built beside
it and takes its place at once for all boards, by one write. Without a live generation (Redis was emptied) nothing is
shown from here, so nothing half-built ever is.
"""

from models.leaderboards.copies.generations import (
    begin_generation,
    drop_other_generations,
    is_trustworthy,
    live_generation,
    make_live,
)
from models.leaderboards.copies.read import Around, around, every_board, scores_of, top
from models.leaderboards.copies.write import write_everywhere, write_into

__all__ = [
    "Around",
    "around",
    "begin_generation",
    "drop_other_generations",
    "every_board",
    "is_trustworthy",
    "live_generation",
    "make_live",
    "scores_of",
    "top",
    "write_everywhere",
    "write_into",
]
