"""
The sufficient statistics of a fit: how often which combination occurred, and how often it went well.

Whole numbers that are added, so that neither the size nor the order of pages changes a fit by a bit.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

FOLDS = 5
SEED = "groundswell"


class Cell(NamedTuple):
    """
    A combination that occurred. `fold`: which part of the people it is of, 0 to 4; `good` and `bad`: what was known of
    the person's own outcomes by then, capped; `group`: a part of the map, "" where none matters; `levels` by name.
    """

    fold: int
    good: int
    bad: int
    group: str
    levels: tuple[str, ...]


Cells = dict[Cell, tuple[int, int]]
"""Of each combination: how many outcomes, and how many of them were good."""


def fold_of(person: str) -> int:
    """In which part of the people somebody is: always the same (SHA-256 of the seed and who it is)."""
    return int.from_bytes(hashlib.sha256(f"{SEED}:{person}".encode()).digest()[:4], "big") % FOLDS


def add_outcomes(cells: Cells, outcomes: Iterable[tuple[Cell, bool]]) -> None:
    """Count outcomes."""
    for cell, success in outcomes:
        trials, successes = cells.get(cell, (0, 0))
        cells[cell] = (trials + 1, successes + success)


def merge(pages: Iterable[Cells]) -> Cells:
    """All pages as one, in the order of the combinations."""
    total: Cells = {}
    for page in pages:
        for cell, (trials, successes) in page.items():
            known = total.get(cell, (0, 0))
            total[cell] = (known[0] + trials, known[1] + successes)
    return dict(sorted(total.items()))


def to_rows(cells: Cells) -> list[list[Any]]:
    """For JSON."""
    return [[*cell, *counts] for cell, counts in sorted(cells.items())]


def from_rows(rows: Iterable[Sequence[Any]]) -> Cells:
    """From JSON."""
    return {
        Cell(fold, good, bad, group, tuple(levels)): (trials, successes)
        for fold, good, bad, group, levels, trials, successes in rows
    }
