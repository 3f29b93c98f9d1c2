"""How many of a shift's free places people fill who come each by their own chance, when no more are asked once it is full."""

from collections.abc import Sequence

import numpy as np

from models.tasks.rules.attendance import LIKELY, Attendance


def expected_fill(chances: Sequence[float], free: int) -> Attendance:
    """
    Mean and likely range of min(free, how many come): the Poisson binomial distribution (Hong 2013, “direct convolution”)
    with everything beyond the last place gathered there. Takes n × free steps.
    """
    filled = np.zeros(free + 1)
    filled[0] = 1.0
    for chance in chances if free else ():
        moved = filled[:-1] * chance
        filled[:-1] -= moved
        filled[1:] += moved
    until = np.cumsum(filled)
    edge = (1 - LIKELY) / 2
    low, high = np.searchsorted(until, edge, side="right"), np.searchsorted(until, 1 - edge - 1e-12)
    return Attendance(float(np.arange(free + 1) @ filled), min(int(low), free), min(int(high), free))
