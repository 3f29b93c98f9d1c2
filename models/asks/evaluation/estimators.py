"""
Three ways to value a policy by the choices of another one, each with what a row adds to the uncertainty.

`weights`: how much likelier the policy chooses what was chosen (n); `outcomes` (n).
"""

from dataclasses import dataclass

import numpy as np

from models.asks.learning.regression import Numbers


@dataclass(frozen=True, slots=True)
class Scored:
    """A value, and the influence of each row on it: their mean is 0, their spread over √n the standard error."""

    value: float
    influence: Numbers


def inverse_propensity(weights: Numbers, outcomes: Numbers) -> Scored:
    """IPS: the mean of the weighted outcomes (Horvitz & Thompson, JASA 1952). Unbiased where propensities are right."""
    terms = weights * outcomes
    value = float(terms.mean())
    return Scored(value, terms - value)


def self_normalized(weights: Numbers, outcomes: Numbers) -> Scored | None:
    """
    SNIPS: divided by the mean weight (Hájek 1971; Swaminathan & Joachims, NIPS 2015). Steadier, biased by O(1/n).

    None where the policy chooses nothing of what was chosen. The influence is that of the delta method.
    """
    whole = float(weights.mean())
    if whole == 0:
        return None
    value = float((weights * outcomes).mean()) / whole
    return Scored(value, weights * (outcomes - value) / whole)


def doubly_robust(weights: Numbers, outcomes: Numbers, modelled: Numbers, foreseen: Numbers) -> Scored:
    """
    DR: what a model foresees under the policy, corrected by its weighted errors (Dudík, Langford & Li, ICML 2011).

    `modelled`: what the model expected of what was chosen (n); `foreseen`: of what the policy would choose (n). Right if
    either propensities or model are; the model must not have seen the row (cross-fitting; Chernozhukov et al. 2018).
    """
    terms = foreseen + weights * (outcomes - modelled)
    value = float(terms.mean())
    return Scored(value, terms - value)


def effective_rows(weights: Numbers) -> float:
    """How many equally weighted rows would tell as much (Kish, “Survey Sampling”, 1965); 0 to n."""
    squares = float(np.sum(weights**2))
    return float(np.sum(weights)) ** 2 / squares if squares else 0.0
