"""
How likely somebody says yes, shows up, or is active again next week: pure rules that learn from counts.

A person stands within people like them, and those within everybody: `record` shrinks a person's own outcomes, `fit`
shrinks what tells people apart, and `learn` decides by held-out outcomes whether what was learned may be used at all.
"""

from models.matching.chances.calibration import Bin, Reliability
from models.matching.chances.cells import Cell, Cells, add_outcomes, from_rows, merge, to_rows
from models.matching.chances.kinds import ChanceKind
from models.matching.chances.learn import ChanceVerdict, Learned, Report, learn
from models.matching.chances.levels import Situation, levels_of
from models.matching.chances.model import ChanceModel, cold_start

__all__ = [
    "Bin",
    "Cell",
    "Cells",
    "ChanceKind",
    "ChanceModel",
    "ChanceVerdict",
    "Learned",
    "Reliability",
    "Report",
    "Situation",
    "add_outcomes",
    "cold_start",
    "from_rows",
    "learn",
    "levels_of",
    "merge",
    "to_rows",
]
