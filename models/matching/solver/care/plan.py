"""The whole of it with care limits on: auction, local search, prices, certificate."""

import numpy as np

from models.matching.solver.care.auction import fair_prices, hire_people, value_of
from models.matching.solver.care.certificate import care_bound
from models.matching.solver.care.descent import tighten_bound
from models.matching.solver.care.exact import close_gap
from models.matching.solver.care.improve import improve, shake
from models.matching.solver.care.market import CareMarket, CareState, charge_nothing, nothing_held, open_market
from models.matching.solver.care.problem import CareProblem
from models.matching.solver.certified import Certified
from models.matching.solver.problem import Doubles

GOAL = 0.995
PRECISION = 0.01
"""Epsilon of the auction, as a part of what a pair is worth on average in a first place."""
GAIN = 1e-6
"""Of the same: what is worth a change in the local search."""
TOLLS = (1.0, 0.5, 0.0)
"""Parts of the prices that a change has to pay for pushing somebody out."""
ROUNDS, SHAKES, DESCENTS, EFFORTS = 5, 1000, 20, 4


class CarePlan(Certified):
    """A plan within all limits; its prices are those from which the bound follows."""

    __slots__ = ()


def solve_with_care(given: CareProblem, goal: float = GOAL) -> CarePlan:
    """A plan within all limits, the better one is sought the longer the certificate is below `goal`. Deterministic."""
    market = open_market(given)
    state, scale = nothing_held(market), _mean_first_value(market)
    hire_people(market, state, PRECISION * scale)
    prices, value = fair_prices(market, state), value_of(market, state)
    bound = care_bound(given, prices)
    for effort in range(EFFORTS):
        if value >= goal * bound:
            break
        value = _search(market, state, prices, GAIN * scale, effort)
        prices, bound = tighten_bound(given, market, prices, value, goal, DESCENTS)
    if value < max(goal, 1.0) * bound:
        charge_nothing(market, state)
        close_gap(market, state, prices)
        value = value_of(market, state)
    return CarePlan(state.holder, state.worth, prices, value, bound)


def _search(market: CareMarket, state: CareState, prices: Doubles, gain: float, effort: int) -> float:
    """What the plan is worth after some more search."""
    for toll in TOLLS:
        improve(market, state, toll * prices, gain, ROUNDS)
    shake(market, state, gain, SHAKES << effort, effort)
    return value_of(market, state)


def _mean_first_value(market: CareMarket) -> float:
    """What a pair is worth on average in the first place of its opening; 1 where nothing is worth anything."""
    has_places = np.diff(market.first_place)[market.opening] > 0
    factor = market.factor[market.first_place[market.opening[has_places]]]
    values = market.weight[has_places] * factor
    return float(values.mean()) if len(values) else 1.0
