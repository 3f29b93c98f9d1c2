"""
Weeks in a row (`rules.md` G10): private, with two earned skips a season, a pause while one is away, and a silent break.

A streak that breaks loudly keeps people from going on, and a reserve lets them persist (Silverman & Barasch, Journal of
Consumer Research 2023; Sharif & Shu, Journal of Marketing Research 2017).
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(days=7)
MOST_SKIPS = 2
WEEKS_FOR_A_SKIP = 3
"""So many weeks of work in a season earn a skip of that season."""


@dataclass(frozen=True, slots=True)
class Streak:
    """How many weeks in a row, whether this week is one of them, the skips at hand, and whether it rests."""

    weeks: int
    this_week: bool
    skips: int
    paused: bool


def monday_of(day: date) -> date:
    """The Monday of a date's ISO week."""
    return day - timedelta(days=day.weekday())


def streak_of(
    active: Collection[date], paused: Collection[date], this_week: date, season_of: Callable[[date], Hashable]
) -> Streak:
    """
    The streak up to the week of `this_week`. All weeks are given by their Mondays; `season_of` names a week's season.

    A week with work counts. One without leaves the streak as it is while the person is paused, or for a skip that was
    earned earlier in its season; else the streak ends, without a word. This week is not over and ends nothing.
    """
    worked = set(active)
    weeks = 0
    earned: Counter[Hashable] = Counter()
    spent: Counter[Hashable] = Counter()
    for monday in _weeks(min(worked, default=this_week), this_week):
        season = season_of(monday)
        if monday in worked:
            weeks += 1
            earned[season] += 1
        elif monday in paused or monday == this_week or not weeks:
            continue
        elif _skips(earned[season], spent[season]):
            spent[season] += 1
        else:
            weeks = 0
    season = season_of(this_week)
    return Streak(weeks, this_week in worked, _skips(earned[season], spent[season]), this_week in paused)


def _skips(weeks_of_work: int, spent: int) -> int:
    return min(weeks_of_work // WEEKS_FOR_A_SKIP, MOST_SKIPS) - spent


def _weeks(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += WEEK
