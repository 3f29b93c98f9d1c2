"""A model of a chance, small enough to read: everybody's mean, what a record weighs, and a weight for each level."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from models.matching.chances.kinds import PRIORS, ChanceKind
from models.matching.chances.levels import LEVELS, Integers, Numbers
from models.matching.chances.record import capped_columns, shrunken, surplus

Weights = Mapping[str, Mapping[str, float]]
"""By feature and level, in log-odds."""
GROUP = "group"
"""The feature whose levels are parts of the map."""


@dataclass(frozen=True, slots=True)
class ChanceModel:
    """
    `mean` and `strength` are everybody's (see `record`). Unless `learned`, they and a person's record are all that
    counts: the shrunken base rate.
    """

    kind: ChanceKind
    mean: float
    strength: float
    learned: bool = False
    intercept: float = 0.0
    record_weight: float = 0.0
    weights: Weights = field(default_factory=dict)

    def chances(
        self, levels: Mapping[str, Integers], groups: Numbers | float, good: Integers, bad: Integers
    ) -> Numbers:
        """
        The chance of each row: levels by feature (see `levels_of`), the weight of its group, and the person's record.
        """
        good, bad = capped_columns(good, bad)
        if not self.learned:
            return shrunken(good, bad, self.mean, self.strength)
        odds = self.intercept + self.record_weight * surplus(good, bad, self.mean, self.strength) + groups
        for feature, positions in levels.items():
            odds = odds + self._table(feature)[positions]
        return np.asarray(1 / (1 + np.exp(-odds)))

    def group_weight(self, group: str) -> float:
        """How much likelier it is in a part of the map than elsewhere, in log-odds."""
        return self.weights.get(GROUP, {}).get(group, 0.0)

    def _table(self, feature: str) -> Numbers:
        known = self.weights.get(feature, {})
        return np.array([known.get(level, 0.0) for level in LEVELS[self.kind][feature]])

    def as_json(self) -> dict[str, Any]:
        """For storing."""
        return {
            "mean": self.mean,
            "strength": self.strength,
            "learned": self.learned,
            "intercept": self.intercept,
            "record_weight": self.record_weight,
            "weights": {feature: dict(levels) for feature, levels in self.weights.items()},
        }


def group_of(region_path: str) -> str:
    """The part of the map that people are pooled by: country and state."""
    return "/".join(region_path.split("/")[:2])


def cold_start(kind: ChanceKind) -> ChanceModel:
    """What is believed before anything was learned."""
    good, bad = PRIORS[kind]
    return ChanceModel(kind, good / (good + bad), good + bad)
