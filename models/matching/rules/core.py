"""
The core of a run as a certified assignment (`solver`): places, one thing at a time, places kept for newcomers.

What is left out of it: care limits, and overlaps of shifts that do not lie in the same slot (`care_core.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.matching.rules.candidates import Candidates
from models.matching.rules.crowd import Crowd
from models.matching.rules.newcomers import newcomer_places
from models.matching.rules.openings import Opening
from models.matching.rules.parts import Part, parts_of
from models.matching.rules.plan import Plan
from models.matching.rules.score import crowding
from models.matching.solver import Pairs, Problem, Seats, solve_problem
from models.matching.solver.problem import Doubles, Numbers

MOST_PLACES = 8
"""What one run plans for one person at most."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a place: its opening (by position), the index among the opening's candidates, and what it is worth."""

    opening: int
    index: int
    value: float


@dataclass(frozen=True, slots=True)
class Core:
    """
    The assignment and its proof: no other is worth more than `bound`; `prices` of each opening's places, in order, are
    what `solver.dual_bound` needs to compute that again.
    """

    holders: list[Holder]
    prices: list[list[float]]
    value: float
    bound: float


def solve_core(plan: Plan) -> Core:
    """The certified assignment of candidates to the free places of their shifts, the best first. Deterministic."""
    parts = parts_of(plan.crowd, [_without_elsewhere(plan, each) for each in plan.candidates])
    problem = form_problem(plan.crowd, [part.candidates for part in parts])
    found = solve_problem(problem)
    holders = sorted(
        holders_of(problem, found.holder, found.worth, plan.candidates, parts),
        key=lambda each: (-each.value, each.opening, each.index),
    )
    first = problem.seats.first_place
    prices: list[list[float]] = [[] for _ in plan.candidates]
    for number, part in enumerate(parts):
        prices[part.origin] += found.prices[first[number] : first[number + 1]].tolist()
    return Core(holders, prices, found.value, found.bound)


def _without_elsewhere(plan: Plan, each: Candidates) -> Candidates:
    return each.only(plan.elsewhere.is_free(each.opening, each.numbers))


def form_problem(crowd: Crowd, candidates: Sequence[Candidates], seats: Seats | None = None) -> Problem:
    """
    People by number, openings by position; a pair for each candidate, worth its score in an empty opening's place.

    seats: the places, where they are not all that the openings have.
    """
    person = np.concatenate([np.zeros(0, dtype=np.int64), *(each.numbers for each in candidates)])
    order = np.argsort(person, kind="stable")
    opening = np.repeat(np.arange(len(candidates), dtype=np.int32), [len(each.numbers) for each in candidates])
    weight = np.concatenate([np.zeros(0), *(each.scores for each in candidates)])
    start = np.concatenate(([0], np.bincount(person, minlength=len(crowd)).cumsum())).astype(np.int64)
    pairs = Pairs(start, opening[order], weight[order].astype(np.float32))
    count = np.full(len(crowd), MOST_PLACES, dtype=np.int32)
    return Problem(pairs, seats or _seats(crowd, candidates), count, crowd.newcomer)


def slots_of_openings(openings: Sequence[Opening]) -> list[int]:
    """
    The slot of each opening, so that any two in one slot overlap in time.

    The fewest points in time that meet every opening (Gavril 1972): again and again the earliest end of those not yet
    met; all that run just before it share a slot.
    """
    slots, slot, until = [0] * len(openings), -1, -np.inf
    for position in sorted(range(len(openings)), key=lambda each: openings[each].end):
        if openings[position].start >= until:
            slot, until = slot + 1, openings[position].end
        slots[position] = slot
    return slots


def _seats(crowd: Crowd, candidates: Sequence[Candidates]) -> Seats:
    """A tenth of the places is reserved for newcomers, as far as there are any who could come."""
    openings = [each.opening for each in candidates]
    newcomers = [int(crowd.newcomer[each.numbers].sum()) for each in candidates]
    return seats_of(openings, [min(pair) for pair in zip(newcomer_places(openings), newcomers, strict=True)])


def seats_of(openings: Sequence[Opening], reserved: Sequence[int]) -> Seats:
    """The free places of openings, of which so many are for newcomers."""
    factors = [crowding(opening.taken + place) for opening in openings for place in range(opening.free)]
    return Seats(
        slot=np.array(slots_of_openings(openings), dtype=np.int32),
        first_place=np.concatenate(([0], np.cumsum([opening.free for opening in openings]))).astype(np.int32),
        factor=np.array(factors, dtype=np.float64),
        reserved=np.array(reserved, dtype=np.int32),
    )


def holders_of(
    problem: Problem, holder: Numbers, worth: Doubles, candidates: Sequence[Candidates], parts: Sequence[Part]
) -> Iterator[Holder]:
    """Who holds each place that is taken. holder, worth: (places,), as in `solver.Plan`; parts: what the problem is of."""
    opening_of = np.repeat(np.arange(len(parts)), np.diff(problem.seats.first_place))
    for place in np.flatnonzero(holder >= 0):
        position = parts[int(opening_of[place])].origin
        value = float(worth[place] * problem.seats.factor[place])
        index = np.flatnonzero(candidates[position].numbers == holder[place])[0]
        yield Holder(position, int(index), value)
