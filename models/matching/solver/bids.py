"""
Forward steps of the auction: people who would do better elsewhere bid for it (Bertsekas 1988). Prices only rise.

For repairs of a plan that stands: after them, places that were left may be empty at a price, and reverse steps follow.
"""

import numpy as np

from models.matching.solver.compiled import compiled
from models.matching.solver.market import (
    NOBODY,
    NOTHING,
    Market,
    State,
    cost_of,
    entry_for,
    note_least,
    profit_of,
    take,
)
from models.matching.solver.problem import Numbers


@compiled
def seat_people(market: Market, state: State, people: Numbers, epsilon: float) -> int:
    """Forward steps until these people, and all who lose a place by that, are content: how many."""
    waiting = [person for person in people[::-1]]  # noqa: C416 (numba knows no list())
    steps = 0
    while len(waiting) > 0:
        person = waiting.pop()
        place, weight, profit = _best_bid(market, state, person, epsilon)
        if place == NOTHING:
            continue
        steps += 1
        waiting.append(person)
        loser = state.holder[place]
        if loser != NOBODY:
            leave(market, state, place)
            waiting.append(loser)
        take(market, state, person, place, weight, market.factor[place] * weight - profit)
    return steps


@compiled
def leave(market: Market, state: State, place: int) -> None:
    """Take a place from its holder. Its price stays."""
    person = state.holder[place]
    state.holder[place] = NOBODY
    for index in range(market.first_held[person], market.first_held[person + 1]):
        if state.held[index] == place:
            state.held[index] = NOTHING
    note_least(market, state, person)


@compiled
def _best_bid(market: Market, state: State, person: int, epsilon: float) -> tuple[int, float, float]:
    """
    The place by which somebody gains most, more than epsilon: it, their weight, and the profit they keep.

    They keep what the next best choice would bring less epsilon, and bid the rest. NOTHING if they are content.
    """
    best, best_weight, gain = NOTHING, 0.0, epsilon
    for pair in range(market.start[person], market.start[person + 1]):
        weight, opening = market.weight[pair], market.opening[pair]
        place, profit = _best_place(market, state, person, opening, weight, NOTHING)
        if profit - state.least[person] > gain:
            more = profit - cost_of(market, state, person, market.slot[opening])
            if more > gain:
                best, best_weight, gain = place, weight, more
    if best == NOTHING:
        return NOTHING, 0.0, 0.0
    return best, best_weight, max(0.0, _next_best(market, state, person, best) - epsilon)


@compiled
def _best_place(market: Market, state: State, person: int, opening: int, weight: float, but: int) -> tuple[int, float]:
    """The most profitable place of an opening that somebody may have and does not hold, `but` one: it, its profit."""
    last = market.first_place[opening + 1] if market.newcomer[person] else market.newcomers_from[opening]
    best, most = NOTHING, -np.inf
    for place in range(market.first_place[opening], last):
        profit = market.factor[place] * weight - state.price[place]
        if profit > most and place != but and state.holder[place] != person:
            best, most = place, profit
    return best, most


@compiled
def _next_best(market: Market, state: State, person: int, place: int) -> float:
    """The profit of the best choice beside a place: what they would leave for it, or what competes with it."""
    entry = entry_for(market, state, person, market.slot[market.opening_of[place]])
    most = 0.0 if state.held[entry] == NOTHING else max(0.0, profit_of(market, state, state.held[entry]))
    for pair in range(market.start[person], market.start[person + 1]):
        opening = market.opening[pair]
        if not _is_taken(market, state, person, market.slot[opening], entry):
            most = max(most, _best_place(market, state, person, opening, market.weight[pair], place)[1])
    return most


@compiled
def _is_taken(market: Market, state: State, person: int, slot: int, but: int) -> bool:
    """Whether they hold a place in a slot, entry `but` not counted."""
    taken = False
    for index in range(market.first_held[person], market.first_held[person + 1]):
        held = state.held[index]
        if index != but and held != NOTHING and market.slot[market.opening_of[held]] == slot:
            taken = True
    return taken
