"""What the logged way of choosing was worth, and what others would have been: uniform, each arm for all, the learned one."""

from dataclasses import dataclass

import numpy as np

from models.asks.evaluation.estimators import Scored, doubly_robust, effective_rows, inverse_propensity, self_normalized
from models.asks.evaluation.intervals import Estimate, interval, widen
from models.asks.evaluation.learned_policy import Limits, best_within
from models.asks.evaluation.logged_choices import LoggedChoices, in_halves
from models.asks.learning.explore import chances_to_be_best, explored
from models.asks.learning.outcome_model import OutcomeModel, family_of, fit_outcomes
from models.asks.learning.regression import Family, Numbers


@dataclass(frozen=True, slots=True)
class PolicyValue:
    """
    A policy's value for a row, in units of the outcome, by three estimators. `rows`: as many equally weighted rows would
    tell as much. SNIPS is None where the policy chooses nothing of what was chosen.
    """

    ips: Estimate
    snips: Estimate | None
    dr: Estimate
    rows: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """
    Values by policy. `arms` and `shares` (of rows that the learned policy gives each arm) by name; the learned policy was
    fitted on `fitted_on` rows and valued on the others. `exploring`: the same as it would run, giving a tenth to what else
    might be best; None under a budget.
    """

    family: Family
    logged: PolicyValue
    uniform: PolicyValue
    arms: dict[str, PolicyValue]
    learned: PolicyValue
    exploring: PolicyValue | None
    shares: dict[str, float]
    fitted_on: int
    valued_on: int


def evaluate(choices: LoggedChoices, limits: Limits, *, seed: int = 0) -> Evaluation:
    """
    Value policies by logged choices, each with 95 % intervals.

    Halves are drawn by lot, with all rows of a cluster in the same half. What a model foresees of a row, for DR, always
    comes from the other half. Deterministic for a seed.
    """
    number, family = len(choices.names), family_of(choices.outcome)
    first, second = in_halves(choices, seed)
    foreseen, model = np.empty((len(choices), number)), _fit(choices.part(first))
    foreseen[second] = model.expected(choices.features[second])
    foreseen[first] = _fit(choices.part(second)).expected(choices.features[first])
    valued, seen = choices.part(second), foreseen[second]
    learned, exploring = best_within(seen, limits), _exploring(model, valued, seen, limits, seed)
    uniform = np.full((len(choices), number), 1 / number)
    return Evaluation(
        family=family,
        logged=_value_of_log(choices, family),
        uniform=value_of(choices, uniform, foreseen, family),
        arms={
            name: value_of(choices, _always(arm, foreseen), foreseen, family) for arm, name in enumerate(choices.names)
        },
        learned=value_of(valued, learned, seen, family),
        exploring=None if exploring is None else value_of(valued, exploring, seen, family),
        shares=dict(zip(choices.names, learned.mean(axis=0).tolist(), strict=True)),
        fitted_on=len(first),
        valued_on=len(second),
    )


def _fit(half: LoggedChoices) -> OutcomeModel:
    return fit_outcomes(half.features, half.arm, half.outcome, len(half.names))


def _exploring(
    model: OutcomeModel, valued: LoggedChoices, foreseen: Numbers, limits: Limits, seed: int
) -> Numbers | None:
    """The learned policy as it would run, never surer than its model is."""
    if limits.budget is not None:
        return None
    eligible = np.array([arm not in limits.forbidden for arm in range(len(valued.names))])
    won = chances_to_be_best(model, valued.features, eligible, np.random.default_rng(seed))
    return explored(won, np.where(eligible, foreseen, -np.inf).argmax(axis=1), eligible)


def value_of(choices: LoggedChoices, policy: Numbers, foreseen: Numbers, family: Family) -> PolicyValue:
    """
    The value of a policy (n × arms: chances) by three estimators; `foreseen` (n × arms): what a model expects, which must
    not have seen the rows.
    """
    weights = choices.weights(policy)
    modelled = foreseen[np.arange(len(choices)), choices.arm]
    share = self_normalized(weights, choices.outcome)
    robust = doubly_robust(weights, choices.outcome, modelled, np.asarray((policy * foreseen).sum(axis=1)))
    return PolicyValue(
        ips=_estimate(inverse_propensity(weights, choices.outcome), share, weights, choices, family),
        snips=None if share is None else _estimate(share, share, weights, choices, family),
        dr=_estimate(robust, share, weights, choices, family),
        rows=effective_rows(weights),
    )


def _value_of_log(choices: LoggedChoices, family: Family) -> PolicyValue:
    """What was chosen needs no weights: all estimators are the mean."""
    weights = np.ones(len(choices))
    mean = inverse_propensity(weights, choices.outcome)
    estimate = _estimate(mean, mean, weights, choices, family)
    return PolicyValue(estimate, estimate, estimate, float(len(choices)))


def _estimate(
    scored: Scored, share: Scored | None, weights: Numbers, choices: LoggedChoices, family: Family
) -> Estimate:
    estimate = interval(scored, choices.cluster)
    if family is Family.AMOUNT or share is None:
        return estimate
    return widen(estimate, share, weights, choices.outcome, choices.cluster)


def _always(arm: int, like: Numbers) -> Numbers:
    policy = np.zeros_like(like)
    policy[:, arm] = 1.0
    return policy
