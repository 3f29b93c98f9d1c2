"""How many people come when each comes by their own chance: the Poisson binomial distribution."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

LIKELY = 0.8


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many come on average, and the range in which the number lies with four chances out of five."""

    mean: float
    low: int
    high: int


def attendance(chances: Sequence[float]) -> Attendance:
    """What to expect of these people, by convolution of their chances (Hong 2013, “direct convolution”)."""
    come = np.ones(1)
    for chance in chances:
        come = np.convolve(come, (1 - chance, chance))
    until = list(accumulate(come.tolist()))
    edge = (1 - LIKELY) / 2
    low = next((number for number, share in enumerate(until) if share > edge), 0)
    high = next((number for number, share in enumerate(until) if share >= 1 - edge), len(chances))
    return Attendance(float(sum(chances)), low, high)
