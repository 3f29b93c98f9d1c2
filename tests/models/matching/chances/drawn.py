"""Cells for tests: drawn from a world whose chances are known."""

from random import Random

from models.matching.chances import Cell, Cells, ChanceKind, add_outcomes
from models.matching.chances.cells import fold_of
from models.matching.chances.levels import LEVELS

LEVEL_OF = {feature: levels[0] for feature, levels in LEVELS[ChanceKind.YES].items()}
NEAR, FAR = {"distance": "km_2"}, {"distance": "farther"}


def levels(**changed: str) -> tuple[str, ...]:
    """The first level of each feature, but for these."""
    return tuple((LEVEL_OF | changed).values())


def cell(person: str = "1", good: int = 0, bad: int = 0, group: str = "US/NY", **changed: str) -> Cell:
    """A combination, of the fold that a person belongs to."""
    return Cell(fold_of(person), good, bad, group, levels(**changed))


def world(people: int, each: int, near: float, far: float, seed: int = 1) -> Cells:
    """People asked several times, near and far in turn, who say yes with these chances; records grow as they go."""
    dice = Random(seed)
    cells: Cells = {}
    for person in range(people):
        good = bad = 0
        for number in range(each):
            place, chance = (NEAR, near) if number % 2 else (FAR, far)
            success = dice.random() < chance
            add_outcomes(cells, [(cell(str(person), good, bad, **place), success)])
            good, bad = good + success, bad + (not success)
    return cells
