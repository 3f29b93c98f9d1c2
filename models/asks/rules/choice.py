"""
Which one ask a person gets (`rules.md` A3–A5, A12): the best of what matching found, after what they once declined.

A plain greedy choice behind the interface that stays: people in the order of their best candidate, each the best
candidate that still wants people. Deterministic. Candidates are rows of arrays: there may be a million of them.
"""

from collections.abc import Sequence
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]

LEAD = timedelta(days=3)
CHANCE_UNKNOWN = 1 / 3
"""What an invitation counts whose chance nobody has told: three for each place."""
LEAST_CHANCE = 0.05
"""No invitation counts less: at most twenty are open for one place, however unlikely each is."""
ENOUGH = 1e-9
PATIENCE = timedelta(days=2)
"""How long a wave waits for its answers; then the next people are asked (A4)."""
URGENCY_WEIGHT = (0.7, 1.0, 1.3, 1.6)


def brings(chances: Numbers) -> Numbers:
    """How many people who come each ask is counted as, by the chance of a yes and of coming then."""
    return np.maximum(LEAST_CHANCE, chances)


def choose(people: Integers, shifts: Integers, values: Numbers, chances: Numbers, wanted: Sequence[float]) -> Integers:
    """
    Which candidates (n each: the number of a person, that of a shift, what asking is worth, the chance that they come)
    are asked, best value first: at most one of a person, until those of a shift bring `wanted[shift]` people who come.

    Gives their rows, best first. Ties are broken by shift, then by person, so that two runs choose the same.
    """
    order = np.lexsort((people, shifts, -values))
    left, taken, chosen = list(wanted), set[int](), list[int]()
    worth = brings(chances)[order]
    ordered = zip(order.tolist(), people[order].tolist(), shifts[order].tolist(), worth.tolist(), strict=True)
    for row, person, shift, bring in ordered:
        if person in taken or left[shift] <= ENOUGH:
            continue
        taken.add(person)
        chosen.append(row)
        left[shift] -= bring
        if left[shift] <= ENOUGH and max(left) <= ENOUGH:
            break
    return np.array(chosen, dtype=np.int64)
