"""
A logistic regression on levels, each pulled towards no difference: people like somebody, within everybody.

Penalised maximum likelihood, which is the mode under normal priors: weakly informative ones for levels (Gelman, Jakulin,
Pittau & Su 2008), a tighter one for groups, which are thereby partially pooled (Gelman & Hill 2007, ch. 12). Newton's
method (iteratively reweighted least squares; McCullagh & Nelder 1989) from the base rate, in blocks of rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.matching.chances.levels import Integers, Numbers

LEVEL_SPREAD = 1.0
"""Standard deviation of a level's effect in log-odds, before the data."""
GROUP_SPREAD = 0.5
RECORD_SPREAD = 2.0
STEPS = 40
CLOSE = 1e-9
LONGEST_STEP = 2.0
BLOCK = 8192


@dataclass(frozen=True, slots=True)
class Rows:
    """
    Combinations as columns. `columns`: for each row and feature the number of its coefficient (0 is the intercept, 1 the
    record's), `spreads`: of all coefficients; `record`: the surplus; how often it occurred and went well.
    """

    columns: Integers
    spreads: Numbers
    record: Numbers
    trials: Integers
    successes: Integers


def fit(rows: Rows) -> Numbers:
    """
    The coefficients: intercept, record, then levels and groups. Deterministic; ties of rows do not matter.

    A record that would count against those who did well is left out.
    """
    coefficients = _climb(rows, use_record=True)
    return coefficients if coefficients[1] >= 0 else _climb(rows, use_record=False)


def _climb(rows: Rows, *, use_record: bool) -> Numbers:
    free = np.ones(len(rows.spreads), dtype=np.bool_)
    free[1] = use_record
    coefficients = np.zeros(len(rows.spreads))
    coefficients[0] = _base(rows)
    penalty = 1 / rows.spreads**2
    for _ in range(STEPS):
        gradient, curvature = -penalty * coefficients, np.diag(penalty)
        for block, trials, successes in _blocks(rows):
            chance = 1 / (1 + np.exp(-(block @ coefficients)))
            gradient += block.T @ (successes - trials * chance)
            curvature += block.T @ (block * (trials * chance * (1 - chance))[:, None])
        step = np.zeros_like(coefficients)
        step[free] = np.linalg.solve(curvature[np.ix_(free, free)], gradient[free])
        longest = float(np.max(np.abs(step)))
        coefficients += step * min(1.0, LONGEST_STEP / max(longest, CLOSE))
        if longest < CLOSE:
            break
    return coefficients


def _base(rows: Rows) -> float:
    rate = (rows.successes.sum() + 0.5) / (rows.trials.sum() + 1)
    return float(np.log(rate / (1 - rate)))


def _blocks(rows: Rows) -> Iterator[tuple[Numbers, Integers, Integers]]:
    """Dense blocks: 1, record, and a 1 in the column of each level."""
    for start in range(0, len(rows.trials), BLOCK):
        part = slice(start, start + BLOCK)
        columns = rows.columns[part]
        block = np.zeros((len(columns), len(rows.spreads)))
        np.put_along_axis(block, columns, 1.0, axis=1)
        block[:, 0] = 1.0
        block[:, 1] = rows.record[part]
        yield block, rows.trials[part], rows.successes[part]
