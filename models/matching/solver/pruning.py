"""Which pairs an auction has to see: a few of each person, by what they would get at given prices."""

import numpy as np

from models.matching.solver.compiled import compiled
from models.matching.solver.problem import Doubles, Flags, Floats, Numbers, Offsets, Pairs, Problem
from models.matching.solver.source import Source, joined, of_each_block


def keep_best(source: Source, prices: Doubles, most: int, slack: float = np.inf) -> Problem:
    """
    The problem with at most `most` pairs of each person: those of most profit (value less price in the best place).

    Pairs that lose `slack` or more are left out too. prices: (places,).
    """
    parts = of_each_block(source, lambda block: _best_of(block, prices, most, slack))
    return Problem(joined(parts), source.seats, source.count, source.newcomer)


def _best_of(block: Problem, prices: Doubles, most: int, slack: float) -> Pairs:
    pairs, seats = block.pairs, block.seats
    newcomers_from = seats.first_place[1:] - seats.reserved
    return Pairs(
        *_select(
            pairs.start,
            pairs.opening,
            pairs.weight,
            block.newcomer,
            seats.first_place,
            newcomers_from,
            seats.factor,
            prices,
            most,
            slack,
        )
    )


@compiled
def _select(
    start: Offsets,
    opening: Numbers,
    weight: Floats,
    newcomer: Flags,
    first_place: Numbers,
    newcomers_from: Numbers,
    factor: Doubles,
    price: Doubles,
    most: int,
    slack: float,
) -> tuple[Offsets, Numbers, Floats]:
    people, end = len(start) - 1, 0
    new_start = np.zeros(people + 1, dtype=np.int64)
    chosen = np.empty(min(len(opening), people * most), dtype=np.int64)
    profits = np.empty(most)
    largest, cheapest = extremes_of(first_place, factor, price)
    for person in range(people):
        size, enough = 0, -slack
        for pair in range(start[person], start[person + 1]):
            number = opening[pair]
            if weight[pair] * largest[number] - cheapest[number] <= enough:
                continue  # no place of it can be among the best: most pairs need no look at places
            last = first_place[number + 1] if newcomer[person] else newcomers_from[number]
            profit = enough
            for place in range(first_place[number], last):
                profit = max(profit, weight[pair] * factor[place] - price[place])
            if profit > enough:
                size = min(size + 1, most)
                _insert(profits, chosen[end : end + size], profit, pair)
                enough = profits[most - 1] if size == most else -slack
        end += size
        new_start[person + 1] = end
    return new_start, opening[chosen[:end]], weight[chosen[:end]]


@compiled
def extremes_of(first_place: Numbers, factor: Doubles, price: Doubles) -> tuple[Doubles, Doubles]:
    """For each opening the largest factor and the lowest price of its places."""
    largest, cheapest = np.zeros(len(first_place) - 1), np.full(len(first_place) - 1, np.inf)
    for number in range(len(first_place) - 1):
        for place in range(first_place[number], first_place[number + 1]):
            largest[number], cheapest[number] = max(largest[number], factor[place]), min(cheapest[number], price[place])
    return largest, cheapest


@compiled
def _insert(profits: Doubles, chosen: Offsets, profit: float, pair: int) -> None:
    """Into a list that is sorted, the most profitable first; the last one falls out."""
    at = len(chosen) - 1
    while at > 0 and profits[at - 1] < profit:
        profits[at], chosen[at] = profits[at - 1], chosen[at - 1]
        at -= 1
    profits[at], chosen[at] = profit, pair
