"""
Hard limits (`rules.md` M1, A5, D): who can do a shift at all. Nothing that comes after may get around them.

Each limit looks at some people, by number, and says who keeps to it.
"""

from dataclasses import dataclass

import numpy as np

from models.matching.rules.crowd import Crowd, Flags, Integers, Numbers
from models.matching.rules.openings import Opening
from models.people.rules.ages import GUARDED_UNDER
from models.people.rules.availability import part_of, slot_bit
from models.regions.rules.distance import EARTH_RADIUS_KM

FARTHEST_KM = 25 * 1.609344
"""25 miles (A5)."""
WEEKLY_MINUTES = 20 * 60
"""What a week may bring somebody who named no limit (M5)."""


@dataclass(frozen=True, slots=True)
class Reach:
    """People by number, ascending, and how far they have to go in km (NaN: remote work, or nobody knows)."""

    numbers: Integers
    km: Numbers

    def only(self, keep: Flags) -> "Reach":
        """Those of them that are flagged."""
        return Reach(self.numbers[keep], self.km[keep])


def within_limits(crowd: Crowd, opening: Opening) -> Reach:
    """Everybody who may be matched with a shift, and their distance."""
    reach = _within_travel(crowd, opening)
    for limit in (_old_enough, _not_paused, _available, _free, _within_care, _not_refused):
        reach = reach.only(limit(crowd, opening, reach.numbers))
    return reach


def _within_travel(crowd: Crowd, opening: Opening) -> Reach:
    everybody = np.arange(len(crowd))
    if opening.remote:
        return Reach(everybody, np.full(len(crowd), np.nan))
    same_region = crowd.by_region.flags(lambda path: path.startswith(opening.region_path))
    if opening.latitude is None or opening.longitude is None:
        return Reach(everybody[same_region], np.full(int(same_region.sum()), np.nan))
    km = distances_km(crowd.latitude, crowd.longitude, opening.latitude, opening.longitude)
    unknown = np.isnan(km)
    keep = np.where(unknown, same_region, km <= crowd.maximum_km)
    return Reach(everybody[keep], km[keep])


def distances_km(
    latitudes: Numbers, longitudes: Numbers, latitude: float | Numbers, longitude: float | Numbers
) -> Numbers:
    """Great-circle distances by the haversine formula (Sinnott 1984); NaN where a point is unknown."""
    north = np.radians(latitudes - latitude) / 2
    east = np.radians(longitudes - longitude) / 2
    chord = np.sin(north) ** 2 + np.cos(np.radians(latitudes)) * np.cos(np.radians(latitude)) * np.sin(east) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, chord))))


def _old_enough(crowd: Crowd, opening: Opening, numbers: Integers) -> Flags:
    """The age that is certain, as in `people.rules.ages`; unknown is not enough where an age is set."""
    born = crowd.birth_year[numbers]
    known = born > 0
    age = opening.starts_locally(opening.time_zone).year - born - 1
    grown = ~known | (age >= GUARDED_UNDER) | crowd.has_guardian[numbers]
    if opening.minimum_age is None:
        return np.asarray(grown)
    return np.asarray(grown & known & (age >= opening.minimum_age))


def _not_paused(crowd: Crowd, opening: Opening, numbers: Integers) -> Flags:
    return np.asarray(crowd.paused_until[numbers] <= opening.start)


def _available(crowd: Crowd, opening: Opening, numbers: Integers) -> Flags:
    """The start falls into a slot in which the person can come; who said nothing always can."""
    wanted = crowd.by_zone.numbers(lambda zone: slot_of(opening, zone))
    slots = crowd.availability[numbers]
    return np.asarray((slots < 0) | ((slots & wanted[numbers]) > 0))


def slot_of(opening: Opening, time_zone: str) -> int:
    """The bit of the slot in which a shift starts for somebody who lives in that zone."""
    local = opening.starts_locally(time_zone)
    return slot_bit(local.weekday(), part_of(local.hour))


def _free(crowd: Crowd, opening: Opening, numbers: Integers) -> Flags:
    """Nothing else at that time."""
    overlapping = (crowd.busy[:, 1] < opening.end) & (crowd.busy[:, 2] > opening.start)
    busy = crowd.busy[overlapping, 0].astype(np.int64)
    return np.asarray(~np.isin(numbers, busy))


def _within_care(crowd: Crowd, opening: Opening, numbers: Integers) -> Flags:
    """The week stays within what the person can give."""
    minutes = np.zeros(len(crowd), dtype=np.int64)
    for number, already in crowd.minutes_in_week.get(opening.week, {}).items():
        minutes[number] = already
    return np.asarray(minutes[numbers] + opening.minutes <= crowd.weekly_minutes[numbers])


def _not_refused(crowd: Crowd, opening: Opening, numbers: Integers) -> Flags:
    """No part in this shift yet (given back counts), and no “no” to the task."""
    out = crowd.refused_tasks.get(opening.task_id, frozenset()) | crowd.known_shifts.get(opening.shift_id, frozenset())
    return np.asarray(~np.isin(numbers, sorted(out)))
