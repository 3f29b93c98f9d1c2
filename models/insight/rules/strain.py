"""
Signs that somebody gives too much (`rules.md` M5): an exhausted volunteer gets thanks, and their leader a card.

They are signs for a human being to look at; no machine concludes anything from them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

MOST_DAYS_IN_A_ROW = 3
LEAST_REST = timedelta(hours=8)
MOST_ASKS = 3
"""In 30 days, without an answer to half of them."""


class Sign(StrEnum):
    """What tells of strain."""

    WEEK_OVERFULL = "week_overfull"
    DAYS_IN_A_ROW = "days_in_a_row"
    LITTLE_REST = "little_rest"
    ASKED_A_LOT = "asked_a_lot"


@dataclass(frozen=True, slots=True)
class Worked:
    """A shift that somebody does or did: moments, and the local date of its start."""

    starts_at: datetime
    ends_at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class Strain:
    """A sign and its measure: minutes above the week's limit, days in a row, hours of rest, asks."""

    sign: Sign
    number: int


def strains(shifts: Sequence[Worked], weekly_minutes: int, asks: int, answered: int, today: date) -> list[Strain]:
    """All signs. `shifts` of the last and the next seven days; `asks` of the last 30 days, and how many were answered."""
    over = minutes_of_week(shifts, today) - weekly_minutes
    days, rest = days_in_a_row({shift.on for shift in shifts}), shortest_rest(shifts)
    found = []
    if over > 0:
        found.append(Strain(Sign.WEEK_OVERFULL, over))
    if days > MOST_DAYS_IN_A_ROW:
        found.append(Strain(Sign.DAYS_IN_A_ROW, days))
    if rest is not None and rest < LEAST_REST:
        found.append(Strain(Sign.LITTLE_REST, max(0, int(rest.total_seconds()) // 3600)))
    if asks > MOST_ASKS and answered * 2 < asks:
        found.append(Strain(Sign.ASKED_A_LOT, asks))
    return found


def minutes_of_week(shifts: Sequence[Worked], today: date) -> int:
    """Minutes of the shifts that start in the ISO week of a day."""
    week = today.isocalendar()[:2]
    spans = [shift.ends_at - shift.starts_at for shift in shifts if shift.on.isocalendar()[:2] == week]
    return int(sum(spans, timedelta()).total_seconds()) // 60


def days_in_a_row(days: set[date]) -> int:
    """The longest run of days without a day between."""
    longest = run = 0
    for day in sorted(days):
        run = run + 1 if day - timedelta(days=1) in days else 1
        longest = max(longest, run)
    return longest


def shortest_rest(shifts: Sequence[Worked]) -> timedelta | None:
    """The shortest time between the shifts of one day and those of another; None if there is only one day."""
    ordered = sorted(shifts, key=lambda shift: shift.starts_at)
    rests = [after.starts_at - before.ends_at for before, after in pairwise(ordered) if after.on != before.on]
    return min(rests, default=None)
