"""Who could do a shift, and who is chosen for it."""

from dataclasses import dataclass

import numpy as np

from models.matching.rules.columns import Flags, Integers, Numbers
from models.matching.rules.limits import Reach
from models.matching.rules.openings import Opening


@dataclass(frozen=True, slots=True)
class Candidates:
    """A shift and who could do it (by number), best first, with their scores and how far they have to go in km."""

    opening: Opening
    numbers: Integers
    scores: Numbers
    km: Numbers

    def only(self, keep: Flags) -> "Candidates":
        """Those of them that are flagged."""
        return Candidates(self.opening, self.numbers[keep], self.scores[keep], self.km[keep])


@dataclass(frozen=True, slots=True)
class Choice:
    """A person (by number) for an opening (by its position). A reserve is for when somebody says no."""

    opening: int
    number: int
    score: float
    km: float
    reserve: bool = False


def rank(opening: Opening, reach: Reach, scores: Numbers) -> Candidates:
    """Everybody who can, best first; equal scores by distance, then by id."""
    distance = np.nan_to_num(reach.km, nan=0.0)
    order = np.lexsort((reach.numbers, distance, -scores))
    return Candidates(opening, reach.numbers[order], scores[order], reach.km[order])
