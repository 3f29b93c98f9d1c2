"""
The certificate: how near a plan comes to the best possible, for anybody to check. Shares no code with the solver.

Whatever the prices of places, no plan is worth more than the sum of all prices plus what everybody would get by
choosing freely at those prices (weak duality): for each person, their best places in different slots, as many as they
take, each worth its value less its price.
"""

import numpy as np

from models.matching.solver.compiled import compiled
from models.matching.solver.problem import Doubles, Flags, Floats, Numbers, Offsets, Problem
from models.matching.solver.source import Source, Whole, of_each_block


def dual_bound(problem: Problem, prices: Doubles) -> float:
    """The most that any plan can be worth. prices: (places,), 0 and up."""
    return bound_of(Whole(problem), prices)


def bound_of(source: Source, prices: Doubles) -> float:
    """The same over all feasible pairs of a source."""
    if (prices < 0).any():
        raise ValueError("Prices below 0 bound nothing.")
    return float(prices.sum()) + sum(of_each_block(source, lambda block: free_choices(block, prices)))


def certificate(value: float, bound: float) -> float:
    """Value / bound: 1 is the best possible. Where nothing is possible, nothing is the best."""
    return value / bound if bound > 0 else 1.0


def free_choices(problem: Problem, prices: Doubles) -> float:
    """What all people of a problem together get if each chooses freely at these prices: their part of the bound."""
    pairs, seats = problem.pairs, problem.seats
    return choose_freely(
        pairs.start,
        pairs.opening,
        pairs.weight,
        problem.count,
        problem.newcomer,
        seats.slot,
        seats.first_place,
        seats.factor,
        seats.reserved,
        prices,
    )


@compiled
def choose_freely(
    start: Offsets,
    opening: Numbers,
    weight: Floats,
    count: Numbers,
    newcomer: Flags,
    slot: Numbers,
    first_place: Numbers,
    factor: Doubles,
    reserved: Numbers,
    price: Doubles,
) -> float:
    """What all people together get if each chooses freely at these prices."""
    total, best = 0.0, np.zeros(slot.max() + 1 if len(slot) else 1)
    for person in range(len(count)):
        pairs = range(start[person], start[person + 1])
        for pair in pairs:
            number = opening[pair]
            last = first_place[number + 1] if newcomer[person] else first_place[number + 1] - reserved[number]
            for place in range(first_place[number], last):
                best[slot[number]] = max(best[slot[number]], weight[pair] * factor[place] - price[place])
        for _ in range(count[person]):
            favourite = 0
            for pair in pairs:
                if best[slot[opening[pair]]] > best[favourite]:
                    favourite = slot[opening[pair]]
            total += best[favourite]
            best[favourite] = 0.0
        for pair in pairs:
            best[slot[opening[pair]]] = 0.0
    return total
