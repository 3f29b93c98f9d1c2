"""What the care limits are: of two openings for one person, and of several."""

import numpy as np

from models.matching.solver.care.problem import Calendar, Care
from models.matching.solver.compiled import compiled
from models.matching.solver.problem import Doubles, Numbers

SPEED_KMH = 30.0
"""Door to door, by the distance as the crow flies: a car in a town, or a train and a walk."""
SLACK_SECONDS = 15 * 60.0
"""To say goodbye, to park, to be there in time; not within one place."""
SAME_PLACE_KM = 0.3
BREAK_SECONDS = 60 * 60.0
"""Less time than this between two shifts is no break: they are in a row."""
_EARTH_RADIUS_KM = 6371.0


@compiled
def seconds_on_the_way(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """How long it takes from one place to another (haversine, Sinnott 1984); 0 where a point is unknown (NaN)."""
    if np.isnan(latitude) or np.isnan(other_latitude):
        return 0.0
    north, east = np.radians(other_latitude - latitude) / 2, np.radians(other_longitude - longitude) / 2
    chord = np.sin(north) ** 2 + np.cos(np.radians(latitude)) * np.cos(np.radians(other_latitude)) * np.sin(east) ** 2
    km = 2 * _EARTH_RADIUS_KM * np.arcsin(np.sqrt(min(1.0, chord)))
    return SLACK_SECONDS + km / SPEED_KMH * 3600 if km > SAME_PLACE_KM else 0.0


@compiled
def clash(calendar: Calendar, one: int, other: int, rest: float) -> bool:
    """Whether nobody who needs so much rest (seconds) can do both: at the same time, too far apart, or too soon."""
    if calendar.slot[one] == calendar.slot[other]:
        return True
    first, then = (one, other) if calendar.start[one] <= calendar.start[other] else (other, one)
    gap = calendar.start[then] - calendar.end[first]
    if gap < 0 or (calendar.late[first] and gap < rest):
        return True
    return gap < seconds_on_the_way(
        calendar.latitude[first], calendar.longitude[first], calendar.latitude[then], calendar.longitude[then]
    )


@compiled
def too_many_in_a_row(calendar: Calendar, care: Care, person: int, openings: Numbers) -> bool:
    """Whether some of these openings stand in a row, with what the person has already, that is too long for them."""
    first, last = care.held_start[person], care.held_start[person + 1]
    size = len(openings) + last - first
    if size <= care.in_a_row[person]:
        return False
    start, end, own = np.empty(size), np.empty(size), np.zeros(size, dtype=np.bool_)
    for index in range(len(openings)):
        start[index], end[index], own[index] = calendar.start[openings[index]], calendar.end[openings[index]], True
    start[len(openings) :], end[len(openings) :] = care.held_from[first:last], care.held_to[first:last]
    return _longest_row(start, end, own) > care.in_a_row[person]


@compiled
def _longest_row(start: Doubles, end: Doubles, own: Numbers) -> int:
    """The most shifts without a break in between, in a row that has one of its own (not only what was there before)."""
    longest, length, has_own, until = 0, 0, False, -np.inf
    for index in np.argsort(start, kind="mergesort"):
        if start[index] - until >= BREAK_SECONDS:
            length, has_own = 0, False
        length, has_own, until = length + 1, has_own or own[index], max(until, end[index])
        if has_own:
            longest = max(longest, length)
    return longest
