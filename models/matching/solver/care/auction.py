"""
A reverse auction for places and people with care limits: as `solver.auction`, but what somebody gives up for a place is
the profit of all that they have to leave for it.

Each time somebody is hired their profit as a whole rises by epsilon at least, and no more is to be had than all is worth,
so that it ends. It is a heuristic: with knapsacks there need not be prices at which everybody is content. How good it is
says `certificate.py`.
"""

import numpy as np

from models.matching.solver.care.market import (
    NOBODY,
    CareMarket,
    CareState,
    least_loss,
    places_of,
    profit_of,
    release,
    seat,
)
from models.matching.solver.compiled import compiled
from models.matching.solver.problem import Doubles


@compiled
def hire_people(market: CareMarket, state: CareState, epsilon: float) -> int:
    """Reverse steps until every empty place has price 0: how many. Places that were left go next."""
    waiting = [place for place in np.flatnonzero((state.holder == NOBODY) & (state.price > 0))[::-1]]  # noqa: C416
    steps = 0
    while len(waiting) > 0:
        place = waiting.pop()
        steps += 1
        person, weight, gain, second, drop = best_hire(market, state, place)
        if gain <= epsilon:
            state.price[place] = 0.0
            continue
        waiting.extend(_drop(market, state, person, drop))
        seat(market, state, person, place, weight, max(0.0, second - epsilon))
    return steps


@compiled
def _drop(market: CareMarket, state: CareState, person: int, drop: int) -> list[int]:
    """Somebody leaves those of their places whose bits are set: which."""
    held = places_of(market, state, person).copy()
    left = [held[index] for index in range(len(held)) if drop >> index & 1]
    for place in left:
        release(market, state, place)
    return left


@compiled
def best_hire(market: CareMarket, state: CareState, place: int) -> tuple[int, float, float, float, int]:
    """From whom a place gains most, value less loss: the person, their weight, the gain, the next best, what they leave."""
    opening = market.opening_of[place]
    factor, newcomers_only = market.factor[place], place >= market.newcomers_from[opening]
    best, weight, gain, second, best_drop = NOBODY, 0.0, 0.0, 0.0, 0
    for index in range(market.first_candidate[opening], market.first_candidate[opening + 1]):
        value = market.offer[index] * factor
        if value <= second:
            break  # best first: nobody after can gain more
        person = market.candidate[index]
        if value - state.least[person] <= second or (newcomers_only and not market.newcomer[person]):
            continue
        loss, drop = least_loss(market, state, person, opening, value - second)
        if value - loss > gain:
            best, weight, gain, second, best_drop = person, market.offer[index], value - loss, gain, drop
        else:
            second = max(second, value - loss)
    return best, weight, gain, second, best_drop


@compiled
def fair_prices(market: CareMarket, state: CareState) -> Doubles:
    """For each place the least price at which nobody would do better by taking it and leaving what they must."""
    price = np.empty(len(state.price))
    for place in range(len(price)):
        price[place] = best_hire(market, state, place)[2]
    return price


@compiled
def value_of(market: CareMarket, state: CareState) -> float:
    """The sum of weight x factor over the places that are taken."""
    value = 0.0
    for place in range(len(state.holder)):
        if state.holder[place] != NOBODY:
            value += profit_of(market, state, place) + state.price[place]
    return value
