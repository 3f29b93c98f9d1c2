"""The best arm for each row by what a model expects, within limits: arms that are forbidden, and how many may get more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.asks.evaluation.errors import CannotEvaluate
from models.asks.evaluation.logged_choices import LoggedChoices
from models.asks.evaluation.read_choices import listed
from models.asks.learning.regression import Numbers


@dataclass(frozen=True, slots=True)
class Limits:
    """
    `forbidden`: arms nobody gets. `budget`: the share of rows (0 to 1) that may get another arm than `rest`; None: all.
    """

    forbidden: frozenset[int] = frozenset()
    budget: float | None = None
    rest: int = 0


def read_limits(
    choices: LoggedChoices, *, forbid: Sequence[str] = (), budget: float | None = None, rest: str | None = None
) -> Limits:
    """
    Limits by the names of arms. Raises CannotEvaluate for unknown ones, for a share that is none, and where nothing is left.
    """
    if budget is not None and not 0 <= budget <= 1:
        raise CannotEvaluate(f"The budget is a share between 0 and 1, not {budget:g}.")
    forbidden = frozenset(_arm_named(choices, name) for name in forbid)
    if len(forbidden) == len(choices.names):
        raise CannotEvaluate("Every arm is forbidden; nothing is left to choose.")
    others = _rest_of(choices.names) if rest is None else _arm_named(choices, rest)
    if budget is not None and others in forbidden:
        raise CannotEvaluate(
            f"“{choices.names[others]}” is forbidden, but it is what those beyond the budget get. Name another with --rest."
        )
    return Limits(forbidden, budget, others)


def best_within(foreseen: Numbers, limits: Limits) -> Numbers:
    """
    The chance with which each row gets each arm (n × arms), by what each arm is expected to bring (n × arms).

    All of the chance lies on one arm, except where rows tie for the last of the budget: they draw lots.
    """
    allowed = foreseen.copy()
    allowed[:, sorted(limits.forbidden)] = -np.inf
    if limits.budget is None:
        return _sure(allowed.argmax(axis=1), allowed.shape[1])
    others = allowed.copy()
    others[:, limits.rest] = -np.inf
    treated = _first_in_line(others.max(axis=1) - foreseen[:, limits.rest], limits.budget)
    policy = _sure(others.argmax(axis=1), allowed.shape[1]) * treated[:, None]
    policy[:, limits.rest] += 1 - treated
    return policy


def _first_in_line(gains: Numbers, budget: float) -> Numbers:
    """The chance of each row to be among the share that gains most; 0 where there is nothing to gain."""
    quota = budget * len(gains)
    position = int(quota)
    last = np.sort(gains)[::-1][position] if position < len(gains) else -np.inf
    last = max(float(last), 0.0)
    above, at = gains > last, gains == last
    if last == 0 or not at.any():
        return above.astype(np.float64)
    return np.where(at, (quota - above.sum()) / at.sum(), above)


def _sure(arm: np.ndarray[tuple[int], np.dtype[np.int64]], arms: int) -> Numbers:
    policy = np.zeros((len(arm), arms))
    policy[np.arange(len(arm)), arm] = 1.0
    return policy


def _arm_named(choices: LoggedChoices, name: str) -> int:
    if name not in choices.names:
        raise CannotEvaluate(f"There is no arm “{name}”. The arms are: {listed(choices.names)}.")
    return choices.names.index(name)


def _rest_of(names: tuple[str, ...]) -> int:
    """The arm that stands for asking nothing, if none is named: by its name, else the first."""
    known: Mapping[str, int] = {name.casefold(): place for place, name in enumerate(names)}
    return next((known[name] for name in ("none", "control", "nothing", "no", "0") if name in known), 0)
