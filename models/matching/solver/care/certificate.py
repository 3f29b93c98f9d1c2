"""
The second certificate: how near the best possible a plan comes with all care limits on. Computed from prices alone: it
needs no plan (the solver's local search uses the same search for somebody's best set).

Only the places are priced (Lagrangian relaxation, Held & Karp 1971; Geoffrion 1974): whatever the prices, no plan is
worth more than the sum of all prices plus what everybody would get by choosing freely at those prices the best set of
openings that they can bear. A person's own limits are kept whole: their best set is found by branch and bound, and where
that takes too long, what is left open is bounded from above. So it is a bound in any case.
"""

import numpy as np

from models.matching.solver.care.limits import can_add, clash, too_many_in_a_row
from models.matching.solver.care.problem import Calendar, Care, CareProblem, of_each_part
from models.matching.solver.compiled import compiled
from models.matching.solver.problem import Doubles, Flags, Floats, Integers, Numbers, Offsets
from models.matching.solver.pruning import extremes_of

MOST_STEPS = 5000
"""Of the search for one person's best set."""
ROUNDING = 1e-12
"""By which sums of the same numbers in another order may differ."""


def care_bound(given: CareProblem, prices: Doubles, most_steps: int = MOST_STEPS) -> float:
    """The most that any plan within all limits can be worth. prices: (places,), 0 and up."""
    return bound_and_demand(given, prices, most_steps)[0]


def bound_and_demand(given: CareProblem, prices: Doubles, most_steps: int = MOST_STEPS) -> tuple[float, Integers]:
    """The same, and for each place how many people have it in their best set at these prices."""
    if (prices < 0).any():
        raise ValueError("Prices below 0 bound nothing.")
    chosen = of_each_part(given, lambda part: _free_choices(part, prices, most_steps))
    wanted = np.concatenate([places for _, places in chosen])
    return float(prices.sum()) + sum(worth for worth, _ in chosen), np.bincount(wanted, minlength=len(prices))


def _free_choices(given: CareProblem, prices: Doubles, most_steps: int) -> tuple[float, Numbers]:
    problem, pairs, seats = given.problem, given.problem.pairs, given.problem.seats
    return _choose_freely(
        given.calendar,
        given.care,
        pairs.start,
        pairs.opening,
        pairs.weight,
        problem.newcomer,
        problem.count,
        seats.first_place,
        seats.newcomers_from,
        seats.factor,
        prices,
        most_steps,
    )


@compiled
def _choose_freely(
    calendar: Calendar,
    care: Care,
    start: Offsets,
    opening: Numbers,
    weight: Floats,
    newcomer: Flags,
    count: Numbers,
    first_place: Numbers,
    newcomers_from: Numbers,
    factor: Doubles,
    price: Doubles,
    most_steps: int,
) -> tuple[float, Numbers]:
    """What everybody's best set at these prices is worth, together, and all places in those sets."""
    total, size, wanted = 0.0, 0, np.empty(count.sum(), dtype=np.int32)
    largest, cheapest = extremes_of(first_place, factor, price)
    most_pairs = np.append(np.diff(start), 0).max()
    number, place, surplus = (
        np.empty(most_pairs, dtype=np.int32),
        np.empty(most_pairs, dtype=np.int32),
        np.empty(most_pairs),
    )
    for person in range(len(count)):
        found = 0
        for pair in range(start[person], start[person + 1]):
            this = opening[pair]
            if weight[pair] * largest[this] - cheapest[this] <= 0:
                continue  # no place of it brings anything
            last = first_place[this + 1] if newcomer[person] else newcomers_from[this]
            place[found], surplus[found] = best_place(first_place[this], last, weight[pair], factor, price)
            number[found] = this
            found += surplus[found] > 0
        if found > 0 and count[person] > 0:
            order = np.argsort(-surplus[:found], kind="mergesort")
            worth, best = best_set(calendar, care, person, number[order], surplus[order], count[person], most_steps)
            total += worth
            wanted[size : size + len(best)] = place[order[best]]
            size += len(best)
    return total, wanted[:size]


@compiled
def best_place(first: int, last: int, weight: float, factor: Doubles, price: Doubles) -> tuple[int, float]:
    """Which of some places brings most, value less price, and what: 0 at least."""
    best, most = first, 0.0
    for place in range(first, last):
        if weight * factor[place] - price[place] > most:
            best, most = place, weight * factor[place] - price[place]
    return best, most


@compiled
def best_set(
    calendar: Calendar, care: Care, person: int, opening: Numbers, value: Doubles, count: int, most_steps: int
) -> tuple[float, Numbers]:
    """
    What the best set of some openings is worth to a person who takes at most `count`, and which it is (by index).

    opening, value: the most valuable first, each above 0. Depth first; a branch that cannot beat the best set so far is
    cut. After `most_steps` what is returned is what the best set is worth at most, with the best one that was found.
    """
    simple, worth_of_simple = _most_valuable(calendar, care, person, opening, value, count)
    if worth_of_simple >= 0:
        return worth_of_simple * (1 + ROUNDING), simple
    size, depth, best = len(opening), 0, 0.0
    open_, sizes = np.empty((count + 1, size), dtype=np.int32), np.zeros(count + 1, dtype=np.int64)
    at, worth = np.zeros(count + 1, dtype=np.int64), np.zeros(count + 1)
    chosen, found = np.empty(count, dtype=np.int32), np.empty(0, dtype=np.int32)
    numbers, left = np.empty(count, dtype=np.int32), care.left[person].copy()
    sizes[0] = _still_possible(
        calendar, care.rest[person], left, opening, np.arange(size, dtype=np.int32), -1, open_[0]
    )
    for _ in range(most_steps):
        most = worth[depth] + _most_of(
            calendar, opening, value, open_[depth, at[depth] : sizes[depth]], numbers[depth:]
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
    return _most_left_open(calendar, opening, value, open_, at, sizes, worth, depth, numbers, best), found


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
def _most_valuable(
    calendar: Calendar, care: Care, person: int, opening: Numbers, value: Doubles, count: int
) -> tuple[Numbers, float]:
    """The most valuable, one of each slot, if somebody can bear just those: then nothing is better. Else -1 as worth."""
    chosen, numbers, size, worth = (
        np.empty(count, dtype=np.int32),
        np.empty(count, dtype=np.int32),
        0,
        0.0,
    )
    for item in range(len(opening)):
        if size == count:
            break
        if not _has_slot(calendar, numbers[:size], calendar.slot[opening[item]]):
            if not can_add(calendar, care, person, numbers[:size], opening[item]):
                return chosen[:0], -1.0
            chosen[size], numbers[size] = item, opening[item]
            size, worth = size + 1, worth + value[item]
    return chosen[:size], worth


@compiled
def _has_slot(calendar: Calendar, openings: Numbers, slot: int) -> bool:
    index = 0
    while index < len(openings) and calendar.slot[openings[index]] != slot:
        index += 1
    return index < len(openings)


@compiled
def _most_of(calendar: Calendar, opening: Numbers, value: Doubles, items: Numbers, numbers: Numbers) -> float:
    """What as many of the items as there is room for in `numbers` are worth at most, one of each slot; the best first."""
    most, size = 0.0, 0
    for item in items:
        if size == len(numbers):
            break
        if not _has_slot(calendar, numbers[:size], calendar.slot[opening[item]]):
            numbers[size], size, most = opening[item], size + 1, most + value[item]
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
    numbers: Numbers,
    best: float,
) -> float:
    """An upper bound on every branch that was not looked at."""
    for level in range(depth + 1):
        items = open_[level, at[level] : sizes[level]]
        best = max(best, worth[level] + _most_of(calendar, opening, value, items, numbers[level:]))
    return best
