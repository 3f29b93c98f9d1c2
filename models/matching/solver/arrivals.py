"""
People who come one by one and choose at once, by prices of another day (posted prices; Agrawal, Wang & Ye 2014).

A price says what a place is worth to those who are still to come, so that nobody takes what others do much better.
"""

import numpy as np

from models.matching.solver.compiled import compiled
from models.matching.solver.market import NOBODY, NOTHING, Market, open_market
from models.matching.solver.problem import Doubles, Numbers, Problem

HASTE = 1.5


def choose_in_turn(problem: Problem, prices: Doubles, order: Numbers, haste: float = HASTE) -> tuple[Numbers, float]:
    """
    Each person, in order, takes the open places of most profit in different slots, as many as they can.

    prices: (places,), of another day; an opening that fills more slowly than people come is cheaper than that, one that
    fills faster is dearer, in proportion: by `haste` times the difference of the two parts (of its places, of people).
    order: positions of people. In the end those of an opening close ranks: the k-th best counts as its k-th match.
    Returns who holds each place, and the value of it all.
    """
    market = open_market(problem)
    holder, worth = np.full(len(prices), NOBODY, dtype=np.int32), np.zeros(len(prices))
    _choose_in_turn(market, prices.copy(), order, holder, worth, haste)
    return holder, _close_ranks(market, holder, worth)


@compiled
def _choose_in_turn(
    market: Market, price: Doubles, order: Numbers, holder: Numbers, worth: Doubles, haste: float
) -> None:
    filled = np.zeros(len(market.slot))
    for turn in range(len(order)):
        person = order[turn]
        places = market.first_held[person + 1] - market.first_held[person]
        slots = np.full(places, NOTHING, dtype=np.int32)
        for entry in range(places):
            place, weight = _favourite(market, price, filled, turn / len(order), haste, person, slots)
            if place == NOTHING:
                break
            opening = market.opening_of[place]
            slots[entry], holder[place], price[place] = market.slot[opening], person, np.inf
            filled[opening] += 1 / (market.first_place[opening + 1] - market.first_place[opening])
            worth[place] = weight


@compiled
def _favourite(
    market: Market, price: Doubles, filled: Doubles, elapsed: float, haste: float, person: int, slots: Numbers
) -> tuple[int, float]:
    """The place of most profit, above 0, outside these slots, and their weight there."""
    best, best_weight, most = NOTHING, 0.0, 0.0
    for pair in range(market.start[person], market.start[person + 1]):
        weight, opening = market.weight[pair], market.opening[pair]
        if (slots == market.slot[opening]).any():
            continue
        dearness = max(0.0, 1.0 + haste * (filled[opening] - elapsed))
        last = market.first_place[opening + 1] if market.newcomer[person] else market.newcomers_from[opening]
        for place in range(market.first_place[opening], last):
            if price[place] == np.inf:
                continue
            profit = market.factor[place] * weight - price[place] * dearness
            if profit > most:
                best, best_weight, most = place, weight, profit
    return best, best_weight


@compiled
def _close_ranks(market: Market, holder: Numbers, worth: Doubles) -> float:
    """Move everybody to the first places of their opening, best first; newcomers make room in the unreserved ones."""
    value = 0.0
    for opening in range(len(market.slot)):
        first, last = market.first_place[opening], market.first_place[opening + 1]
        people, weights = holder[first:last].copy(), worth[first:last].copy()
        holder[first:last], worth[first:last] = NOBODY, 0.0
        others = 0
        for person in people:
            others += person != NOBODY and not market.newcomer[person]
        place, reserved = first, market.newcomers_from[opening]
        for index in np.argsort(-weights, kind="mergesort"):
            person = people[index]
            if person == NOBODY:
                continue
            if market.newcomer[person] and market.newcomers_from[opening] - place <= others:
                to, reserved = reserved, reserved + 1
            else:
                to, place = place, place + 1
                others -= not market.newcomer[person]
            holder[to], worth[to] = person, weights[index]
            value += market.factor[to] * weights[index]
    return value
