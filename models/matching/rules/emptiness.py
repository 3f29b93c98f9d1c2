"""
Why a shift stays empty: what each hard limit takes away, and what loosening one would bring.

Counts only; nobody is named. People whom the reader may not look up are counted in fives, rounded down, so that no
count and no difference of two counts speaks of fewer (`rules.md` D).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np

from models.matching.rules.columns import Flags, Integers
from models.matching.rules.crowd import Crowd
from models.matching.rules.limits import LIMITS, Limit, everybody, within_limits
from models.matching.rules.openings import Opening
from models.people.rules.availability import DayPart

FEWEST = 5
RADII_KM = (10, 20, 30, 40)
MOST_TIMES = 3
CARE_LIMITS = (Limit.WAY_BETWEEN, Limit.REST, Limit.IN_A_ROW, Limit.CARE)
"""What only looks after people: they are not broken, but one may see what they cost."""
HOUR_OF = {DayPart.MORNING: 10, DayPart.AFTERNOON: 14, DayPart.EVENING: 18}


@dataclass(frozen=True, slots=True)
class LimitEffect:
    """People whom a limit keeps out: looked at after the limits before it, and looked at alone."""

    limit: Limit
    in_turn: int
    alone: int


@dataclass(frozen=True, slots=True)
class Loosening:
    """
    How many more people there would be without a limit: for those of care, whom nothing else keeps out. `km`: within so
    many; `starts_at`: at another time; `qualification_id`: without that licence or training.
    """

    limit: Limit
    people: int
    km: int | None = None
    starts_at: datetime | None = None
    qualification_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Emptiness:
    """People who were looked at, who are within all limits, what keeps the others out, what would bring more."""

    looked_at: int
    possible: int
    effects: Sequence[LimitEffect]
    loosenings: Sequence[Loosening]


def why_empty(crowd: Crowd, opening: Opening, readable: Flags, now: datetime) -> Emptiness:
    """Limits that keep nobody out and loosenings that bring nobody are left out; `readable`: whom the reader sees."""
    within = within_limits(crowd, opening).numbers
    effects = [each for each in _effects(crowd, opening, readable) if each.in_turn or each.alone]
    loosenings = [each for each in _loosenings(crowd, opening, readable, within, now) if each.people]
    return Emptiness(
        looked_at=count(np.arange(len(crowd)), readable),
        possible=count(within, readable),
        effects=effects,
        loosenings=loosenings,
    )


def count(numbers: Integers, readable: Flags) -> int:
    """How many of these people there are (at least): whoever cannot be read counts only in fives."""
    seen = int(readable[numbers].sum())
    return seen + (len(numbers) - seen) // FEWEST * FEWEST


def _effects(crowd: Crowd, opening: Opening, readable: Flags) -> Iterator[LimitEffect]:
    all_of_them = left = everybody(crowd, opening)
    for limit, keeps in LIMITS.items():
        in_turn, alone = keeps(crowd, opening, left), keeps(crowd, opening, all_of_them)
        yield LimitEffect(limit, count(left.numbers[~in_turn], readable), count(np.flatnonzero(~alone), readable))
        left = left.only(in_turn)


def _loosenings(
    crowd: Crowd, opening: Opening, readable: Flags, within: Integers, now: datetime
) -> Iterator[Loosening]:
    def more(numbers: Integers) -> int:
        return count(np.setdiff1d(numbers, within), readable)

    if opening.minimum_age is not None:
        younger = within_limits(crowd, replace(opening, minimum_age=None)).numbers
        yield Loosening(Limit.AGE, more(younger))
    for qualification_id in opening.qualifications:
        free = within_limits(crowd, _without_qualification(opening, qualification_id)).numbers
        yield Loosening(Limit.QUALIFICATION, more(free), qualification_id=qualification_id)
    for km in RADII_KM if _has_place(opening) else ():
        yield Loosening(Limit.TRAVEL, more(_if_brought(crowd, opening, km)), km=km)
    for limit in (*CARE_LIMITS, *((Limit.EXPERIENCE,) if opening.step_up_kind else ())):
        spared = within_limits(crowd, opening, without={limit}).numbers
        yield Loosening(limit, more(spared))
    times = [
        Loosening(Limit.AVAILABILITY, more(numbers), starts_at=at) for at, numbers in _at_times(crowd, opening, now)
    ]
    yield from sorted(times, key=lambda each: (-each.people, each.starts_at))[:MOST_TIMES]


def _without_qualification(opening: Opening, dropped: UUID) -> Opening:
    left = {each: labels for each, labels in opening.qualifications.items() if each != dropped}
    return replace(opening, qualifications=left)


def _has_place(opening: Opening) -> bool:
    return not opening.remote and opening.latitude is not None


def _if_brought(crowd: Crowd, opening: Opening, km: float) -> Integers:
    """Who could come if the way did not count up to a distance: somebody gives them a lift."""
    reach = within_limits(crowd, opening, without={Limit.TRAVEL})
    return reach.only(reach.km <= km).numbers


def _at_times(crowd: Crowd, opening: Opening, now: datetime) -> Iterator[tuple[datetime, Integers]]:
    """The other thirds of the days around the shift, as far as they are still to come, and who could come then."""
    local = opening.starts_at.astimezone(ZoneInfo(opening.time_zone))
    monday = local.date() - timedelta(days=local.weekday())
    for day in range(7):
        for hour in HOUR_OF.values():
            date = monday + timedelta(days=day)
            starts_at = datetime(date.year, date.month, date.day, hour, tzinfo=ZoneInfo(opening.time_zone))
            if starts_at > now:
                moved = replace(opening, starts_at=starts_at, ends_at=starts_at + (opening.ends_at - opening.starts_at))
                yield starts_at, within_limits(crowd, moved).numbers
