"""
Whether chances keep their word: of those to whom we gave seven in ten, seven in ten should do it.

Expected calibration error (Naeini, Cooper & Hauskrecht 2015; Guo et al. 2017), over ten bins of equal width and over
tenths of equal size; the Brier score (Brier 1950), the mean squared error of a chance; intervals by Wilson (1927).
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from models.matching.chances.levels import Integers, Numbers

BINS = 10
Z = 1.959964
"""Of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Those to whom a chance from `low` up to `high` was given: how many, what they were given on average, how many did."""

    low: float
    high: float
    outcomes: int
    given: float
    successes: int

    @property
    def share(self) -> float:
        """How many of them did it, of 1."""
        return self.successes / self.outcomes

    @property
    def interval(self) -> tuple[float, float]:
        """Where that share lies with 95 % confidence (Wilson)."""
        number, share = self.outcomes, self.share
        middle = (share + Z * Z / (2 * number)) / (1 + Z * Z / number)
        half = Z / (1 + Z * Z / number) * sqrt(share * (1 - share) / number + Z * Z / (4 * number * number))
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Reliability:
    """How good chances were: Brier score, calibration errors over equal widths and over equal sizes, and the bins."""

    outcomes: int
    brier: float
    error: float
    error_by_tenths: float
    bins: list[Bin]

    @property
    def worst_error(self) -> float:
        """The larger of the two calibration errors."""
        return max(self.error, self.error_by_tenths)


def judge(given: Numbers, trials: Integers, successes: Integers) -> Reliability:
    """Compare chances that were given with what happened; one row may stand for many outcomes."""
    total = int(trials.sum())
    squares = successes * (1 - given) ** 2 + (trials - successes) * given**2
    order = np.argsort(given, kind="stable")
    before = np.cumsum(trials[order]) - trials[order]
    tenth = np.empty(len(given), dtype=np.int64)
    tenth[order] = np.minimum(((before + trials[order] / 2) * BINS / max(total, 1)).astype(np.int64), BINS - 1)
    width = np.minimum((given * BINS).astype(np.int64), BINS - 1)
    bins = _bins(width, given, trials, successes)
    return Reliability(
        outcomes=total,
        brier=float(squares.sum()) / max(total, 1),
        error=_error(bins, total),
        error_by_tenths=_error(_bins(tenth, given, trials, successes), total),
        bins=bins,
    )


def _bins(which: Integers, given: Numbers, trials: Integers, successes: Integers) -> list[Bin]:
    """The bins with anybody in them."""
    number = np.bincount(which, weights=trials, minlength=BINS)
    total = np.bincount(which, weights=trials * given, minlength=BINS)
    good = np.bincount(which, weights=successes, minlength=BINS)
    return [
        Bin(place / BINS, (place + 1) / BINS, int(number[place]), float(total[place] / number[place]), int(good[place]))
        for place in range(BINS)
        if number[place]
    ]


def _error(bins: list[Bin], total: int) -> float:
    return sum(each.outcomes * abs(each.given - each.share) for each in bins) / max(total, 1)
