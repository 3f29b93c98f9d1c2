"""How much regions differ beyond what chance explains."""

from dataclasses import dataclass

import numpy as np

from models.leaderboards.rules.fair.activity import Activity
from models.leaderboards.rules.fair.arrays import Floats


@dataclass(frozen=True, slots=True)
class Spread:
    """The mean rate of a league, the variance of the regions' true rates around it, and the variance of that mean."""

    mean: float
    between: float
    mean_variance: float


def spread_of(activity: Activity) -> Spread:
    """
    The league's mean and its variance between regions, by the method of moments (DerSimonian & Laird 1986).

    The variance between regions counts as nothing unless the regions' scatter exceeds what chance leads one to expect by
    a standard deviation: an estimate that is cut off at zero is too large on average where the truth is zero, and
    that would hold the largest regions back.
    """
    sampling = activity.sampling_variance
    alone = _mean_with(activity.rate, sampling, 0.0)
    weight = 1 / sampling
    scatter = float((weight * (activity.rate - alone.mean) ** 2).sum())
    expected = len(weight) - 1
    if expected == 0 or scatter <= expected + np.sqrt(2 * expected):
        return alone
    total = weight.sum()
    return _mean_with(activity.rate, sampling, float((scatter - expected) / (total - (weight**2).sum() / total)))


def _mean_with(rate: Floats, sampling: Floats, between: float) -> Spread:
    weight = 1 / (sampling + between)
    total = float(weight.sum())
    return Spread(float((weight * rate).sum()) / total, between, 1 / total)
