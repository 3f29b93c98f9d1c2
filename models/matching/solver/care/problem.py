"""
The assignment problem with care limits: hours of a week, the way between two shifts, rest, and shifts in a row.

With them it is no flow any more (knapsacks and conflicts), and its linear relaxation not tight: see `certificate.py`.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from models.matching.solver.problem import Doubles, Flags, Numbers, Offsets, Pairs, Problem

PEOPLE_A_PART = 1 << 14
Result = TypeVar("Result")


class Calendar(NamedTuple):
    """
    When and where the m openings are, one array for each fact.

    start, end: seconds. late: whether it ends late (then comes a rest). latitude, longitude: degrees; NaN: done from
    home, or nobody knows where, so that no way is counted. week: 0 to w - 1. minutes: what it takes of its week. slot: as
    in `Seats`; two openings of one slot exclude each other.
    """

    start: Doubles
    end: Doubles
    late: Flags
    latitude: Doubles
    longitude: Doubles
    week: Numbers
    minutes: Numbers
    slot: Numbers


class Care(NamedTuple):
    """
    What the n people can bear, one array for each fact.

    left: (n, w), minutes that each week may still bring. rest: seconds of rest after a late shift. in_a_row: how many
    shifts may follow each other without a break. held_start, held_from, held_to: what they have already (seconds), in
    compressed rows: it counts towards shifts in a row; pairs that clash with it must not be in the problem.
    """

    left: Numbers
    rest: Doubles
    in_a_row: Numbers
    held_start: Offsets
    held_from: Doubles
    held_to: Doubles


@dataclass(frozen=True, slots=True)
class CareProblem:
    """Pairs, places and counts as ever; beside them the calendar of the openings and what people can bear."""

    problem: Problem
    calendar: Calendar
    care: Care

    def people(self, first: int, last: int) -> "CareProblem":
        """The problem of some people only; nothing is copied."""
        problem, pairs, care = self.problem, self.problem.pairs, self.care
        span, some = slice(pairs.start[first], pairs.start[last]), slice(first, last)
        own = Pairs(pairs.start[first : last + 1] - span.start, pairs.opening[span], pairs.weight[span])
        return CareProblem(
            Problem(own, problem.seats, problem.count[some], problem.newcomer[some]),
            self.calendar,
            care._replace(
                left=care.left[some],
                rest=care.rest[some],
                in_a_row=care.in_a_row[some],
                held_start=care.held_start[first : last + 1],
            ),
        )


def of_each_part(given: CareProblem, function: Callable[[CareProblem], Result]) -> list[Result]:
    """What a function makes of some people at a time, in their order, on all cores: compiled loops allow that."""
    size = len(given.problem)
    if size <= PEOPLE_A_PART:
        return [function(given)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(
            pool.map(
                lambda first: function(given.people(first, min(size, first + PEOPLE_A_PART))),
                range(0, size, PEOPLE_A_PART),
            )
        )
