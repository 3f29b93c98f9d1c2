"""The whole of it: prune, auction, certify; finer and with more pairs until the certificate passes."""

from dataclasses import dataclass, replace

import numpy as np

from models.matching.solver.auction import fair_prices, fill_places
from models.matching.solver.certificate import bound_of
from models.matching.solver.certified import Certified
from models.matching.solver.market import NOBODY, Market, State, nothing_sold, open_market, value_of
from models.matching.solver.problem import Problem
from models.matching.solver.pruning import keep_best
from models.matching.solver.source import Landscape, Source, Whole

GOAL = 0.999
FIRST_PAIRS, PAIRS_A_PERSON = 8, 64
FIRST_EPSILON = 0.1
"""Of what a pair is worth on average: for the prices by which pairs are chosen, a rough auction does."""
PRECISION = 0.003
"""Epsilon, as a part of what a place is worth on average; costs about a fifth of itself of the value."""
SLACK = 0.3
"""Of the same: how far the rough prices may be wrong."""
ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Plan(Certified):
    """
    kept: the pairs that the last auction saw. rounds: auctions after the rough one. state, epsilon: where the last
    auction ended, by position, for `incremental.py` to go on from.
    """

    kept: Problem
    rounds: int
    state: State
    epsilon: float


def solve_problem(problem: Problem, goal: float = GOAL) -> Plan:
    """The plan for a problem that holds all its feasible pairs."""
    return solve(Whole(problem), goal)


def solve_landscape(landscape: Landscape, goal: float = GOAL) -> Plan:
    """The plan for people and openings whose pairs are found by the program; holders are numbers of people."""
    plan = solve(landscape, goal)
    taken = plan.holder != NOBODY
    holder = plan.holder.copy()
    holder[taken] = landscape.order[plan.holder[taken]]
    return replace(plan, holder=holder)


def solve(source: Source, goal: float = GOAL) -> Plan:
    """
    A plan whose certificate over all feasible pairs of the source is `goal` at least. Deterministic.

    After ROUNDS it returns what it has: look at the certificate.
    """
    kept = keep_best(source, np.zeros(len(source.seats.factor)), FIRST_PAIRS)
    scale = mean_first_value(kept)
    market, state = run_auction(kept, FIRST_EPSILON * scale)
    most, slack, precision = PAIRS_A_PERSON, SLACK * scale, PRECISION
    for rounds in range(1, ROUNDS + 1):
        kept = keep_best(source, fair_prices(market, state), most, slack)
        epsilon = precision * (mean_value(market, state) or scale)  # never 0: bids have to end
        market, state = run_auction(kept, epsilon)
        plan = _certified(source, kept, market, state, rounds, epsilon)
        if plan.certificate >= goal:
            break
        most, slack, precision = 2 * most, 2 * slack, precision / 2
    return plan


def run_auction(problem: Problem, epsilon: float) -> tuple[Market, State]:
    """An auction from the beginning over the pairs of a problem."""
    market = open_market(problem)
    state = nothing_sold(market)
    fill_places(market, state, epsilon)
    return market, state


def mean_first_value(problem: Problem) -> float:
    """What a pair is worth on average in the first place of its opening; 1 where nothing is worth anything."""
    seats = problem.seats
    factor = np.append(seats.factor, 0.0)[seats.first_place[:-1]]
    factor[np.diff(seats.first_place) == 0] = 0.0
    values = problem.pairs.weight * factor[problem.pairs.opening]
    return float(values[values > 0].mean()) if (values > 0).any() else 1.0


def mean_value(market: Market, state: State) -> float:
    """Of the places that are taken."""
    return value_of(market, state) / max(1, int((state.holder != NOBODY).sum()))


def _certified(source: Source, kept: Problem, market: Market, state: State, rounds: int, epsilon: float) -> Plan:
    prices, value = fair_prices(market, state), value_of(market, state)
    bound = bound_of(source, prices)
    return Plan(state.holder, state.worth, prices, value, bound, kept, rounds, state, epsilon)
