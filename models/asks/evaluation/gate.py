"""
The gate before a new policy goes live (`rules.md` A16): judged off-line, by asks that its like did not learn from.

Both ways of choosing are valued on the same rows by doubly robust scores, so what they share falls out of the difference
(Dudík, Langford & Li, ICML 2011). A row is judged by a policy learned from the other half of the people (cross-fitting).
"""

from dataclasses import dataclass

import numpy as np

from models.asks.evaluation.estimators import Scored, doubly_robust
from models.asks.evaluation.intervals import Estimate, interval
from models.asks.evaluation.logged_choices import LoggedChoices, in_halves
from models.asks.learning.arms import TRIED, Chances, learn_chances
from models.asks.learning.outcome_model import fit_outcomes
from models.asks.learning.regression import Integers, Numbers

MOST_LOST = 0.10
"""The share of the yes that trying something out may cost."""


@dataclass(frozen=True, slots=True)
class Judged:
    """
    Yes for an ask: by the way of choosing that is live, by the new one, and what the new one adds; with 95 % intervals.
    `between`: what the second arm adds to the first; None while one of them was hardly tried.
    """

    live: Estimate
    new: Estimate
    gain: Estimate
    between: Estimate | None

    @property
    def may_go_live(self) -> bool:
        """Whether it is certain enough (97.5 %) that the new one brings at least nine tenths of what the live one brings."""
        return self.gain.low >= -MOST_LOST * self.live.value


def judge(choices: LoggedChoices, circumstance: Integers, live: Chances, seed: int) -> Judged:
    """Value the live chances, and the way of learning new ones, by what was logged. Needs two people at least."""
    present, new = np.array(live)[circumstance], np.empty((len(choices), len(choices.names)))
    foreseen = np.empty_like(new)
    halves = in_halves(choices, seed)
    for own, other in (halves, halves[::-1]):
        taught = choices.part(other)
        new[own] = np.array(learn_chances(taught.arm, circumstance[other], taught.outcome, seed))[circumstance[own]]
        model = fit_outcomes(taught.features, taught.arm, taught.outcome, len(choices.names))
        foreseen[own] = model.expected(choices.features[own])
    before, after = (_scored(choices, policy, foreseen) for policy in (present, new))
    return Judged(
        live=interval(before, choices.cluster),
        new=interval(after, choices.cluster),
        gain=interval(_minus(after, before), choices.cluster),
        between=_between(choices, foreseen),
    )


def _between(choices: LoggedChoices, foreseen: Numbers) -> Estimate | None:
    if np.bincount(choices.arm, minlength=len(choices.names)).min() < TRIED:
        return None
    first, second = (_scored(choices, np.tile(row, (len(choices), 1)), foreseen) for row in np.eye(2))
    return interval(_minus(second, first), choices.cluster)


def _minus(one: Scored, other: Scored) -> Scored:
    return Scored(one.value - other.value, one.influence - other.influence)


def _scored(choices: LoggedChoices, policy: Numbers, foreseen: Numbers) -> Scored:
    expected = np.asarray((policy * foreseen).sum(axis=1))
    modelled = foreseen[np.arange(len(choices)), choices.arm]
    return doubly_robust(choices.weights(policy), choices.outcome, modelled, expected)
