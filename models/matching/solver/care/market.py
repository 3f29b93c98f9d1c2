"""The problem as the care auction walks over it, what it changes, and what a person gives up for one more opening."""

from typing import NamedTuple

import numpy as np

from models.matching.solver.care.limits import clash, too_many_in_a_row
from models.matching.solver.care.problem import Calendar, Care, CareProblem
from models.matching.solver.compiled import compiled
from models.matching.solver.market import by_opening
from models.matching.solver.problem import Doubles, Flags, Floats, Numbers, Offsets

NOBODY = -1
NOTHING = -1


class CareMarket(NamedTuple):
    """
    start, opening, weight: pairs by person. first_candidate, candidate, offer: the same by opening, best first.
    first_place, factor, opening_of, newcomers_from, newcomer: places as in `solver.market`. calendar, care: the limits.
    first_held: (n + 1,), where a person's entries of CareState.held start.
    """

    start: Offsets
    opening: Numbers
    weight: Floats
    first_candidate: Offsets
    candidate: Numbers
    offer: Floats
    first_place: Numbers
    factor: Doubles
    opening_of: Numbers
    newcomers_from: Numbers
    newcomer: Flags
    calendar: Calendar
    care: Care
    first_held: Numbers


class CareState(NamedTuple):
    """
    price: (places,). holder: (places,), a person or NOBODY. worth: (places,), the weight of the holder. held: an entry
    for each place that a person can take, those that are taken first, then NOTHING. least: (n,), what somebody gives up
    at least for one more place: the least profit among what they hold if all they can take is taken, else 0.
    """

    price: Doubles
    holder: Numbers
    worth: Doubles
    held: Numbers
    least: Doubles


def open_market(given: CareProblem) -> CareMarket:
    """Pairs in both orders, and where everything stands."""
    problem, pairs, seats = given.problem, given.problem.pairs, given.problem.seats
    first_candidate, candidate, offer = by_opening(pairs.start, pairs.opening, pairs.weight, len(seats))
    return CareMarket(
        pairs.start,
        pairs.opening,
        pairs.weight,
        first_candidate,
        candidate,
        offer,
        seats.first_place,
        seats.factor,
        seats.opening_of,
        seats.newcomers_from,
        problem.newcomer,
        given.calendar,
        given.care,
        problem.first_held,
    )


def nothing_held(market: CareMarket) -> CareState:
    """All places empty and too dear for anybody; everybody free."""
    places = len(market.factor)
    return CareState(
        np.full(places, np.inf),
        np.full(places, NOBODY, dtype=np.int32),
        np.zeros(places),
        np.full(market.first_held[-1], NOTHING, dtype=np.int32),
        np.where(np.diff(market.first_held) > 0, 0.0, np.inf),
    )


@compiled
def profit_of(market: CareMarket, state: CareState, place: int) -> float:
    """What the holder of a place gets from it."""
    return market.factor[place] * state.worth[place] - state.price[place]


@compiled
def places_of(market: CareMarket, state: CareState, person: int) -> Numbers:
    """The places that somebody holds, a view."""
    first, size = market.first_held[person], 0
    while first + size < market.first_held[person + 1] and state.held[first + size] != NOTHING:
        size += 1
    return state.held[first : first + size]


@compiled
def release(market: CareMarket, state: CareState, place: int) -> None:
    """Take a place from its holder. Its price stays."""
    person = state.holder[place]
    held = places_of(market, state, person)
    for index in range(len(held)):
        if held[index] == place:
            held[index] = held[-1]
            held[-1] = NOTHING
            break
    state.holder[place] = NOBODY
    state.least[person] = 0.0


@compiled
def seat(market: CareMarket, state: CareState, person: int, place: int, weight: float, price: float) -> None:
    """Give an empty place to a person who has an entry free, at a price."""
    first, last = market.first_held[person], market.first_held[person + 1]
    entry = first + len(places_of(market, state, person))
    state.held[entry], state.holder[place] = place, person
    state.worth[place], state.price[place] = weight, price
    if entry + 1 == last:
        _note_least(market, state, person)


@compiled
def charge_nothing(market: CareMarket, state: CareState) -> None:
    """All prices 0: from here on a profit is what a place is worth."""
    state.price[:] = 0.0
    for person in range(len(state.least)):
        _note_least(market, state, person)


@compiled
def _note_least(market: CareMarket, state: CareState, person: int) -> None:
    held = places_of(market, state, person)
    if len(held) < market.first_held[person + 1] - market.first_held[person]:
        state.least[person] = 0.0
    else:
        state.least[person] = np.inf
        for place in held:
            state.least[person] = min(state.least[person], profit_of(market, state, place))


@compiled
def least_loss(
    market: CareMarket, state: CareState, person: int, opening: int, most: float = np.inf
) -> tuple[float, int]:
    """
    What somebody gives up at least for a place in an opening: the profit of what has to go, and which of the places that
    they hold that is, as bits. Infinite if they cannot have it at all, or only for `most` or more.
    """
    calendar, held = market.calendar, places_of(market, state, person)
    forced, loss = 0, 0.0
    for index in range(len(held)):
        if clash(calendar, market.opening_of[held[index]], opening, market.care.rest[person]):
            forced |= 1 << index
            loss += profit_of(market, state, held[index])
    if loss >= most:
        return np.inf, 0
    if can_keep(market, person, held, forced, opening):
        return loss, forced
    best, best_drop = most, 0
    for drop in range(1, 1 << len(held)):
        if drop & forced == forced and drop != forced:
            loss = 0.0
            for index in range(len(held)):
                if drop >> index & 1:
                    loss += profit_of(market, state, held[index])
            if loss < best and can_keep(market, person, held, drop, opening):
                best, best_drop = loss, drop
    return (best, best_drop) if best < most else (np.inf, 0)


@compiled
def can_keep(market: CareMarket, person: int, held: Numbers | Offsets, drop: int, opening: int) -> bool:
    """Whether somebody can bear an opening beside what they hold without what is dropped; none of it clashes."""
    calendar, care = market.calendar, market.care
    week, minutes, size = calendar.week[opening], calendar.minutes[opening], 1
    for index in range(len(held)):
        if not drop >> index & 1:
            other = market.opening_of[held[index]]
            size += 1
            if calendar.week[other] == week:
                minutes += calendar.minutes[other]
    if size > market.first_held[person + 1] - market.first_held[person] or minutes > care.left[person, week]:
        return False
    if size + care.held_start[person + 1] - care.held_start[person] <= care.in_a_row[person]:
        return True
    kept, size = np.empty(len(held), dtype=np.int32), 0
    for index in range(len(held)):
        if not drop >> index & 1:
            kept[size], size = market.opening_of[held[index]], size + 1
    return not too_many_in_a_row(calendar, care, person, kept[:size], opening)
