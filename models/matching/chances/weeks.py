"""Who is active again next week: outcomes out of days on which people were active."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import date

from models.matching.chances.cells import Cell, fold_of
from models.matching.chances.kinds import ChanceKind
from models.matching.chances.levels import LEVELS
from models.matching.chances.record import capped

LOOK_BACK = 4
TIMES_EDGES = (2, 5)
TENURE_EDGES = (1, 5, 27)
_NAMES = LEVELS[ChanceKind.AGAIN]


def week_number(day: date) -> int:
    """Weeks since the Monday of the year 1: ISO weeks in a row."""
    return (day.toordinal() - 1) // 7


def weekly_outcomes(person: str, days: Mapping[date, int], until: date) -> Iterator[tuple[Cell, bool]]:
    """
    For each week in which somebody was active, whether they were in the next one, as far as that was over by `until`.

    `days`: how often on each day. The record is what became of their earlier weeks.
    """
    times: dict[int, int] = {}
    for day, number in days.items():
        times[week_number(day)] = times.get(week_number(day), 0) + number
    weeks, fold = sorted(times), fold_of(person)
    good = bad = 0
    for place, week in enumerate(weeks):
        if week + 1 >= week_number(until):
            return
        came_again = week + 1 in times
        yield Cell(fold, *capped(good, bad), "", _levels(times[week], weeks, place)), came_again
        good, bad = good + came_again, bad + (not came_again)


def _levels(times: int, weeks: list[int], place: int) -> tuple[str, ...]:
    week = weeks[place]
    recent = place + 1 - bisect_left(weeks, week - LOOK_BACK + 1)
    return (
        _NAMES["times"][sum(times >= edge for edge in TIMES_EDGES)],
        _NAMES["weeks"][recent - 1],
        _NAMES["tenure"][sum(week - weeks[0] >= edge for edge in TENURE_EDGES)],
        _NAMES["before"][_gap(week - weeks[place - 1]) if place else 3],
    )


def _gap(weeks: int) -> int:
    return 0 if weeks == 1 else 1 if weeks <= LOOK_BACK else 2
