"""
A plan that stands, and what happens to it: people come and go, and only those change whom it concerns.

The certificate needs no second look at everybody: the prices at which the whole plan was certified stay a dual
solution, so that the bound grows by what who comes would choose freely at them, and falls by what who goes would have.
"""

from copy import deepcopy
from dataclasses import dataclass

import numpy as np

from models.matching.solver.auction import fill_places
from models.matching.solver.bids import leave, seat_people
from models.matching.solver.certificate import certificate, free_choices
from models.matching.solver.market import NOTHING, Market, State, open_market, value_of
from models.matching.solver.plan import Plan
from models.matching.solver.problem import Doubles, Numbers, Offsets, Pairs, Problem
from models.matching.solver.pruning import keep_best
from models.matching.solver.source import Source, Whole

PAIRS_A_PERSON = 64
JOINING = 10.0
"""Times epsilon, for who comes: they concern few places, and fine bids would make long price wars about little."""


@dataclass(frozen=True, slots=True)
class Standing:
    """
    A plan under way. Steps change `state` in place and return what replaces the rest: do not use the old one again.

    problem: pruned pairs of everybody, by position; who comes is added at the end. prices: (places,), those of the last
    full certificate. bound: over all feasible pairs of everybody who is here. epsilon: as in the auction.
    """

    problem: Problem
    market: Market
    state: State
    prices: Doubles
    bound: float
    epsilon: float

    @property
    def value(self) -> float:
        """What the plan is worth now."""
        return value_of(self.market, self.state)

    @property
    def certificate(self) -> float:
        """How near the best possible it is now, over all feasible pairs."""
        return certificate(self.value, self.bound)


def stand(plan: Plan) -> Standing:
    """Take a plan up; the plan itself stays as it is."""
    return Standing(plan.kept, open_market(plan.kept), deepcopy(plan.state), plan.prices, plan.bound, plan.epsilon)


def people_leave(standing: Standing, people: Numbers, pairs: Problem) -> Standing:
    """
    People go, and their places are filled by others, as far as pairs of theirs were kept; the certificate tells the rest.

    people: their positions, each once. pairs: all feasible pairs of theirs, in the same order.
    """
    market, state = standing.market, standing.state
    for person in people:
        held = state.held[market.first_held[person] : market.first_held[person + 1]].copy()
        for place in held[held != NOTHING]:
            leave(market, state, place)
    state.least[people] = np.inf  # nobody can hire them
    fill_places(market, state, standing.epsilon)
    bound = standing.bound - free_choices(pairs, standing.prices)
    return Standing(standing.problem, market, state, standing.prices, bound, standing.epsilon)


def people_join(standing: Standing, pairs: Problem) -> Standing:
    """People come, with all their feasible pairs: they get what they do better than others, who look elsewhere."""
    first = len(standing.problem)
    kept = keep_best(Whole(pairs), standing.prices, PAIRS_A_PERSON)
    problem = _together(standing.problem, kept)
    market, state = open_market(problem), _with_room(standing.state, pairs.count)
    epsilon = JOINING * standing.epsilon
    seat_people(market, state, np.arange(first, len(problem), dtype=np.int32), epsilon)
    fill_places(market, state, epsilon)
    bound = standing.bound + free_choices(pairs, standing.prices)
    return Standing(problem, market, state, standing.prices, bound, standing.epsilon)


def suggest(someone: Source, prices: Doubles, most: int) -> Pairs:
    """For each person of the source (usually one) the openings of most profit at stored prices, best first."""
    return keep_best(someone, prices, most).pairs


def _together(here: Problem, new: Problem) -> Problem:
    pairs = Pairs(
        _joined(here.pairs.start, new.pairs.start),
        np.concatenate((here.pairs.opening, new.pairs.opening)),
        np.concatenate((here.pairs.weight, new.pairs.weight)),
    )
    count = np.concatenate((here.count, new.count))
    return Problem(pairs, here.seats, count, np.concatenate((here.newcomer, new.newcomer)))


def _joined(start: Offsets, other: Offsets) -> Offsets:
    return np.concatenate((start, start[-1] + other[1:]))


def _with_room(state: State, count: Numbers) -> State:
    """The state with more people, who hold nothing."""
    held = np.concatenate((state.held, np.full(count.sum(), NOTHING, dtype=np.int32)))
    least = np.concatenate((state.least, np.where(count > 0, 0.0, np.inf)))
    return State(state.price, state.holder, state.worth, held, least)
