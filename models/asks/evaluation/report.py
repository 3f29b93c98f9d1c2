"""An evaluation as JSON, and what a reader must know beside the numbers."""

from typing import Any

from models.asks.evaluation.chance_of_arms import CERTAIN, weight_of_all
from models.asks.evaluation.evaluate import Evaluation, PolicyValue
from models.asks.evaluation.intervals import Estimate
from models.asks.evaluation.learned_policy import Limits
from models.asks.evaluation.logged_choices import LoggedChoices

TOLERANCE = 0.02
"""Propensities that make more or less of the rows by this share are worth a warning."""
_BY_SHARES = "No propensities given: every arm is taken to have been drawn with its share, whoever it was."


def as_json(found: Evaluation, choices: LoggedChoices, limits: Limits, *, given: bool) -> dict[str, Any]:
    """
    Each policy with `value` and `interval` (doubly robust), and the three estimators with theirs; in units of the outcome.

    `given`: whether the file had a column of propensities.
    """
    return {
        "rows": len(choices),
        "clusters": choices.clusters,
        "arms_known": list(choices.names),
        "outcome": found.family.value,
        "propensity": "column" if given else "shares",
        "logged": policy_as_json(found.logged),
        "uniform": policy_as_json(found.uniform),
        "arms": {name: policy_as_json(value) for name, value in found.arms.items()},
        "learned": {
            **policy_as_json(found.learned),
            "shares": found.shares,
            "fitted_on": found.fitted_on,
            "valued_on": found.valued_on,
            **_limits_as_json(limits, choices.names),
        },
        "exploring": None if found.exploring is None else policy_as_json(found.exploring),
        "notes": notes(choices, given=given),
    }


def policy_as_json(value: PolicyValue) -> dict[str, Any]:
    """A policy's value by all estimators."""
    return {
        "value": value.dr.value,
        "interval": [value.dr.low, value.dr.high],
        "ips": _estimate_as_json(value.ips),
        "snips": None if value.snips is None else _estimate_as_json(value.snips),
        "dr": _estimate_as_json(value.dr),
        "effective_rows": value.rows,
    }


def notes(choices: LoggedChoices, *, given: bool) -> list[str]:
    """What to be careful about, in words."""
    found = [_note_on_propensities(choices) if given else _BY_SHARES]
    if choices.left_out:
        found.append(f"{choices.left_out:,} rows without arm, outcome, propensity or cluster were left out.")
    return [note for note in found if note]


def _note_on_propensities(choices: LoggedChoices) -> str | None:
    weight, error = weight_of_all(choices)
    if abs(weight - 1) <= max(TOLERANCE, CERTAIN * error):
        return None
    return (
        f"The propensities make {weight:.2f} rows out of each. Either they are not the chances with which the arms were "
        "chosen, or not every arm could be chosen for everybody: trust the uniform policy and single arms less."
    )


def _limits_as_json(limits: Limits, names: tuple[str, ...]) -> dict[str, Any]:
    return {
        "budget": limits.budget,
        "rest": None if limits.budget is None else names[limits.rest],
        "forbidden": [names[arm] for arm in sorted(limits.forbidden)],
    }


def _estimate_as_json(estimate: Estimate) -> dict[str, float]:
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high}
