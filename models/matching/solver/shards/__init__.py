"""
One plan made by many machines: shards of neighbouring regions, and the border between them.

`parts_of` cuts a landscape, `solve_in_shards` makes the plan in one process; jobs use `begin`, `settle`, `take_turn`.
"""

from models.matching.solver.shards.landscape import parts_of
from models.matching.solver.shards.solve import Joint, Part, solve_in_shards

__all__ = ["Joint", "Part", "parts_of", "solve_in_shards"]
