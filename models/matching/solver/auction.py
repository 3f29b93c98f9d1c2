"""
The forward-reverse auction for places and people (Bertsekas 1988; Bertsekas & Castanon 1992), coarse, then fine.

Every place has a price; what a person gets from a place they hold, its value less its price, is their profit. What
somebody gives up for a place is their cost: the profit of what they hold in that slot, or if all they can take is
taken, of the least they hold, else 0. Throughout, for every feasible pair and every place open to it,

    value <= price + cost + epsilon        (epsilon-complementary slackness)

In a reverse step an empty place hires the person from whom it gains most, and lowers its price to where somebody else
would gain it as much: costs only rise, each time by epsilon at least. It gives up at price 0. In the end every place
that is empty has price 0 and who has nothing has cost 0, so that the plan lies within epsilon a place of the optimum.
There are far more people than places: it is the places, being fewer, that bid. One step after the other, in a fixed
order, so that the same input gives the same plan.
"""

import numpy as np

from models.matching.solver.compiled import compiled
from models.matching.solver.market import NOBODY, NOTHING, Market, State, cost_of, take
from models.matching.solver.problem import Doubles


@compiled
def fill_places(market: Market, state: State, epsilon: float) -> int:
    """Reverse steps until every empty place has price 0: how many. Displaced places go next, while all is at hand."""
    waiting = np.flatnonzero((state.holder == NOBODY) & (state.price > 0))[::-1].astype(np.int32)
    waiting = np.concatenate((waiting, np.empty(1, dtype=np.int32)))
    size, steps = len(waiting) - 1, 0
    while size > 0:
        size -= 1
        steps += 1
        place = waiting[size]
        person, weight, gain, second = _best_candidate(market, state, place)
        if gain <= epsilon:
            state.price[place] = 0.0
            continue
        left = take(market, state, person, place, weight, max(0.0, second - epsilon))
        if left != NOTHING:
            waiting[size] = left
            size += 1
    return steps


@compiled
def _best_candidate(market: Market, state: State, place: int) -> tuple[int, float, float, float]:
    """From whom a place gains most, value less cost: the person, their weight, the gain, the next best gain or 0."""
    opening = market.opening_of[place]
    slot, factor = market.slot[opening], market.factor[place]
    newcomers_only = place >= market.newcomers_from[opening]
    best, weight, gain, second = NOBODY, 0.0, 0.0, 0.0
    for index in range(market.first_candidate[opening], market.first_candidate[opening + 1]):
        value = market.offer[index] * factor
        if value <= second:
            break  # best first: nobody after can gain more
        person = market.candidate[index]
        if value - state.least[person] <= second or (newcomers_only and not market.newcomer[person]):
            continue
        this = value - cost_of(market, state, person, slot)
        if this > gain:
            best, weight, gain, second = person, market.offer[index], this, gain
        elif this > second:
            second = this
    return best, weight, gain, second


@compiled
def fair_prices(market: Market, state: State) -> Doubles:
    """
    For each place the least price at which everybody is content with their cost, none of them by a hair only.

    Together with the costs a solution of the dual program for these pairs: the bound is as tight as the state allows.
    """
    price = np.empty(len(state.price))
    for place in range(len(price)):
        price[place] = _best_candidate(market, state, place)[2]
    return price
