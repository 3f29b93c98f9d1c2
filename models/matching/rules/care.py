"""
What a person can bear beside what they have (`rules.md` M5), and the way from one place to another.

Two shifts in two places need the way between them; after one that ends late comes a night's rest (11 hours, as in
Directive 2003/88/EC, Article 3); and no more than two follow each other without a break of an hour.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from models.matching.rules.distances import distances_km
from models.matching.solver.care.limits import BREAK_SECONDS, SAME_PLACE_KM, SLACK_SECONDS, SPEED_KMH
from models.people.rules.care import LEAST_REST_HOURS, MOST_IN_A_ROW

REST_SECONDS = LEAST_REST_HOURS * 3600.0
LATE_FROM, LATE_UNTIL = 21 * 60, 5 * 60
"""Minutes of the day: what ends after 21:00 or before 5:00 ends late."""

Rows = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Engagement(NamedTuple):
    """Something that takes somebody's time: seconds; whether it ends late; degrees (NaN: at home, or nobody knows)."""

    start: float
    end: float
    late: bool
    latitude: float
    longitude: float


COLUMNS = 1 + len(Engagement._fields)
"""Of a table of engagements: the number of the person, then the fields."""


def engagement(
    starts_at: datetime, ends_at: datetime, time_zone: str, point: tuple[float | None, float | None], *, remote: bool
) -> Engagement:
    """A shift as somebody's engagement."""
    local = ends_at.astimezone(ZoneInfo(time_zone))
    minute = local.hour * 60 + local.minute
    late = minute > LATE_FROM or minute < LATE_UNTIL
    latitude, longitude = (np.nan, np.nan) if remote or None in point else point
    return Engagement(starts_at.timestamp(), ends_at.timestamp(), late, float(latitude or 0), float(longitude or 0))


def table_of(rows: Iterable[tuple[int, Engagement]]) -> Rows:
    """A table of engagements: (rows, COLUMNS)."""
    return np.array([(number, *each) for number, each in rows], dtype=np.float64).reshape(-1, COLUMNS)


def overlap(rows: Rows, new: Engagement) -> Flags:
    """Which of these engagements are at the same time."""
    return np.asarray((rows[:, 1] < new.end) & (rows[:, 2] > new.start))


def too_far_apart(rows: Rows, new: Engagement) -> Flags:
    """Which of them leave no time for the way."""
    km = distances_km(rows[:, 4], rows[:, 5], new.latitude, new.longitude)
    way = np.where(km > SAME_PLACE_KM, SLACK_SECONDS + km / SPEED_KMH * 3600, 0.0)
    return np.asarray(_gap(rows, new) < way)


def without_rest(rows: Rows, new: Engagement, rest: Rows | float = REST_SECONDS) -> Flags:
    """Which of them leave no `rest` (in seconds): the one that ends late, and the other too soon after it."""
    first_is_late = np.where(rows[:, 1] <= new.start, rows[:, 3] > 0, new.late)
    return np.asarray(first_is_late & (_gap(rows, new) < rest))


def clashes(rows: Rows, new: Engagement, rest: Rows | float = REST_SECONDS) -> Flags:
    """Which of them exclude the new one, for any of the three."""
    return overlap(rows, new) | too_far_apart(rows, new) | without_rest(rows, new, rest)


def _gap(rows: Rows, new: Engagement) -> Rows:
    """Seconds between each of them and the new one; below 0 where they overlap."""
    return np.where(rows[:, 1] <= new.start, new.start - rows[:, 2], rows[:, 1] - new.end)


def too_many_in_a_row(held: Iterable[Engagement], new: Engagement, most: int = MOST_IN_A_ROW) -> bool:
    """Whether the new one would stand in a row of more than `most` without a break."""
    length, has_new, until = 0, False, -np.inf
    for each in sorted([*held, new], key=lambda one: one.start):
        if each.start - until >= BREAK_SECONDS:
            if has_new:
                return False
            length = 0
        length, has_new, until = length + 1, has_new or each == new, max(until, each.end)
        if has_new and length > most:
            return True
    return False
