"""Choices as they were logged: who (features), what they got (arm), how likely that was, and what came of it."""

from dataclasses import dataclass

import numpy as np

from models.asks.learning.regression import Integers, Numbers


@dataclass(frozen=True, slots=True)
class LoggedChoices:
    """
    n rows. `arm` counts from 0 into `names`; `propensity`: with which chance that arm was chosen, above 0 to 1;
    `features`: n × d, about 1 in size; `cluster`: rows of the same number depend on each other;
    `left_out`: rows of the file that lacked something.
    """

    names: tuple[str, ...]
    arm: Integers
    outcome: Numbers
    propensity: Numbers
    features: Numbers
    cluster: Integers
    left_out: int = 0

    def __len__(self) -> int:
        return len(self.arm)

    @property
    def clusters(self) -> int:
        """How many clusters there are."""
        return len(np.unique(self.cluster))

    def part(self, rows: Integers) -> "LoggedChoices":
        """Some of the rows; the arms stay the same."""
        return LoggedChoices(
            self.names,
            self.arm[rows],
            self.outcome[rows],
            self.propensity[rows],
            self.features[rows],
            self.cluster[rows],
        )

    def weights(self, policy: Numbers) -> Numbers:
        """How much likelier a policy (n × arms) would have chosen what was chosen."""
        return np.asarray(policy[np.arange(len(self)), self.arm] / self.propensity)


def in_halves(choices: LoggedChoices, seed: int) -> tuple[Integers, Integers]:
    """Row numbers of two halves of the clusters, drawn by lot; no cluster is in both."""
    _, position = np.unique(choices.cluster, return_inverse=True)
    number = int(position.max()) + 1
    first = np.zeros(number, dtype=np.bool_)
    first[np.random.default_rng(seed).permutation(number)[: (number + 1) // 2]] = True
    chosen = first[position]
    return np.flatnonzero(chosen), np.flatnonzero(~chosen)
