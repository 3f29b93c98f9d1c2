"""What the active people of each region did, so that nobody alone decides a place."""

from dataclasses import dataclass

import numpy as np

from models.leaderboards.rules.fair.arrays import Floats, Integers

COUNTED_SHARE = 0.9
LEAST_DEVIATION = 1e-9


@dataclass(frozen=True, slots=True)
class Activity:
    """
    What the active people of k regions of one league did in a window.

    `active` (k): how many had points; `rate` (k): points per active person, of which nobody counts with more than the
    league's 90th percentile; `variance`: of a person's points around their region's rate, the same for all regions;
    `skewness`: of the same.
    """

    active: Integers
    rate: Floats
    variance: float
    skewness: float

    @property
    def sampling_variance(self) -> Floats:
        """Of each region's rate: what chance alone does to it."""
        return self.variance / self.active


def activity_of(points: Floats, active: Integers) -> Activity:
    """
    Sum up people's points, given in a row by region: the first `active[0]` are of the first region.

    All points are above 0 and all `active` are: whoever has none is not active.
    Points beyond the 90th percentile of all people count as that percentile (winsorising: Dixon 1960): work per person
    has a heavy tail, and a village would else win or lose by one person.
    """
    counted = np.minimum(points, _percentile(points, COUNTED_SHARE))
    rate = rates_of(counted, active)
    deviation = counted - np.repeat(rate, active)
    square = deviation * deviation
    variance = _pooled(square, active, rate)
    return Activity(active, rate, variance, float(np.mean(square * deviation)) / variance**1.5)


def rates_of(points: Floats, active: Integers) -> Floats:
    """Points per active person of each region, of points in a row by region."""
    return _sums(points, active) / active


def _sums(values: Floats, active: Integers) -> Floats:
    starts = np.cumsum(active) - active
    return np.asarray(np.add.reduceat(values, starts), dtype=np.float64)


def _percentile(values: Floats, share: float) -> float:
    """The smallest value that at least `share` of all values do not exceed."""
    position = max(0, int(np.ceil(len(values) * share)) - 1)
    return float(np.partition(values, position)[position])


def _pooled(square: Floats, active: Integers, rate: Floats) -> float:
    """The variance within regions; never quite zero, so that regions whose people all did the same can be compared."""
    freedom = max(1, int(active.sum()) - len(active))
    return float(max(square.sum() / freedom, (LEAST_DEVIATION * rate.max()) ** 2))
