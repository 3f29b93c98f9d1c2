"""
Better prices for the bound: subgradient descent on the Lagrangian dual, by the steps of Polyak (1969).

A place that more than one person would choose at its price is too cheap, one that nobody would choose too dear.
"""

import numpy as np

from models.matching.solver.care.certificate import best_set, care_bound
from models.matching.solver.care.market import CareMarket
from models.matching.solver.care.problem import CareProblem
from models.matching.solver.compiled import compiled
from models.matching.solver.problem import Doubles

SEARCH_STEPS = 300


def tighten_bound(
    given: CareProblem, market: CareMarket, prices: Doubles, value: float, goal: float, steps: int
) -> tuple[Doubles, float]:
    """Prices that prove a bound, and the bound; no worse than those given. Ends where value / bound reaches the goal."""
    best, bound = prices, care_bound(given, prices)
    current, least, boldness = prices, bound, 1.0
    for _ in range(steps):
        if value >= goal * bound:
            break
        slope = 1.0 - _demand(market, current)
        slope[(current <= 0) & (slope > 0)] = 0.0
        length = float(slope @ slope)
        if length == 0:
            break
        current = np.maximum(0.0, current - boldness * (least - value) / length * slope)
        least = care_bound(given, current)
        if least < bound:
            best, bound = current, least
        else:
            boldness *= 0.8
    return best, bound


@compiled
def _demand(market: CareMarket, price: Doubles) -> Doubles:
    """For each place, how many people have it in their best set at these prices."""
    demand = np.zeros(len(price))
    for person in range(len(market.start) - 1):
        first, last = market.start[person], market.start[person + 1]
        gain, best = np.zeros(last - first), np.full(last - first, -1, dtype=np.int32)
        for pair in range(first, last):
            number, weight = market.opening[pair], market.weight[pair]
            end = market.first_place[number + 1] if market.newcomer[person] else market.newcomers_from[number]
            for place in range(market.first_place[number], end):
                if weight * market.factor[place] - price[place] > gain[pair - first]:
                    gain[pair - first], best[pair - first] = weight * market.factor[place] - price[place], place
        count = market.first_held[person + 1] - market.first_held[person]
        order = np.argsort(-gain, kind="mergesort")[: (gain > 0).sum()]
        if len(order) > 0 and count > 0:
            openings = market.opening[first:last][order]
            found = best_set(market.calendar, market.care, person, openings, gain[order], count, SEARCH_STEPS)[1]
            for index in found:
                demand[best[order[index]]] += 1
    return demand
