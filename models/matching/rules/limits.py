"""
Hard limits (`rules.md` M1, A5, D): who can do a shift at all. Nothing that comes after may get around them.

Each limit looks at some people, by number, and says who keeps to it.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from models.matching.rules import care
from models.matching.rules.columns import Flags, Integers, Numbers
from models.matching.rules.crowd import DAY_SECONDS, Crowd, column
from models.matching.rules.distances import distances_km
from models.matching.rules.newcomers import first_timers
from models.matching.rules.openings import Opening
from models.people.rules.ages import GUARDED_UNDER
from models.people.rules.availability import part_of, slot_bit

FARTHEST_KM = 25 * 1.609344
"""25 miles (A5)."""
WEEKLY_MINUTES = 20 * 60
"""What a week may bring somebody who named no limit (M5)."""
KM_PER_DEGREE = 111.19
MARGIN_DEGREES = 0.01


class Limit(StrEnum):
    """What can keep somebody from a shift, in the order in which it is looked at."""

    TRAVEL = "travel"
    FROM_HOME = "from_home"
    UNWILLING = "unwilling"
    AGE = "age"
    QUALIFICATION = "qualification"
    EXPERIENCE = "experience"
    PAUSE = "pause"
    AVAILABILITY = "availability"
    BUSY = "busy"
    WAY_BETWEEN = "way_between"
    REST = "rest"
    IN_A_ROW = "in_a_row"
    CARE = "care"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Reach:
    """People by number, ascending, and how far they have to go in km (NaN: remote work, or nobody knows)."""

    numbers: Integers
    km: Numbers

    def only(self, keep: Flags) -> "Reach":
        """Those of them that are flagged."""
        return Reach(self.numbers[keep], self.km[keep])


def within_limits(crowd: Crowd, opening: Opening, without: Collection[Limit] = ()) -> Reach:
    """Everybody who may be matched with a shift, and their distance; `without` some limits: only to count with."""
    reach = everybody(crowd, opening) if Limit.TRAVEL in without else _nearby(crowd, opening)
    for name, keeps in LIMITS.items():
        if name not in without and len(reach.numbers):
            reach = reach.only(keeps(crowd, opening, reach))
    return reach


def everybody(crowd: Crowd, opening: Opening) -> Reach:
    """All people, and their distance."""
    numbers = np.arange(len(crowd))
    if opening.remote or opening.latitude is None or opening.longitude is None:
        return Reach(numbers, np.full(len(crowd), np.nan))
    return Reach(numbers, distances_km(crowd.latitude, crowd.longitude, opening.latitude, opening.longitude))


def _nearby(crowd: Crowd, opening: Opening) -> Reach:
    """All but people who live too far north or south for anybody: most of a country need not be looked at."""
    if opening.remote or opening.latitude is None or opening.longitude is None:
        return everybody(crowd, opening)
    numbers, latitudes = crowd.from_south
    degrees = crowd.farthest_km / KM_PER_DEGREE + MARGIN_DEGREES
    first, after = np.searchsorted(latitudes, (opening.latitude - degrees, opening.latitude + degrees))
    found = np.sort(np.concatenate((numbers[first:after], crowd.homes_unknown)))
    return Reach(
        found, distances_km(crowd.latitude[found], crowd.longitude[found], opening.latitude, opening.longitude)
    )


def _within_travel(crowd: Crowd, opening: Opening, reach: Reach) -> Flags:
    """Not farther than the person goes; where a point is unknown, the same region."""
    if opening.remote:
        return np.ones(len(reach.numbers), dtype=np.bool_)
    same_region = crowd.by_region.begins_with(opening.region_path, reach.numbers)
    return np.where(np.isnan(reach.km), same_region, reach.km <= crowd.maximum_km[reach.numbers])


def _old_enough(crowd: Crowd, opening: Opening, reach: Reach) -> Flags:
    """The age that is certain, as in `people.rules.ages`; unknown is not enough where an age is set."""
    born = crowd.birth_year[reach.numbers]
    known = born > 0
    age = opening.starts_locally(opening.time_zone).year - born - 1
    grown = ~known | (age >= GUARDED_UNDER) | crowd.has_guardian[reach.numbers]
    if opening.minimum_age is None:
        return np.asarray(grown)
    return np.asarray(grown & known & (age >= opening.minimum_age))


def _qualified(crowd: Crowd, opening: Opening, reach: Reach) -> Flags:
    """Has every licence and training that is required, on the last day of the shift too."""
    keeps = np.ones(len(reach.numbers), dtype=np.bool_)
    for qualification_id in opening.qualifications:
        keeps &= column(crowd.qualified_columns, qualification_id).at(reach.numbers) >= opening.last_day
    return keeps


def _experienced(crowd: Crowd, opening: Opening, reach: Reach) -> Flags:
    """A step up is for those who came often enough to what comes before it."""
    if opening.step_up_kind is None:
        return np.ones(len(reach.numbers), dtype=np.bool_)
    ready = column(crowd.times_attended, opening.step_up_kind).at(reach.numbers) >= opening.step_up_times
    return ready & first_timers(crowd, opening, reach.numbers) if opening.first_timers_only else ready


def _not_paused(crowd: Crowd, opening: Opening, reach: Reach) -> Flags:
    return np.asarray(crowd.paused_until[reach.numbers] <= opening.start)


def _available(crowd: Crowd, opening: Opening, reach: Reach) -> Flags:
    """The start falls into a slot in which the person can come; who said nothing always can."""
    wanted = crowd.by_zone.numbers(lambda zone: slot_of(opening, zone), reach.numbers).astype(np.int64)
    slots = crowd.availability[reach.numbers]
    return np.asarray((slots < 0) | ((slots & wanted) > 0))


def slot_of(opening: Opening, time_zone: str) -> int:
    """The bit of the slot in which a shift starts for somebody who lives in that zone."""
    local = opening.starts_locally(time_zone)
    return slot_bit(local.weekday(), part_of(local.hour))


def _free(crowd: Crowd, opening: Opening, reach: Reach) -> Flags:
    """Nothing else at that time."""
    busy, _ = _busy_of(crowd, reach)
    return _without(reach, busy, care.overlap(busy, opening.engagement))


def _gets_there(crowd: Crowd, opening: Opening, reach: Reach) -> Flags:
    """Time for the way from what comes before, and to what comes after."""
    busy, _ = _busy_of(crowd, reach)
    apart = care.too_far_apart(busy, opening.engagement)
    return _without(reach, busy, apart & ~care.overlap(busy, opening.engagement))


def _rested(crowd: Crowd, opening: Opening, reach: Reach) -> Flags:
    """A night's rest after what ends late."""
    busy, whose = _busy_of(crowd, reach)
    tired = care.without_rest(busy, opening.engagement, crowd.rest_seconds[whose])
    return _without(reach, busy, tired & ~care.overlap(busy, opening.engagement))


def _not_too_many_in_a_row(crowd: Crowd, opening: Opening, reach: Reach) -> Flags:
    busy, whose = _busy_of(crowd, reach)
    near = np.abs(busy[:, 1] - opening.start) < DAY_SECONDS
    near &= ~care.overlap(busy, opening.engagement)
    numbers, times = np.unique(whose[near], return_counts=True)
    many = [
        int(number)
        for number in numbers[times >= crowd.in_a_row[numbers]]
        if care.too_many_in_a_row(crowd.engagements_of(number), opening.engagement, int(crowd.in_a_row[number]))
    ]
    return _outside(reach, frozenset(many))


def _busy_of(crowd: Crowd, reach: Reach) -> tuple[Numbers, Integers]:
    """What these people have already, and whose each of it is."""
    some = np.zeros(len(crowd), dtype=np.bool_)
    some[reach.numbers] = True
    rows = np.flatnonzero(some[crowd.busy_numbers])
    return crowd.busy[rows], crowd.busy_numbers[rows]


def _without(reach: Reach, busy: Numbers, rows: Flags) -> Flags:
    """Nobody whose engagement is one of these."""
    return np.asarray(~np.isin(reach.numbers, busy[rows, 0].astype(np.int64)))


def _within_care(crowd: Crowd, opening: Opening, reach: Reach) -> Flags:
    """The week stays within what the person can give."""
    already = column(crowd.minutes_planned, opening.week).at(reach.numbers)
    return np.asarray(already + opening.minutes <= crowd.weekly_minutes[reach.numbers])


def _not_refused(crowd: Crowd, opening: Opening, reach: Reach) -> Flags:
    """No part in this shift yet (given back counts), and no “no” to the task."""
    out = crowd.refused_tasks.get(opening.task_id, frozenset()) | crowd.known_shifts.get(opening.shift_id, frozenset())
    return _outside(reach, out)


def _works_from_home(crowd: Crowd, opening: Opening, reach: Reach) -> Flags:
    return _outside(reach, crowd.not_from_home if opening.remote else frozenset())


def _not_unwilling(crowd: Crowd, opening: Opening, reach: Reach) -> Flags:
    """“Never” to this kind of work."""
    return np.asarray(column(crowd.nevers, opening.kind).at(reach.numbers) == 0)


def _outside(reach: Reach, numbers: frozenset[int]) -> Flags:
    return np.asarray(~np.isin(reach.numbers, sorted(numbers)))


LIMITS: Mapping[Limit, Callable[[Crowd, Opening, Reach], Flags]] = {
    Limit.TRAVEL: _within_travel,
    Limit.FROM_HOME: _works_from_home,
    Limit.UNWILLING: _not_unwilling,
    Limit.AGE: _old_enough,
    Limit.QUALIFICATION: _qualified,
    Limit.EXPERIENCE: _experienced,
    Limit.PAUSE: _not_paused,
    Limit.AVAILABILITY: _available,
    Limit.BUSY: _free,
    Limit.WAY_BETWEEN: _gets_there,
    Limit.REST: _rested,
    Limit.IN_A_ROW: _not_too_many_in_a_row,
    Limit.CARE: _within_care,
    Limit.REFUSED: _not_refused,
}
