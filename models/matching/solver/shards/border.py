"""
The border: places that people of several shards can reach bid for all of them at one place, once every turn.

What somebody holds at home counts with the profit they get from it, so that a place of the border hires them only if it
gains more than that; the price of a place then tells every shard what it takes to get it.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from models.matching.solver.auction import fair_prices, fill_places
from models.matching.solver.compiled import compiled
from models.matching.solver.market import NOBODY, NOTHING, Market, State, note_least, nothing_sold, open_market
from models.matching.solver.problem import Doubles, Integers, Numbers, Pairs, Problem, Seats
from models.matching.solver.shards.shard import Grants, Offers


class Border(NamedTuple):
    """
    Who holds the places of the border: (places,) each. shard, person: whose, or NOBODY; person by the place in the shard.
    weight: of the holder. price: where the auction stands. fair: prices for the certificate.
    """

    shard: Integers
    person: Integers
    weight: Doubles
    price: Doubles
    fair: Doubles


def nothing_given(seats: Seats) -> Border:
    """All places empty and too dear for anybody."""
    places = len(seats.factor)
    nobody, nothing = np.full(places, NOBODY, dtype=np.int64), np.zeros(places)
    return Border(nobody, nobody.copy(), nothing, np.full(places, np.inf), nothing.copy())


def settle(seats: Seats, before: Border, offers: Sequence[Offers]) -> tuple[Border, list[Grants]]:
    """A turn of the border, given what every shard offers (in the order of their numbers): what it tells each of them."""
    released = np.concatenate([np.zeros(0, dtype=np.int64), *(each.released for each in offers)])
    shard = before.shard.copy()
    shard[released] = NOBODY
    first = np.concatenate(([0], np.cumsum([len(each.people) for each in offers]))).astype(np.int64)
    market = open_market(_problem(seats, offers))
    state = nothing_sold(market)
    places = len(seats.factor)
    state.price[:places] = before.price
    taken = np.flatnonzero(shard != NOBODY)
    _seat(market, state, taken, _positions(offers, first, shard[taken], before.person[taken]), before.weight[taken])
    at_home = np.arange(places, len(state.holder))
    state.price[places:] = 0.0
    _seat(
        market, state, at_home, _holders_at_home(offers, first), np.concatenate([each.held_profit for each in offers])
    )
    fill_places(market, state, float(np.mean([each.epsilon for each in offers])))
    after = _border(state, fair_prices(market, state)[:places], offers, first)
    return after, [_grants(number, each, after, state, places, offers) for number, each in enumerate(offers)]


def _problem(seats: Seats, offers: Sequence[Offers]) -> Problem:
    """Everybody's pairs at the border; each place held at home is an opening of one place that nobody bids for."""
    slots = np.concatenate([each.held_slot for each in offers]).astype(np.int32)
    size = len(slots)
    everything = Seats(
        np.concatenate((seats.slot, slots)),
        np.concatenate((seats.first_place, seats.first_place[-1] + np.arange(1, size + 1, dtype=np.int32))),
        np.concatenate((seats.factor, np.ones(size))),
        np.concatenate((seats.reserved, np.zeros(size, dtype=np.int32))),
    )
    pairs = Pairs(
        np.concatenate([np.zeros(1, dtype=np.int64), *(np.diff(each.start) for each in offers)]).cumsum(),
        np.concatenate([each.opening for each in offers]).astype(np.int32),
        np.concatenate([each.weight for each in offers]),
    )
    count = np.concatenate([each.counts for each in offers])
    return Problem(pairs, everything, count, np.concatenate([each.newcomer for each in offers]))


def _positions(offers: Sequence[Offers], first: Integers, shard: Integers, person: Integers) -> Integers:
    """Where people of shards are among all who are offered."""
    found = np.empty(len(person), dtype=np.int64)
    for number, each in enumerate(offers):
        theirs = shard == number
        found[theirs] = first[number] + np.searchsorted(each.people, person[theirs])
    return found


def _holders_at_home(offers: Sequence[Offers], first: Integers) -> Integers:
    return np.concatenate([each.held_by + before for each, before in zip(offers, first[:-1], strict=True)])


@compiled
def _seat(market: Market, state: State, place: Integers, person: Integers, weight: Doubles) -> None:
    """Put people on places, as they were."""
    for each in range(len(place)):
        for entry in range(market.first_held[person[each]], market.first_held[person[each] + 1]):
            if state.held[entry] == NOTHING:
                state.held[entry] = place[each]
                break
        state.holder[place[each]], state.worth[place[each]] = person[each], weight[each]
        note_least(market, state, person[each])


def _border(state: State, fair: Doubles, offers: Sequence[Offers], first: Integers) -> Border:
    places = len(fair)
    holder: Numbers = state.holder[:places]
    everybody = np.concatenate([each.people for each in offers])
    shard = np.where(holder == NOBODY, NOBODY, np.searchsorted(first, holder, side="right") - 1).astype(np.int64)
    person = np.where(holder == NOBODY, NOBODY, np.append(everybody, 0)[holder])
    return Border(shard, person, state.worth[:places].copy(), state.price[:places].copy(), fair)


def _grants(
    number: int, offered: Offers, border: Border, state: State, places: int, offers: Sequence[Offers]
) -> Grants:
    place = np.flatnonzero(border.shard == number)
    before = places + sum(len(each.held_place) for each in offers[:number])
    left = state.holder[before : before + len(offered.held_place)] == NOBODY
    return Grants(place, border.person[place], border.weight[place], border.price[place], offered.held_place[left])
