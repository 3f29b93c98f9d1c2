"""The standardised distance of a region from its league, and its shrunk rate."""

import numpy as np

from models.leaderboards.rules.fair.activity import Activity
from models.leaderboards.rules.fair.arrays import Floats
from models.leaderboards.rules.fair.spread import Spread

CERTAINTY = 1.96
LEAST_SKEWNESS = 1e-6


def scores_of(activity: Activity, spread: Spread) -> Floats:
    """
    How far each region lies from its league's mean, in standard deviations of what was to be expected for its size.

    That is `(rate - mean) / sqrt(variance / active + between)`, with two refinements. A region is part of the mean from
    which its distance is taken, a large one more so: the variance of the mean is subtracted (Viechtbauer & Cheung 2010).
    And the mean of few people is skewed as these are: the distance is brought to the normal scale, or small regions would
    have more of the best and of the middling places (Wilson & Hilferty 1931).
    """
    sampling = activity.sampling_variance
    expected = sampling + spread.between
    distance = activity.rate - spread.mean
    free = expected - spread.mean_variance
    known = free > LEAST_SKEWNESS * expected
    standardised = np.where(known, distance / np.sqrt(np.where(known, free, 1.0)), 0.0)
    skewness = activity.skewness / np.sqrt(activity.active) * (sampling / expected) ** 1.5
    return _on_normal_scale(standardised, skewness)


def _on_normal_scale(standardised: Floats, skewness: Floats) -> Floats:
    """The normal score of a standardised value whose distribution (Pearson's type III) has that skewness."""
    small = np.abs(skewness) < LEAST_SKEWNESS
    skew = np.where(small, 1.0, skewness)
    scores = (np.cbrt(1 + skew * standardised / 2) - 1 + skew**2 / 36) * 6 / skew
    return np.where(small, standardised, scores)


def shrunk_rates(activity: Activity, spread: Spread) -> tuple[Floats, Floats]:
    """
    The rate to show, and half the width of its 95 % interval: drawn to the league's mean the more, the fewer people.

    Empirical Bayes (Efron & Morris 1975); the interval takes in that the mean is estimated (Morris 1983).
    """
    sampling = activity.sampling_variance
    kept = spread.between / (sampling + spread.between)
    shrunk = spread.mean + kept * (activity.rate - spread.mean)
    variance = kept * sampling + (1 - kept) ** 2 * spread.mean_variance
    return shrunk, CERTAINTY * np.sqrt(variance)
