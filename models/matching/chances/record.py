"""
What a person's own outcomes say, shrunken towards everybody's.

A person's rate has a Beta distribution among people with mean m and strength k (as if k outcomes were known already);
after their record its mean is (k·m + good) / (k + good + bad) (beta-binomial model; Skellam 1948, Griffiths 1973). How
strong: the k under which each outcome was least surprising given those before it. The product of such one-step
predictions is the marginal likelihood (Dawid 1984, prequential analysis), so this is empirical Bayes (Morris 1983).
"""

from typing import TypeVar

import numpy as np

from models.matching.chances.levels import Integers, Numbers

MOST_REMEMBERED = 20
"""Longer records count by their rate, as if they had this many outcomes: people change."""
STRENGTHS = tuple(float(2 ** (half / 2)) for half in range(-2, 15))
"""From half an outcome to 128."""

Counts = TypeVar("Counts", int, Integers)


def capped(good: int, bad: int) -> tuple[int, int]:
    """A record as cells hold it: at most MOST_REMEMBERED outcomes, at the same rate."""
    known = good + bad
    if known <= MOST_REMEMBERED:
        return good, bad
    kept = (2 * good * MOST_REMEMBERED + known) // (2 * known)
    return kept, MOST_REMEMBERED - kept


def capped_columns(good: Integers, bad: Integers) -> tuple[Integers, Integers]:
    """The same for many people."""
    known = np.maximum(good + bad, 1)
    kept = (2 * good * MOST_REMEMBERED + known) // (2 * known)
    long = good + bad > MOST_REMEMBERED
    return np.where(long, kept, good), np.where(long, MOST_REMEMBERED - kept, bad)


def shrunken(good: Integers, bad: Integers, mean: float, strength: float) -> Numbers:
    """The mean of each person's rate after their record."""
    return np.asarray((strength * mean + good) / (strength + good + bad))


def surplus(good: Integers, bad: Integers, mean: float, strength: float) -> Numbers:
    """How far the record lifts somebody above the mean, in log-odds; 0 without a record, rising with each success."""
    return logit(shrunken(good, bad, mean, strength)) - logit(np.float64(mean))


def logit(chance: Numbers | np.float64) -> Numbers:
    """Log-odds."""
    return np.asarray(np.log(chance) - np.log1p(-chance))


def strength_of(good: Integers, bad: Integers, trials: Integers, successes: Integers, mean: float) -> float:
    """The strength under which outcomes were least surprising, out of STRENGTHS; the weakest of equals."""

    def likelihood(strength: float) -> float:
        chance = shrunken(good, bad, mean, strength)
        return float(np.sum(successes * np.log(chance) + (trials - successes) * np.log1p(-chance)))

    return max(STRENGTHS, key=likelihood)
