"""Who stands where in a league."""

from dataclasses import dataclass

import numpy as np

from models.leaderboards.rules.fair.activity import Activity, activity_of
from models.leaderboards.rules.fair.arrays import Booleans, Floats, Integers
from models.leaderboards.rules.fair.scores import CERTAINTY, scores_of, shrunk_rates
from models.leaderboards.rules.fair.spread import spread_of
from models.leaderboards.rules.places import FEWEST_PEOPLE

RULE_VERSION = 2
"""Rises with each change of the rule: a stored standing says by which it was made."""

# Scores are sums of many numbers: those that differ by less are the same.
ROUNDING = 1e-9
NO_PLACE = 0


@dataclass(frozen=True, slots=True)
class FairStandings:
    """
    Standings of k regions, in the order in which they were given; each array has k entries.

    `place` from 1, 0 (NO_PLACE) for a region with fewer than five active people, whose other values are not numbers
    (NaN) and which takes no part. `score`: the standardised distance from the league's mean; places go by it alone, and
    `comparison` is half the width of the interval around it within which others share its place.
    `shown`: the shrunk rate (points per active person), between `lowest` and `highest` with 95 % certainty.
    `rate`: the rate that counts (nobody with more than the league's 90th percentile); `variance`: of a person's points
    around it, the same for the whole league.
    """

    place: Integers
    score: Floats
    comparison: float
    variance: float
    shown: Floats
    lowest: Floats
    highest: Floats
    rate: Floats


def fair_standings(points: Floats, active: Integers) -> FairStandings:
    """
    The standings of one league, from people's points in a row by region: the first `active[0]` are of the first one.

    Place = 1 + the number of regions whose comparison interval lies wholly above one's own.
    """
    takes_part = active >= FEWEST_PEOPLE
    if not takes_part.any():
        nothing = np.full(len(active), np.nan)
        return FairStandings(np.zeros(len(active), np.int64), nothing, 0.0, 0.0, *[nothing] * 4)
    activity = activity_of(points[np.repeat(takes_part, active)], active[takes_part])
    spread = spread_of(activity)
    score = scores_of(activity, spread)
    comparison = _comparison(activity, spread.between)
    shown, margin = shrunk_rates(activity, spread)
    rates = [_among(takes_part, values) for values in (shown, shown - margin, shown + margin, activity.rate)]
    place = np.zeros(len(active), np.int64)
    place[takes_part] = _places(score, comparison)
    return FairStandings(place, _among(takes_part, score), comparison, activity.variance, *rates)


def _among(takes_part: Booleans, values: Floats) -> Floats:
    """The values of those who take part, and NaN between them for the others."""
    everybody = np.full(len(takes_part), np.nan)
    everybody[takes_part] = values
    return everybody


def _comparison(activity: Activity, between: float) -> float:
    """
    Half the width of comparison intervals on the scale of scores (Goldstein & Healy 1995).

    Two regions of the same true effort have intervals apart from each other in 5 % of cases, on average over all
    pairs. The width is the same for all of a league: intervals that are wider for small regions would put these first,
    as nobody's lies wholly above a very wide one.
    """
    if len(activity.active) < 2:
        return 0.0
    sampling = activity.sampling_variance
    error = sampling / (sampling + between)
    above = np.triu_indices(len(error), k=1)
    return float(CERTAINTY * np.sqrt(error[above[0]] + error[above[1]]).mean() / 2)


def _places(score: Floats, comparison: float) -> Integers:
    """One more than the number of those whose lower end lies above one's upper end."""
    lower_ends = np.sort(score - comparison)
    not_above = np.searchsorted(lower_ends, score + comparison + ROUNDING, side="right")
    return (len(score) - not_above + 1).astype(np.int64)
