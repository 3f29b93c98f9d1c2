"""Whether arms were drawn blindly, and whether logged chances can be true."""

from math import sqrt

import numpy as np

from models.asks.evaluation.features import levels_of
from models.asks.evaluation.logged_choices import LoggedChoices
from models.asks.learning.regression import Integers

CERTAIN = 5.0
"""Standard deviations beyond which we do not believe in chance."""
LEAST_EXPECTED = 1.0


def depends_on(arm: Integers, column: list[str]) -> bool:
    """
    Whether the arms differ between the levels of a column by far more than by chance.

    Pearson's chi-square, made normal by its cube root (Wilson & Hilferty, PNAS 1931); cells that expect less than one row
    are left out.
    """
    level = levels_of(column)
    arms, levels = int(arm.max()) + 1, int(level.max()) + 1
    table = np.bincount(arm * levels + level, minlength=arms * levels).reshape(arms, levels).astype(np.float64)
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    freedom = (table.shape[0] - 1) * (table.shape[1] - 1)
    if freedom == 0:
        return False
    foreseen = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    counted = foreseen >= LEAST_EXPECTED
    statistic = float(((table - foreseen)[counted] ** 2 / foreseen[counted]).sum())
    spread = 2 / (9 * freedom)
    return bool(((statistic / freedom) ** (1 / 3) - (1 - spread)) / sqrt(spread) > CERTAIN)


def weight_of_all(choices: LoggedChoices) -> tuple[float, float]:
    """
    Into how many rows the propensities make each row, if every arm is weighted alike, and the standard error of that.

    About 1 where they are true and every arm could be chosen for everybody.
    """
    weights = 1 / (len(choices.names) * choices.propensity)
    return float(weights.mean()), float(weights.std()) / sqrt(len(choices))
