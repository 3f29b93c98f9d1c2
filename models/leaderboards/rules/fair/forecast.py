"""What a region may be expected to do next week, and how even a match would be."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from models.leaderboards.rules.fair.arrays import Booleans, Floats, Integers

STANDARD = NormalDist()
TARGET_CHANCE = 0.6


@dataclass(frozen=True, slots=True)
class Forecast:
    """Next week's rate of each of k regions of a league and how many will be active: expected values and variances."""

    rate: Floats
    variance: Floats
    active: Floats
    active_variance: Floats

    def chance(self, one: int, other: int) -> float:
        """That the first of two regions has the higher rate."""
        deviation = float(np.sqrt(self.variance[one] + self.variance[other]))
        ahead = float(self.rate[one] - self.rate[other])
        return STANDARD.cdf(ahead / deviation) if deviation > 0 else 0.5 + 0.5 * float(np.sign(ahead))


def forecast_of(rates: Floats, active: Integers, variance: float) -> Forecast:
    """
    From past weeks: `rates` and `active` are (weeks, k), `variance` is that of people's points around their region's rate.

    A week's rate = the league's rate that week + the region's own lasting difference + its form of the week + chance
    (`variance / active`); all normal. Difference and form have variances by the method of moments; the difference is then
    shrunk by what is known of it (as in `scores.py`). Weeks without active people count for nothing; a region without any
    is expected to do as the league does. The league's own rate is carried on as the mean of the weeks in which
    anybody was active: it is the same for both sides of a match.
    """
    seen = active > 0
    weight = seen / np.maximum(1.0, seen.sum(axis=1, keepdims=True))
    league = (np.where(seen, rates, 0.0) * weight).sum(axis=1, keepdims=True)
    ahead = np.where(seen, rates - league, 0.0)
    sampling = np.where(seen, variance / np.maximum(1, active), 0.0)
    weeks = seen.sum(axis=0)
    mean_ahead = ahead.sum(axis=0) / np.maximum(1, weeks)
    form = _form(ahead - mean_ahead, sampling, seen, weeks)
    noise = (sampling.sum(axis=0) / np.maximum(1, weeks) + form) / np.maximum(1, weeks)
    lasting = max(0.0, float((mean_ahead**2 - noise)[weeks > 0].mean())) if weeks.any() else 0.0
    kept = np.where(weeks > 0, lasting / np.maximum(lasting + noise, np.finfo(float).tiny), 0.0)
    people = (active.sum(axis=0) / np.maximum(1, weeks)).astype(float)
    chance = variance / np.maximum(1.0, people)
    usual = float(league[seen.any(axis=1)].mean()) if seen.any() else 0.0
    return Forecast(
        usual + kept * mean_ahead, (1 - kept) * lasting + form + chance, people, _varying(active, seen, people)
    )


def _varying(active: Integers, seen: Booleans, people: Floats) -> Floats:
    """The variance of the number of active people from week to week; nothing is known of it from a single week."""
    square = np.where(seen, active - people, 0.0) ** 2
    return np.asarray(square.sum(axis=0) / np.maximum(1, seen.sum(axis=0) - 1))


def _form(around: Floats, sampling: Floats, seen: Booleans, weeks: Integers) -> float:
    """The variance of a region's weeks around its own mean, beyond chance."""
    often = weeks > 1
    if not often.any():
        return 0.0
    scatter = (np.where(seen, around, 0.0) ** 2).sum(axis=0)[often] / (weeks[often] - 1)
    return max(0.0, float((scatter - sampling.sum(axis=0)[often] / weeks[often]).mean()))


def joint_target(forecast: Forecast, one: int, other: int) -> float:
    """
    Points that both sides of a match reach together with a chance of three in five: then both have won.

    As in rates, nobody counts with more than the league's 90th percentile.
    """
    sides = [one, other]
    rate, active = forecast.rate[sides], forecast.active[sides]
    spread = forecast.variance[sides] * active**2 + forecast.active_variance[sides] * rate**2
    deviation = float(np.sqrt(spread.sum()))
    return max(0.0, float((rate * active).sum()) - STANDARD.inv_cdf(TARGET_CHANCE) * deviation)


def brier(chances: Floats, outcomes: Floats) -> float:
    """
    How good predicted chances were (Brier 1950): the mean square of chance minus outcome (1 won, 0 lost, ½ drawn).

    0 is perfect, 0.25 is what "even odds" always gets. The aim of fixtures is a figure near 0.25 that keeps to the
    promise: even matches that really are.
    """
    return float(np.mean((chances - outcomes) ** 2))
