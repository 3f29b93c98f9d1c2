"""Which pairs an auction has to see: a few of each person, by what they would get at given prices."""

import numpy as np

from models.matching.solver.compiled import compiled
from models.matching.solver.problem import Doubles, Flags, Floats, Numbers, Offsets, Pairs, Problem
from models.matching.solver.source import Source


def keep_best(source: Source, prices: Doubles, most: int, slack: float = np.inf) -> Problem:
    """
    The problem with at most `most` pairs of each person: those of most profit (value less price in the best place).

    Pairs that lose `slack` or more are left out too. prices: (places,).
    """
    parts = [_best_of(block, prices, most, slack) for block in source.blocks()]
    start = np.concatenate([np.zeros(1, dtype=np.int64), *(np.diff(part.start) for part in parts)]).cumsum()
    opening = np.concatenate([np.zeros(0, dtype=np.int32), *(part.opening for part in parts)])
    weight = np.concatenate([np.zeros(0, dtype=np.float32), *(part.weight for part in parts)])
    return Problem(Pairs(start, opening, weight), source.seats, source.count, source.newcomer)


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
    for person in range(people):
        size = 0
        for pair in range(start[person], start[person + 1]):
            number = opening[pair]
            last = first_place[number + 1] if newcomer[person] else newcomers_from[number]
            profit = -slack
            for place in range(first_place[number], last):
                profit = max(profit, weight[pair] * factor[place] - price[place])
            if profit > -slack and (size < most or profit > profits[most - 1]):
                size = min(size + 1, most)
                _insert(profits, chosen[end : end + size], profit, pair)
        end += size
        new_start[person + 1] = end
    return new_start, opening[chosen[:end]], weight[chosen[:end]]


@compiled
def _insert(profits: Doubles, chosen: Offsets, profit: float, pair: int) -> None:
    """Into a list that is sorted, the most profitable first; the last one falls out."""
    at = len(chosen) - 1
    while at > 0 and profits[at - 1] < profit:
        profits[at], chosen[at] = profits[at - 1], chosen[at - 1]
        at -= 1
    profits[at], chosen[at] = profit, pair
