"""
Local search after the auction: somebody changes to their best set at the auction's prices, whoever they push out and
whatever they leave finds its best again, and all of it is undone unless the whole is worth more.

With knapsacks prices alone do not lead to the best plan; such chains of exchanges (ejection chains, Glover 1996) close
most of what is left.
"""

import numpy as np

from models.matching.solver.care.auction import best_hire
from models.matching.solver.care.certificate import best_set
from models.matching.solver.care.market import NOBODY, CareMarket, CareState, charge_nothing, places_of, release, seat
from models.matching.solver.compiled import compiled
from models.matching.solver.problem import Doubles, Numbers

SEARCH_STEPS = 300
MOST_REPAIRS = 40
"""After one change: how many people and places may look for something better."""

Journal = list[tuple[int, int, float]]
"""(place, person, weight) for each place that was given, (place, -1 - person, weight) for each that was taken back."""


@compiled
def improve(market: CareMarket, state: CareState, prices: Doubles, epsilon: float, rounds: int) -> int:
    """Let everybody try, in turn, until a whole round brings nothing (or all rounds are over): how many could."""
    charge_nothing(market, state)
    successes = 0
    for _ in range(rounds):
        before = successes
        for person in range(len(market.start) - 1):
            if market.start[person + 1] > market.start[person]:
                successes += _try_for(market, state, person, prices, epsilon)
        if successes == before:
            break
    return successes


@compiled
def shake(market: CareMarket, state: CareState, epsilon: float, tries: int, seed: int) -> int:
    """
    Again and again a few people who could do the same work let go of all they hold and choose anew, one after the other
    in a drawn order (large neighbourhood search, Shaw 1998); kept if the plan is worth more then: how often.
    """
    charge_nothing(market, state)
    np.random.seed(seed)
    successes = 0
    for _ in range(tries):
        journal = [(0, 0, 0.0) for _ in range(0)]
        people, empty = [0 for _ in range(0)], [0 for _ in range(0)]
        group = _some_neighbours(market)
        for person in group:
            for place in places_of(market, state, person).copy():
                _take_back(market, state, place, journal)
        for person in group:
            _settle(market, state, person, np.random.random(), journal, empty)
            people.append(person)
        if _repair(market, state, journal, people, empty, epsilon):
            successes += 1
    return successes


@compiled
def _some_neighbours(market: CareMarket) -> list[int]:
    """Two to six people, drawn, who have openings in common."""
    size = np.random.randint(2, 7)
    group = [0 for _ in range(0)]
    number = np.random.randint(0, len(market.first_candidate) - 1)
    for _ in range(4 * size):
        first, last = market.first_candidate[number], market.first_candidate[number + 1]
        if last > first:
            person = market.candidate[np.random.randint(first, last)]
            if person not in group:
                group.append(person)
            mine = market.start[person], market.start[person + 1]
            number = market.opening[np.random.randint(mine[0], mine[1])]
        else:
            number = np.random.randint(0, len(market.first_candidate) - 1)
        if len(group) == size:
            break
    return group


@compiled
def _try_for(market: CareMarket, state: CareState, person: int, tolls: Doubles, epsilon: float) -> bool:
    """Whether the plan is worth more after this person changed to their best set."""
    places, weights, promise = _best_places(market, state, person, tolls, 0.0)
    if promise <= _worth_of(market, state, person) + epsilon:
        return False
    journal = [(0, 0, 0.0) for _ in range(0)]
    people, empty = [person for _ in range(0)], [person for _ in range(0)]
    _change(market, state, person, places, weights, journal, people, empty)
    return _repair(market, state, journal, people, empty, epsilon)


@compiled
def _repair(
    market: CareMarket, state: CareState, journal: Journal, people: list[int], empty: list[int], epsilon: float
) -> bool:
    for _ in range(MOST_REPAIRS):
        if len(people) > 0:
            _settle(market, state, people.pop(0), 0.0, journal, empty)
        elif len(empty) > 0:
            _hire(market, state, empty.pop(0), epsilon, journal, empty)
        else:
            break
    if _difference(market, journal) > epsilon:
        return True
    _undo(market, state, journal)
    return False


@compiled
def _worth_of(market: CareMarket, state: CareState, person: int) -> float:
    worth = 0.0
    for place in places_of(market, state, person):
        worth += market.factor[place] * state.worth[place]
    return worth


@compiled
def _best_places(
    market: CareMarket, state: CareState, person: int, tolls: Doubles, blind: float
) -> tuple[Numbers, Doubles, float]:
    """Which places somebody would choose, their weights, what they are worth less tolls. Empty and own ones are free."""
    first, last = market.start[person], market.start[person + 1]
    gain, best = np.zeros(last - first), np.full(last - first, NOBODY, dtype=np.int32)
    for pair in range(first, last):
        if blind > 0 and np.random.random() < blind:
            continue
        number, weight = market.opening[pair], market.weight[pair]
        end = market.first_place[number + 1] if market.newcomer[person] else market.newcomers_from[number]
        for place in range(market.first_place[number], end):
            is_free = state.holder[place] == NOBODY or state.holder[place] == person
            this = weight * market.factor[place] - (0.0 if is_free else tolls[place])
            if this > gain[pair - first]:
                gain[pair - first], best[pair - first] = this, place
    order = np.argsort(-gain, kind="mergesort")[: (gain > 0).sum()]
    count = market.first_held[person + 1] - market.first_held[person]
    _, found = best_set(
        market.calendar, market.care, person, market.opening[first:last][order], gain[order], count, SEARCH_STEPS
    )
    chosen = order[found]
    return best[chosen], market.weight[first:last][chosen].astype(np.float64), gain[chosen].sum()


@compiled
def _change(
    market: CareMarket,
    state: CareState,
    person: int,
    places: Numbers,
    weights: Doubles,
    journal: Journal,
    people: list[int],
    empty: list[int],
) -> None:
    """Give somebody exactly these places; who is pushed out is added to `people`, what is left to `empty`."""
    for place in places_of(market, state, person).copy():
        if not (places == place).any():
            _take_back(market, state, place, journal)
            empty.append(place)
    for index in range(len(places)):
        holder = state.holder[places[index]]
        if holder != person:
            if holder != NOBODY:
                _take_back(market, state, places[index], journal)
                people.append(holder)
            _give(market, state, person, places[index], weights[index], journal)


@compiled
def _settle(
    market: CareMarket, state: CareState, person: int, blind: float, journal: Journal, empty: list[int]
) -> None:
    """
    Somebody who was pushed out chooses anew among empty places and what they have left. blind: to which part of what
    they could do, drawn at random, they shut their eyes.
    """
    places, weights, _ = _best_places(market, state, person, np.full(len(state.price), np.inf), blind)
    nobody = [person for _ in range(0)]
    _change(market, state, person, places, weights, journal, nobody, empty)


@compiled
def _hire(market: CareMarket, state: CareState, place: int, epsilon: float, journal: Journal, empty: list[int]) -> None:
    """An empty place takes whoever adds most to the whole; what they leave is added to `empty`."""
    if state.holder[place] != NOBODY:
        return
    person, weight, gain, _, drop = best_hire(market, state, place)
    if gain <= epsilon:
        return
    held = places_of(market, state, person).copy()
    for index in range(len(held)):
        if drop >> index & 1:
            _take_back(market, state, held[index], journal)
            empty.append(held[index])
    _give(market, state, person, place, weight, journal)


@compiled
def _give(market: CareMarket, state: CareState, person: int, place: int, weight: float, journal: Journal) -> None:
    seat(market, state, person, place, weight, 0.0)
    journal.append((place, person, weight))


@compiled
def _take_back(market: CareMarket, state: CareState, place: int, journal: Journal) -> None:
    journal.append((place, -1 - state.holder[place], state.worth[place]))
    release(market, state, place)


@compiled
def _difference(market: CareMarket, journal: Journal) -> float:
    """By how much the plan is worth more after all that."""
    difference = 0.0
    for place, person, weight in journal:
        difference += market.factor[place] * weight * (1.0 if person >= 0 else -1.0)
    return difference


@compiled
def _undo(market: CareMarket, state: CareState, journal: Journal) -> None:
    """The other way round, the last first."""
    for index in range(len(journal) - 1, -1, -1):
        place, person, weight = journal[index]
        if person >= 0:
            release(market, state, place)
        else:
            seat(market, state, -1 - person, place, weight, 0.0)
