"""
95 % intervals that hold when rows come in clusters, when clusters are few, and when hardly anybody says yes.

Cluster-robust variances (Liang & Zeger, Biometrika 1986) with Student's t. Where fewer than ten rows tell of a yes (or of a
no), the normal approximation is too sure, 0 of 125 would be 0 ± 0: then each side reaches at least as far as Wilson's
interval (JASA 1927) of the effective number of rows.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from models.asks.evaluation.estimators import Scored, effective_rows
from models.asks.learning.regression import Integers, Numbers

Z = 1.959963984540054
FEW = 10


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value between `low` and `high`, in units of the outcome."""

    value: float
    low: float
    high: float


def interval(scored: Scored, clusters: Integers) -> Estimate:
    """The value with its 95 % interval; `clusters` (n): rows of the same number depend on each other."""
    half = student(len(np.unique(clusters)) - 1) * sqrt(variance(scored, clusters))
    return Estimate(scored.value, scored.value - half, scored.value + half)


def variance(scored: Scored, clusters: Integers) -> float:
    """Of the value; infinite for a single cluster, which tells nothing of the others."""
    _, position = np.unique(clusters, return_inverse=True)
    sums = np.bincount(position, scored.influence)
    number = len(sums)
    return float(np.sum(sums**2)) / len(clusters) ** 2 * number / (number - 1) if number > 1 else float("inf")


def student(freedom: int) -> float:
    """The 97.5 % quantile of Student's t (Abramowitz & Stegun 26.7.5); that of 2 degrees where there are fewer than 3."""
    if freedom < 3:
        return 4.303
    terms: tuple[float, ...] = (
        Z,
        (Z**3 + Z) / 4,
        (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96,
        (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / 384,
    )
    return sum(term / float(freedom**power) for power, term in enumerate(terms))


def widen(estimate: Estimate, share: Scored, weights: Numbers, outcomes: Numbers, clusters: Integers) -> Estimate:
    """
    The interval of a chance, at least Wilson's where few rows tell of a yes or of a no; within 0 and 1.

    `share`: the self-normalized estimate of the same policy.
    """
    counted = outcomes[weights > 0]
    if min(counted.sum(), len(counted) - counted.sum()) < FEW:
        low, high = wilson(share.value, _rows_that_tell(share, weights, clusters))
        estimate = Estimate(
            estimate.value,
            min(estimate.low, estimate.value - share.value + low),
            max(estimate.high, estimate.value - share.value + high),
        )
    return Estimate(
        estimate.value, min(max(estimate.low, 0.0), estimate.value), max(min(estimate.high, 1.0), estimate.value)
    )


def wilson(share: float, number: float) -> tuple[float, float]:
    """Wilson's interval of a share among `number` rows (need not be whole)."""
    number = max(number, 1.0)
    middle = (share + Z**2 / (2 * number)) / (1 + Z**2 / number)
    half = Z / (1 + Z**2 / number) * sqrt(share * (1 - share) / number + Z**2 / (4 * number**2))
    return middle - half, middle + half


def difference_of_shares(yes: int, number: int, other_yes: int, other_number: int) -> Estimate:
    """How much higher one share is than another, of other people (Newcombe, Statistics in Medicine 1998, method 10)."""
    if not number or not other_number:
        return Estimate(0.0, -1.0, 1.0)
    share, other = yes / number, other_yes / other_number
    (low, high), (other_low, other_high) = wilson(share, number), wilson(other, other_number)
    gain = share - other
    below, above = (
        sqrt((share - low) ** 2 + (other_high - other) ** 2),
        sqrt((high - share) ** 2 + (other - other_low) ** 2),
    )
    return Estimate(gain, gain - below, gain + above)


def _rows_that_tell(share: Scored, weights: Numbers, clusters: Integers) -> float:
    """Effective rows, fewer where rows of a cluster go together (the design effect; Kish 1965)."""
    alone, together = variance(share, np.arange(len(clusters))), variance(share, clusters)
    return effective_rows(weights) / max(1.0, together / alone if alone else 1.0)
