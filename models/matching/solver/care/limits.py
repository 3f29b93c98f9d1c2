"""What the care limits are: of two openings for one person, and of several."""

import numpy as np

from models.matching.solver.care.problem import Calendar, Care
from models.matching.solver.compiled import compiled
from models.matching.solver.problem import Numbers

SPEED_KMH = 30.0
"""Door to door, by the distance as the crow flies: a car in a town, or a train and a walk."""
SLACK_SECONDS = 15 * 60.0
"""To say goodbye, to park, to be there in time; not within one place."""
SAME_PLACE_KM = 0.3
BREAK_SECONDS = 60 * 60.0
"""Less time than this between two shifts is no break: they are in a row."""
_EARTH_RADIUS_KM = 6371.0
_SECONDS_A_DEGREE = np.pi / 180 * _EARTH_RADIUS_KM / SPEED_KMH * 3600


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
    return _is_too_far(calendar, first, then, gap)


@compiled
def _is_too_far(calendar: Calendar, first: int, then: int, gap: float) -> bool:
    """Whether the way takes longer than there is. It is never longer than along the meridian, then the parallel."""
    latitude, longitude = calendar.latitude[first], calendar.longitude[first]
    degrees = abs(calendar.latitude[then] - latitude) + abs(calendar.longitude[then] - longitude)
    if gap >= SLACK_SECONDS + degrees * _SECONDS_A_DEGREE:
        return False
    return gap < seconds_on_the_way(latitude, longitude, calendar.latitude[then], calendar.longitude[then])


@compiled
def can_add(calendar: Calendar, care: Care, person: int, openings: Numbers, new: int) -> bool:
    """Whether somebody who could do some openings can do one more."""
    minutes = calendar.minutes[new]
    for opening in openings:
        if clash(calendar, opening, new, care.rest[person]):
            return False
        if calendar.week[opening] == calendar.week[new]:
            minutes += calendar.minutes[opening]
    return minutes <= care.left[person, calendar.week[new]] and not too_many_in_a_row(
        calendar, care, person, openings, new
    )


@compiled
def too_many_in_a_row(calendar: Calendar, care: Care, person: int, openings: Numbers, new: int) -> bool:
    """
    Whether a new opening stands in a row that is too long for somebody, with some openings and what they have already.

    A row is whatever hangs together without a break: it is followed from the new opening to both sides.
    """
    held = care.held_start[person + 1] - care.held_start[person]
    if 1 + len(openings) + held <= care.in_a_row[person]:
        return False
    since, until = calendar.start[new], calendar.end[new]
    length, before = 1, 0
    while length != before and length <= care.in_a_row[person]:
        before, length, start, end = length, 1, since, until
        for opening in openings:
            if _hang_together(start, end, calendar.start[opening], calendar.end[opening]):
                length += 1
                since, until = min(since, calendar.start[opening]), max(until, calendar.end[opening])
        for index in range(care.held_start[person], care.held_start[person + 1]):
            if _hang_together(start, end, care.held_from[index], care.held_to[index]):
                length += 1
                since, until = min(since, care.held_from[index]), max(until, care.held_to[index])
    return length > care.in_a_row[person]


@compiled
def _hang_together(start: float, end: float, other_start: float, other_end: float) -> bool:
    return other_start - end < BREAK_SECONDS and start - other_end < BREAK_SECONDS
