"""
What each arm would bring to whom: everybody, and each arm's own deviation, pulled towards none.

Arms within everybody (partial pooling; Gelman & Hill, “Data Analysis Using Regression and Multilevel/Hierarchical
Models”, 2007, ch. 12). How far arms may deviate is learned as well, by the evidence (MacKay 1992): where context does not
matter, the deviations vanish, so that a policy does not chase noise.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from models.asks.learning.regression import Family, Integers, Numbers, Posterior, expected, fit

FLAT = 1e-4
"""Precision of everybody's mean before the data: next to nothing is known."""
SPREADS = (0.03, 0.1, 0.3, 1.0)
"""By how much (standard deviation, on the linear scale) an arm's mean, and its context's effects, may deviate."""


@dataclass(frozen=True, slots=True)
class OutcomeModel:
    """`shared` (1 + d) and a posterior of each arm's deviation (1 + d), in units of `scale`."""

    family: Family
    scale: float
    shared: Numbers
    arms: tuple[Posterior, ...]

    def expected(self, features: Numbers) -> Numbers:
        """What each arm is expected to bring to each row of `features` (n × d): n × arms, in units of the outcome."""
        coefficients = self.shared[:, None] + np.stack([arm.mode for arm in self.arms], axis=1)
        return expected(with_one(features) @ coefficients, self.family) * self.scale

    def coefficients(self, dice: np.random.Generator, number: int) -> Numbers:
        """`number` draws of what each arm may be like, on the linear scale: (1 + d) × number × arms."""
        return self.shared[:, None, None] + np.stack([arm.draws(dice, number).T for arm in self.arms], axis=2)


def fit_outcomes(features: Numbers, arms: Integers, outcomes: Numbers, number_of_arms: int) -> OutcomeModel:
    """
    Learn from rows (n × d features, n arms counted from 0, n outcomes). An arm without rows is like everybody.
    """
    family = family_of(outcomes)
    design, flat = with_one(features), np.zeros(len(outcomes))
    prior = np.concatenate(([FLAT], np.ones(features.shape[1])))
    scale = 1.0 if family is Family.YES_NO else _noise(design, outcomes, prior)
    scaled = outcomes / scale
    shared = fit(design, scaled, flat, prior, family).mode
    candidates = [
        _deviations(design, arms, scaled, shared, _spread(spreads, features.shape[1]), family, number_of_arms)
        for spreads in product(SPREADS, SPREADS if features.shape[1] else SPREADS[:1])
    ]
    best = max(candidates, key=lambda posteriors: sum(posterior.evidence for posterior in posteriors))
    return OutcomeModel(family, scale, shared, best)


def family_of(outcomes: Numbers) -> Family:
    """Yes and no where there are only ones and zeros."""
    return Family.YES_NO if bool(np.isin(outcomes, (0.0, 1.0)).all()) else Family.AMOUNT


def with_one(features: Numbers) -> Numbers:
    """A column of ones before the features."""
    return np.column_stack((np.ones(len(features)), features))


def _spread(spreads: tuple[float, float], width: int) -> Numbers:
    """Prior precisions of an arm's mean and of its context's effects."""
    return np.asarray(np.concatenate(([spreads[0]], np.full(width, spreads[1]))) ** -2.0)


def _deviations(
    design: Numbers, arms: Integers, outcomes: Numbers, shared: Numbers, prior: Numbers, family: Family, number: int
) -> tuple[Posterior, ...]:
    offset = design @ shared
    rows = (np.flatnonzero(arms == arm) for arm in range(number))
    return tuple(fit(design[own], outcomes[own], offset[own], prior, family) for own in rows)


def _noise(design: Numbers, outcomes: Numbers, prior: Numbers) -> float:
    """The standard deviation of what context does not explain; 1 where it explains all."""
    mode = fit(design, outcomes, np.zeros(len(outcomes)), prior, Family.AMOUNT).mode
    left = float(np.std(outcomes - design @ mode))
    return left if left > 0 else 1.0
