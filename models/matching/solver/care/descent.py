"""
Better prices for the bound: subgradient descent on the Lagrangian dual, by the steps of Polyak (1969).

A place that more than one person would choose at its price is too cheap, one that nobody would choose too dear.
"""

import numpy as np

from models.matching.solver.care.certificate import bound_and_demand
from models.matching.solver.care.problem import CareProblem
from models.matching.solver.problem import Doubles


def tighten_bound(given: CareProblem, prices: Doubles, value: float, goal: float, steps: int) -> tuple[Doubles, float]:
    """Prices that prove a bound, and the bound; no worse than those given. Ends where value / bound reaches the goal."""
    current, (least, demand), boldness = prices, bound_and_demand(given, prices), 1.0
    best, bound = current, least
    for _ in range(steps):
        if value >= goal * bound:
            break
        slope = 1.0 - demand
        slope[(current <= 0) & (slope > 0)] = 0.0
        length = float(slope @ slope)
        if length == 0:
            break
        current = np.maximum(0.0, current - boldness * (least - value) / length * slope)
        least, demand = bound_and_demand(given, current)
        if least < bound:
            best, bound = current, least
        else:
            boldness *= 0.8
    return best, bound
