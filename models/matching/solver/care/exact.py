"""
The last bit of a small problem: the best of all plans, by branch and bound within the gap between plan and bound.

What any plan is short of the bound is a sum: what each person gets less than by their best set at the prices, and the
prices of all places that stay empty. So only sets count by which somebody loses less than the gap (reduced costs;
Nemhauser & Wolsey 1988), and few are left: people choose among theirs one after the other, no place twice, as long as
the sum is below the gap.
"""

from typing import NamedTuple

import numpy as np

from models.matching.solver.care.auction import value_of
from models.matching.solver.care.certificate import MOST_STEPS, best_set
from models.matching.solver.care.limits import clash
from models.matching.solver.care.market import CareMarket, CareState, can_keep, places_of, release, seat
from models.matching.solver.compiled import compiled
from models.matching.solver.problem import Doubles, Flags, Offsets

MOST_PAIRS = 1000
"""Of a problem that is small."""
MOST_OPTIONS, MOST_CHOICES = 20_000, 200_000
"""Of all people together, and of the search: some hundredths of a second at most."""
ROUNDING = 1e-9


class Options(NamedTuple):
    """
    What people may choose. first: (n + 1,), where each person's options start. loss: (options,), against their best one.
    start: (options + 1,), where the places of each start. place, weight: an entry for each place.
    """

    first: Offsets
    loss: Doubles
    start: Offsets
    place: Offsets
    weight: Doubles


def close_gap(market: CareMarket, state: CareState, prices: Doubles) -> bool:
    """Make the plan the best of all, if the problem is small: whether it surely is. All prices in the state are 0."""
    if len(market.opening) > MOST_PAIRS:
        return False
    if len(market.opening) == 0:
        return True
    options, gap = _options_of_all(market, prices, value_of(market, state))
    if options.first[-1] > MOST_OPTIONS:
        return False
    chosen, is_best = _choose(options, prices, gap - ROUNDING)
    if len(chosen) > 0:
        _take(market, state, options, chosen)
    return bool(is_best)


@compiled
def _options_of_all(market: CareMarket, prices: Doubles, value: float) -> tuple[Options, float]:
    """All sets by which somebody loses less than the gap (but not many more than are wanted), and the gap."""
    people = len(market.start) - 1
    best = np.array([_best_of(market, prices, person) for person in range(people)])
    gap = prices.sum() + best.sum() - value
    first, start = np.zeros(people + 1, dtype=np.int64), [0]
    loss, places, weights = [0.0 for _ in range(0)], [0 for _ in range(0)], [0.0 for _ in range(0)]
    for person in range(people):
        if len(loss) <= MOST_OPTIONS:
            _list_options(market, prices, person, best[person], gap + ROUNDING, loss, start, places, weights)
        first[person + 1] = len(loss)
    return Options(first, np.array(loss), np.array(start), np.array(places), np.array(weights)), gap


@compiled
def _best_of(market: CareMarket, prices: Doubles, person: int) -> float:
    """What somebody's best set at these prices brings them."""
    place, _, profit = _offers(market, prices, person, 0.0)
    count = market.first_held[person + 1] - market.first_held[person]
    if len(place) == 0 or count == 0:
        return 0.0
    return best_set(market.calendar, market.care, person, market.opening_of[place], profit, count, MOST_STEPS)[0]


@compiled
def _offers(market: CareMarket, prices: Doubles, person: int, gap: float) -> tuple[Offsets, Doubles, Doubles]:
    """Places that may be somebody's, by which they lose less than the gap: place, weight, profit; the best first."""
    size, most = 0, len(market.factor)
    offered, worth, profit = np.empty(most, dtype=np.int64), np.empty(most), np.empty(most)
    for pair in range(market.start[person], market.start[person + 1]):
        number, weight = market.opening[pair], market.weight[pair]
        end = market.first_place[number + 1] if market.newcomer[person] else market.newcomers_from[number]
        for place in range(market.first_place[number], end):
            if weight * market.factor[place] - prices[place] > -gap:
                offered[size], worth[size] = place, weight
                profit[size], size = weight * market.factor[place] - prices[place], size + 1
    order = np.argsort(-profit[:size], kind="mergesort")
    return offered[order], worth[order], profit[order]


@compiled
def _list_options(
    market: CareMarket,
    prices: Doubles,
    person: int,
    best: float,
    gap: float,
    loss: list[float],
    start: list[int],
    places: list[int],
    weights: list[float],
) -> None:
    """Append all sets that somebody can bear and that bring them more than their best less the gap."""
    place, weight, profit = _offers(market, prices, person, gap)
    count = market.first_held[person + 1] - market.first_held[person]
    total = np.append(0.0, np.cumsum(np.maximum(profit, 0.0)))
    at, worth, chosen = np.zeros(count + 1, dtype=np.int64), np.zeros(count + 1), np.zeros(count, dtype=np.int64)
    depth, is_new = 0, True
    while depth >= 0 and len(loss) <= MOST_OPTIONS:
        if is_new and worth[depth] > best - gap:
            loss.append(best - worth[depth])
            places.extend(place[chosen[:depth]])
            weights.extend(weight[chosen[:depth]])
            start.append(len(places))
        item, is_new = at[depth], False
        at[depth] += 1
        if (
            depth == count
            or item == len(place)
            or worth[depth] + _more(profit, total, item, count - depth) <= best - gap
        ):
            depth -= 1
        elif _fits(market, person, place[chosen[:depth]], market.opening_of[place[item]]):
            chosen[depth], worth[depth + 1], at[depth + 1] = item, worth[depth] + profit[item], item + 1
            depth, is_new = depth + 1, True


@compiled
def _more(profit: Doubles, total: Doubles, item: int, count: int) -> float:
    """What at most `count` of the offers from one on bring at most, at least one of them taken."""
    return profit[item] if profit[item] < 0 else total[min(len(profit), item + count)] - total[item]


@compiled
def _fits(market: CareMarket, person: int, held: Offsets, opening: int) -> bool:
    for place in held:
        if clash(market.calendar, market.opening_of[place], opening, market.care.rest[person]):
            return False
    return can_keep(market, person, held, 0, opening)


@compiled
def _choose(options: Options, prices: Doubles, gap: float) -> tuple[Offsets, bool]:
    """An option for each person so that all lose least, less than the gap (else none); whether all was looked at."""
    people = len(options.first) - 1
    order = np.argsort(np.diff(options.first), kind="mergesort")
    last = _last_who_may(options, order, len(prices))
    taken, is_seated = np.zeros(len(prices), dtype=np.bool_), np.zeros(people, dtype=np.bool_)
    chosen, found = options.first[:-1] - 1, np.empty(0, dtype=np.int64)
    loss, depth = np.zeros(people), 0
    before = prices[last < 0].sum()
    for _ in range(MOST_CHOICES):
        person = order[depth]
        if is_seated[depth]:
            _mark(options, taken, chosen[person], False)
            is_seated[depth] = False
        chosen[person] += 1
        if chosen[person] == options.first[person + 1]:
            chosen[person] = options.first[person] - 1
            depth -= 1
            if depth < 0:
                return found, True
            continue
        lost = (loss[depth - 1] if depth > 0 else before) + options.loss[chosen[person]]
        if lost >= gap or not _is_free(options, taken, chosen[person]):
            continue
        _mark(options, taken, chosen[person], True)
        is_seated[depth] = True
        loss[depth] = lost + prices[(last == depth) & ~taken].sum()
        if loss[depth] >= gap:
            continue
        if depth == people - 1:
            gap, found = loss[depth], chosen.copy()
        else:
            depth += 1
    return found, False


@compiled
def _last_who_may(options: Options, order: Offsets, places: int) -> Offsets:
    """For each place who is the last in the order that has an option with it; -1: nobody has."""
    last = np.full(places, -1)
    for depth in range(len(order)):
        first, end = options.first[order[depth]], options.first[order[depth] + 1]
        last[options.place[options.start[first] : options.start[end]]] = depth
    return last


@compiled
def _is_free(options: Options, taken: Flags, option: int) -> bool:
    return not taken[options.place[options.start[option] : options.start[option + 1]]].any()


@compiled
def _mark(options: Options, taken: Flags, option: int, is_taken: bool) -> None:
    taken[options.place[options.start[option] : options.start[option + 1]]] = is_taken


@compiled
def _take(market: CareMarket, state: CareState, options: Options, chosen: Offsets) -> None:
    """Everybody leaves what they hold for what they chose."""
    for person in range(len(chosen)):
        for place in places_of(market, state, person).copy():
            release(market, state, place)
    for person in range(len(chosen)):
        for index in range(options.start[chosen[person]], options.start[chosen[person] + 1]):
            seat(market, state, person, options.place[index], options.weight[index], 0.0)
