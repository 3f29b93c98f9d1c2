"""
The assignment problem with care limits: hours of a week, the way between two shifts, rest, and shifts in a row.

With them it is no flow any more (knapsacks and conflicts), and its linear relaxation not tight: see `certificate.py`.
"""

from dataclasses import dataclass
from typing import NamedTuple

from models.matching.solver.problem import Doubles, Flags, Numbers, Offsets, Problem


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
