"""
What about a person's work asks for somebody to look at it: a look, never a verdict (`rules.md` G8).

Bounds are data (`Formula.plausibility`, and `plausible_per_hour` of each kind); nothing here knows who anybody is.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from models.activity.rules.formula import Formula
from models.activity.rules.standing import (
    CORROBORATING,
    EffectiveActivity,
    Standing,
    is_confirmed,
    is_implausible,
    standing_of,
    units_per_hour,
)
from models.activity.tables import Concern

REACH = timedelta(days=1)
"""Work more than a day apart says nothing about each other."""
HOUR = timedelta(hours=1)
ROUGHLY = timedelta(minutes=15)
"""People round their times; so much is forgiven between two pieces of work."""
ROUND = 5

Place = tuple[float, float]
"""Latitude and longitude, in degrees."""
Distance = Callable[[Place, Place], float]
"""In kilometres."""


class Finding(NamedTuple):
    """A concern about one revision: `measured` against `bound` (see `ActivityFlag`)."""

    client_key: str
    revision: int
    concern: Concern
    measured: int
    bound: int


class Surroundings(NamedTuple):
    """What else has to be known: the places of shifts, how far two are apart, and how many others logged the same."""

    places: Mapping[UUID, Place]
    distance: Distance
    alike: Mapping[str, int]


def find_concerns(
    formula: Formula, activities: Collection[EffectiveActivity], around: Surroundings, judged: Collection[str]
) -> list[Finding]:
    """
    The concerns about one person's activities, for the client keys in `judged`; the others are only context.

    Work that is taken out does not exist here, and what a person has confirmed is only context. Independent of the
    order in which it is given.
    """
    standing = [each for each in activities if standing_of(formula.kinds[each.kind], each) is not Standing.EXCLUDED]
    ordered = sorted(standing, key=lambda each: (each.started_at, each.client_key))
    found = [
        *_rates(formula, ordered),
        *_ways(formula.plausibility.fastest_kmh, ordered, around),
        *_bursts(formula.plausibility.most_an_hour, ordered),
        *_copies(ordered, around.alike),
    ]
    asked = {each.client_key for each in ordered if each.client_key in judged and not is_confirmed(each)}
    return sorted(each for each in found if each.client_key in asked)


def tells_apart(formula: Formula, activity: EffectiveActivity) -> bool:
    """
    Whether a number is large and odd enough that two people do not come to it by chance.

    People heap on multiples of five (Myers 1940, "Errors and bias in the reporting of ages in census data"): a round
    number says nothing. What a check-in or an organizer reports is alike for whole teams. That many equal answers betray
    copies: Kuriakose & Robbins 2016, "Don't get duped: Fraud through duplication in public opinion surveys".
    """
    odd = activity.quantity % ROUND != 0
    return odd and activity.quantity >= formula.plausibility.least_alike and activity.source not in CORROBORATING


def _rates(formula: Formula, activities: Sequence[EffectiveActivity]) -> list[Finding]:
    """
    More units an hour than are possible, such as 26 doors: the checks of speed of survey research (AAPOR 2003,
    "Interviewer falsification in survey research: current best methods for prevention, detection and repair").
    """
    return [
        _finding(each, Concern.RATE, units_per_hour(each.quantity, each.minutes), bound)
        for each in activities
        if is_implausible(formula.kinds[each.kind], each.quantity, each.minutes)
        and (bound := formula.kinds[each.kind].plausible_per_hour) is not None
    ]


def _ways(fastest_kmh: int, activities: Sequence[EffectiveActivity], around: Surroundings) -> list[Finding]:
    """
    Places of consecutive work that are too far apart for the time between: a filter of speed, as for traces of GPS
    (Schuessler & Axhausen 2009, "Processing raw data from GPS devices without additional information": 50 m/s).
    """
    placed = [
        (each, around.places[each.shift_id]) for each in activities if each.shift_id and each.shift_id in around.places
    ]
    found = []
    for (before, here), (after, there) in pairwise(placed):
        between = after.started_at - before.started_at - timedelta(minutes=before.minutes)
        if between > REACH:
            continue
        farthest = fastest_kmh * ((max(between, timedelta(0)) + ROUGHLY) / HOUR)
        if (way := around.distance(here, there)) > farthest:
            found.append(_finding(after, Concern.DISTANCE, round(way), int(farthest)))
    return found


def _bursts(most: int, activities: Sequence[EffectiveActivity]) -> list[Finding]:
    """
    More pieces of work begun within any hour than usual: the scan statistic (Naus 1965, "The distribution of the size
    of the maximum cluster of points on a line") against a fixed bound. Each is measured by its fullest hour.
    """
    fullest = [0] * len(activities)
    first = 0
    for last, each in enumerate(activities):
        while each.started_at - activities[first].started_at >= HOUR:
            first += 1
        for place in range(first, last + 1):
            fullest[place] = max(fullest[place], last + 1 - first)
    return [
        _finding(each, Concern.BURST, count, most)
        for each, count in zip(activities, fullest, strict=True)
        if count > most
    ]


def _copies(activities: Sequence[EffectiveActivity], alike: Mapping[str, int]) -> list[Finding]:
    """What others logged as well, as far as it tells (see `tells_apart`)."""
    return [
        _finding(each, Concern.DUPLICATE, others, 0) for each in activities if (others := alike.get(each.client_key))
    ]


def _finding(activity: EffectiveActivity, concern: Concern, measured: int, bound: int) -> Finding:
    return Finding(activity.client_key, activity.revision, concern, measured, bound)


def days_around(on: date) -> tuple[date, date, date]:
    """The days whose activities may be of concern when something of a day changes."""
    return on - REACH, on, on + REACH
