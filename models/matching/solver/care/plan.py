"""The whole of it with care limits on: the pairs that count, auction, local search, prices, certificate."""

from dataclasses import replace

import numpy as np

from models.matching.solver.care.auction import fair_prices, hire_people, value_of
from models.matching.solver.care.certificate import care_bound
from models.matching.solver.care.descent import tighten_bound
from models.matching.solver.care.exact import close_gap
from models.matching.solver.care.improve import improve, shake
from models.matching.solver.care.market import CareMarket, CareState, charge_nothing, nothing_held, open_market
from models.matching.solver.care.problem import CareProblem, of_each_part
from models.matching.solver.certified import Certified
from models.matching.solver.plan import mean_first_value
from models.matching.solver.problem import Doubles
from models.matching.solver.pruning import keep_best
from models.matching.solver.source import Whole, joined

GOAL = 0.995
ALL_PAIRS = 1 << 21
"""So many are all looked at."""
FIRST_PAIRS, PAIRS_A_PERSON = 8, 64
FIRST_PRECISION, PRECISION = 0.2, 0.02
"""Epsilon of the auction, as a part of what a pair is worth on average in a first place: for rough prices, and then."""
SLACK = 0.4
"""Of the same: how far the rough prices may be wrong."""
WIDENINGS, ENOUGH = 6, 1e-3
"""Pairs are enough if all others raise the bound by no more than this part."""
GAIN = 1e-6
"""What is worth a change in the local search."""
TOLLS = (1.0, 0.5, 0.0)
"""Parts of the prices that a change has to pay for pushing somebody out."""
ROUNDS, SHAKES, DESCENTS, EFFORTS = 5, 1000, 20, 4


class CarePlan(Certified):
    """A plan within all limits; its prices are those from which the bound follows."""

    __slots__ = ()


def solve_with_care(given: CareProblem, goal: float = GOAL) -> CarePlan:
    """
    A plan within all limits, the better one is sought the longer the certificate is below `goal`. Deterministic.

    Of many pairs it looks only at some, chosen by rough prices; at more of them until that is enough. The bound is over
    all in any case.
    """
    if len(given.problem.pairs) <= ALL_PAIRS:
        return _solve(given, goal)
    few = _keep_best(given, np.zeros(len(given.problem.seats.factor)), FIRST_PAIRS)
    prices, most, slack = _rough_prices(few), PAIRS_A_PERSON, SLACK * mean_first_value(few.problem)
    for _ in range(WIDENINGS):
        plan = _solve(_keep_best(given, prices, most, slack), goal)
        bound = care_bound(given, plan.prices)
        if plan.value >= goal * bound or bound <= (1 + ENOUGH) * plan.bound:
            break
        prices, most, slack = plan.prices, 2 * most, 2 * slack
    return replace(plan, bound=bound)


def _keep_best(given: CareProblem, prices: Doubles, most: int, slack: float = np.inf) -> CareProblem:
    """The problem with the most profitable pairs of each person (`solver.pruning`)."""
    parts = of_each_part(given, lambda part: keep_best(Whole(part.problem), prices, most, slack).pairs)
    return replace(given, problem=replace(given.problem, pairs=joined(parts)))


def _rough_prices(given: CareProblem) -> Doubles:
    market = open_market(given)
    state = nothing_held(market)
    hire_people(market, state, FIRST_PRECISION * mean_first_value(given.problem))
    return fair_prices(market, state)


def _solve(given: CareProblem, goal: float) -> CarePlan:
    """The plan, looking at all pairs."""
    market, scale = open_market(given), mean_first_value(given.problem)
    state = nothing_held(market)
    hire_people(market, state, PRECISION * scale)
    prices, value = fair_prices(market, state), value_of(market, state)
    bound = care_bound(given, prices)
    for effort in range(EFFORTS):
        if value >= goal * bound:
            break
        value = _search(market, state, prices, GAIN * scale, effort)
        prices, bound = tighten_bound(given, prices, value, goal, DESCENTS)
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
