"""A problem as the auction walks over it, and the state of prices and places that the auction changes."""

from typing import NamedTuple

import numpy as np

from models.matching.solver.compiled import compiled
from models.matching.solver.problem import Doubles, Flags, Floats, Numbers, Offsets, Problem

NOBODY = -1
NOTHING = -1


class Market(NamedTuple):
    """
    start, opening, weight: pairs by person. first_candidate, candidate, offer: the same pairs by opening, best first
    (person and weight). slot, first_place, factor: as in Seats. opening_of: (places,), whose place it is.
    newcomers_from: (m,), the first reserved place. first_held: (n + 1,), where a person's entries of State.held start.
    """

    start: Offsets
    opening: Numbers
    weight: Floats
    first_candidate: Offsets
    candidate: Numbers
    offer: Floats
    slot: Numbers
    first_place: Numbers
    factor: Doubles
    opening_of: Numbers
    newcomers_from: Numbers
    newcomer: Flags
    first_held: Numbers


class State(NamedTuple):
    """
    price: (places,). holder: (places,), a person or NOBODY. worth: (places,), the weight of the holder. held: an entry
    for each place that a person can take, a place or NOTHING. least: (n,), the least profit among what they hold if
    all they can take is taken, else 0; infinite for who takes none.
    """

    price: Doubles
    holder: Numbers
    worth: Doubles
    held: Numbers
    least: Doubles


def open_market(problem: Problem) -> Market:
    """Pairs in both orders, and where everything stands."""
    pairs, seats = problem.pairs, problem.seats
    first_candidate, candidate, offer = by_opening(pairs.start, pairs.opening, pairs.weight, len(seats))
    return Market(
        pairs.start,
        pairs.opening,
        pairs.weight,
        first_candidate,
        candidate,
        offer,
        seats.slot,
        seats.first_place,
        seats.factor,
        seats.opening_of,
        seats.newcomers_from,
        problem.newcomer,
        problem.first_held,
    )


def nothing_sold(market: Market) -> State:
    """All places empty and too dear for anybody; everybody free."""
    places = len(market.factor)
    return State(
        np.full(places, np.inf),
        np.full(places, NOBODY, dtype=np.int32),
        np.zeros(places),
        np.full(market.first_held[-1], NOTHING, dtype=np.int32),
        np.where(np.diff(market.first_held) > 0, 0.0, np.inf),
    )


@compiled
def by_opening(start: Offsets, opening: Numbers, weight: Floats, openings: int) -> tuple[Offsets, Numbers, Floats]:
    """Pairs by opening, best first, equal ones by person: where each opening starts, persons, weights."""
    first = np.zeros(openings + 1, dtype=np.int64)
    for pair in range(len(opening)):
        first[opening[pair] + 1] += 1
    first[:] = np.cumsum(first)
    room = first[:-1].copy()
    candidate, offer = np.empty(len(opening), dtype=np.int32), np.empty(len(opening), dtype=np.float32)
    for person in range(len(start) - 1):
        for pair in range(start[person], start[person + 1]):
            index = room[opening[pair]]
            candidate[index], offer[index] = person, weight[pair]
            room[opening[pair]] += 1
    for number in range(openings):
        span = slice(first[number], first[number + 1])
        order = np.argsort(-offer[span], kind="mergesort")
        candidate[span], offer[span] = candidate[span][order], offer[span][order]
    return first, candidate, offer


@compiled
def profit_of(market: Market, state: State, place: int) -> float:
    """What the holder of a place gets from it."""
    return market.factor[place] * state.worth[place] - state.price[place]


@compiled
def cost_of(market: Market, state: State, person: int, slot: int) -> float:
    """What somebody gives up for a place in a slot."""
    for index in range(market.first_held[person], market.first_held[person + 1]):
        place = state.held[index]
        if place != NOTHING and market.slot[market.opening_of[place]] == slot:
            return profit_of(market, state, place)
    return state.least[person]


@compiled
def entry_for(market: Market, state: State, person: int, slot: int) -> int:
    """Which entry of `held` a place in a slot goes to: that of the slot, else a free one, else the least profitable."""
    chosen, least = -1, np.inf
    for index in range(market.first_held[person], market.first_held[person + 1]):
        place = state.held[index]
        if place != NOTHING and market.slot[market.opening_of[place]] == slot:
            return index
        profit = -1.0 if place == NOTHING else profit_of(market, state, place)
        if profit < least:
            chosen, least = index, profit
    return chosen


@compiled
def take(market: Market, state: State, person: int, place: int, weight: float, price: float) -> int:
    """Give an empty place to a person at a price: the place they leave for it, or NOTHING."""
    index = entry_for(market, state, person, market.slot[market.opening_of[place]])
    left = state.held[index]
    if left != NOTHING:
        state.holder[left] = NOBODY
    state.held[index], state.holder[place] = place, person
    state.worth[place], state.price[place] = weight, price
    note_least(market, state, person)
    return left


@compiled
def note_least(market: Market, state: State, person: int) -> None:
    """Set State.least of a person."""
    least = np.inf
    for index in range(market.first_held[person], market.first_held[person + 1]):
        place = state.held[index]
        least = min(least, 0.0 if place == NOTHING else profit_of(market, state, place))
    state.least[person] = least


@compiled
def value_of(market: Market, state: State) -> float:
    """The sum of weight x factor over the places that are taken."""
    value = 0.0
    for place in range(len(state.holder)):
        if state.holder[place] != NOBODY:
            value += market.factor[place] * state.worth[place]
    return value
