"""
The second certificate: how near the best possible a plan comes with all care limits on. Computed from prices alone: it
needs no plan (the solver's local search uses the same search for somebody's best set).

Only the places are priced (Lagrangian relaxation, Held & Karp 1971; Geoffrion 1974): whatever the prices, no plan is
worth more than the sum of all prices plus what everybody would get by choosing freely at those prices the best set of
openings that they can bear. A person's own limits are kept whole: their best set is found by branch and bound, and where
that takes too long, what is left open is bounded from above. So it is a bound in any case.
"""

import numpy as np

from models.matching.solver.care.limits import clash, too_many_in_a_row
from models.matching.solver.care.problem import Calendar, Care, CareProblem
from models.matching.solver.compiled import compiled
from models.matching.solver.problem import Doubles, Flags, Floats, Numbers, Offsets

MOST_STEPS = 5000
"""Of the search for one person's best set."""
ROUNDING = 1e-12
"""By which sums of the same numbers in another order may differ."""


def care_bound(given: CareProblem, prices: Doubles, most_steps: int = MOST_STEPS) -> float:
    """The most that any plan within all limits can be worth. prices: (places,), 0 and up."""
    if (prices < 0).any():
        raise ValueError("Prices below 0 bound nothing.")
    problem, pairs, seats = given.problem, given.problem.pairs, given.problem.seats
    surplus = surplus_of_pairs(
        pairs.start,
        pairs.opening,
        pairs.weight,
        problem.newcomer,
        seats.first_place,
        seats.factor,
        seats.reserved,
        prices,
    )
    free = _choose_freely(given.calendar, given.care, pairs.start, pairs.opening, surplus, problem.count, most_steps)
    return float(prices.sum()) + free


@compiled
def surplus_of_pairs(
    start: Offsets,
    opening: Numbers,
    weight: Floats,
    newcomer: Flags,
    first_place: Numbers,
    factor: Doubles,
    reserved: Numbers,
    price: Doubles,
) -> Doubles:
    """What each pair brings the person in the best place that is open to them: value less price, 0 at least."""
    surplus = np.zeros(len(opening))
    for person in range(len(start) - 1):
        for pair in range(start[person], start[person + 1]):
            number = opening[pair]
            last = first_place[number + 1] if newcomer[person] else first_place[number + 1] - reserved[number]
            for place in range(first_place[number], last):
                surplus[pair] = max(surplus[pair], weight[pair] * factor[place] - price[place])
    return surplus


@compiled
def _choose_freely(
    calendar: Calendar, care: Care, start: Offsets, opening: Numbers, surplus: Doubles, count: Numbers, most_steps: int
) -> float:
    total = 0.0
    for person in range(len(count)):
        span = slice(start[person], start[person + 1])
        wanted = np.flatnonzero(surplus[span] > 0)
        if len(wanted) > 0 and count[person] > 0:
            values = surplus[span][wanted]
            order = np.argsort(-values, kind="mergesort")
            total += best_set(
                calendar, care, person, opening[span][wanted][order], values[order], count[person], most_steps
            )[0]
    return total


@compiled
def best_set(
    calendar: Calendar, care: Care, person: int, opening: Numbers, value: Doubles, count: int, most_steps: int
) -> tuple[float, Numbers]:
    """
    What the best set of some openings is worth to a person who takes at most `count`, and which it is (by index).

    opening, value: the most valuable first, each above 0. Depth first; a branch that cannot beat the best set so far is
    cut. After `most_steps` what is returned is what the best set is worth at most, with the best one that was found.
    """
    size, depth, best = len(opening), 0, 0.0
    open_, sizes = np.empty((count + 1, size), dtype=np.int32), np.zeros(count + 1, dtype=np.int64)
    at, worth = np.zeros(count + 1, dtype=np.int64), np.zeros(count + 1)
    chosen, found = np.empty(count, dtype=np.int32), np.empty(0, dtype=np.int32)
    stamp, stamps = np.zeros(calendar.slot.max() + 1, dtype=np.int64), 0
    left = care.left[person].copy()
    sizes[0] = _still_possible(
        calendar, care.rest[person], left, opening, np.arange(size, dtype=np.int32), -1, open_[0]
    )
    for _ in range(most_steps):
        stamps += 1
        most = worth[depth] + _most_of(
            calendar, opening, value, open_[depth, at[depth] : sizes[depth]], count - depth, stamp, stamps
        )
        if most <= best * (1 + ROUNDING):
            if depth == 0:
                return best * (1 + ROUNDING), found
            depth -= 1
            left[calendar.week[opening[chosen[depth]]]] += calendar.minutes[opening[chosen[depth]]]
            continue
        item = open_[depth, at[depth]]
        at[depth] += 1
        chosen[depth] = item
        if too_many_in_a_row(calendar, care, person, opening[chosen[:depth]], opening[item]):
            continue
        worth[depth + 1] = worth[depth] + value[item]
        left[calendar.week[opening[item]]] -= calendar.minutes[opening[item]]
        rest = open_[depth, at[depth] : sizes[depth]]
        depth += 1
        sizes[depth] = _still_possible(calendar, care.rest[person], left, opening, rest, opening[item], open_[depth])
        at[depth] = 0
        if worth[depth] > best:
            best, found = worth[depth], chosen[:depth].copy()
    return _most_left_open(calendar, opening, value, open_, at, sizes, worth, depth, count, best), found


@compiled
def _still_possible(
    calendar: Calendar, rest: float, left: Numbers, opening: Numbers, items: Numbers, taken: int, kept: Numbers
) -> int:
    """Writes to `kept` the items that do not clash with what was taken (-1: nothing) and fit into their week: how many."""
    size = 0
    for item in items:
        number = opening[item]
        if calendar.minutes[number] <= left[calendar.week[number]] and (
            taken < 0 or not clash(calendar, number, taken, rest)
        ):
            kept[size] = item
            size += 1
    return size


@compiled
def _most_of(
    calendar: Calendar, opening: Numbers, value: Doubles, items: Numbers, count: int, stamp: Offsets, mark: int
) -> float:
    """What at most `count` of the items are worth at most, one of each slot; the most valuable come first."""
    most = 0.0
    for item in items:
        slot = calendar.slot[opening[item]]
        if count > 0 and stamp[slot] != mark:
            stamp[slot], most, count = mark, most + value[item], count - 1
    return most


@compiled
def _most_left_open(
    calendar: Calendar,
    opening: Numbers,
    value: Doubles,
    open_: Numbers,
    at: Offsets,
    sizes: Offsets,
    worth: Doubles,
    depth: int,
    count: int,
    best: float,
) -> float:
    """An upper bound on every branch that was not looked at."""
    stamp = np.zeros(calendar.slot.max() + 1, dtype=np.int64)
    for level in range(depth + 1):
        items = open_[level, at[level] : sizes[level]]
        most = worth[level] + _most_of(calendar, opening, value, items, count - level, stamp, level + 1)
        best = max(best, most)
    return best
