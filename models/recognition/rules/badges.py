"""What a badge is given for (`rules.md` G11): data, and how a person's days add up to it, one after the other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from models.activity.rules.day_work import DayWork
from models.activity.tables import ActivityKind

Words = Mapping[str, str]
"""By language; `en` is always there."""
NEAR = 80
"""From so many hundredths of the way on, the distance is shown."""


class Measure(StrEnum):
    """What is counted within the window."""

    ACTIVITIES = "activities"
    MINUTES = "minutes"
    QUANTITY = "quantity"
    WEEKS_IN_A_ROW = "weeks_in_a_row"
    DIFFERENT_KINDS = "different_kinds"
    DIFFERENT_PLACES = "different_places"
    DIFFERENT_DAYS = "different_days"
    DAYS_SINCE_FIRST = "days_since_first"


class BadgeWindow(StrEnum):
    """Over which time; local dates, ISO weeks."""

    EVER = "ever"
    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class BadgeRule:
    """One badge: `threshold` of `measure` within one `window`, by work of `kinds` (of any, if empty)."""

    code: str
    title: Words
    text: Words
    measure: Measure
    kinds: frozenset[ActivityKind]
    window: BadgeWindow
    threshold: int


class Tally(NamedTuple):
    """
    How far a badge is: `value` within the window that began on `window`; `keys` are what was counted once (kinds,
    places, the first day, the last week). Dates are ISO texts, for it is kept as JSON. Once earned, it stays as it is.
    """

    window: str = ""
    value: int = 0
    keys: tuple[str, ...] = ()
    earned_on: str | None = None


State = dict[str, Tally]
"""By code of the badge."""
Days = Mapping[date, Sequence[DayWork]]


def start_of(window: BadgeWindow, on: date) -> str:
    """The first day of the window that holds a date; the same for all dates if there is no end to it."""
    starts = {
        BadgeWindow.EVER: date.min,
        BadgeWindow.YEAR: on.replace(month=1, day=1),
        BadgeWindow.MONTH: on.replace(day=1),
        BadgeWindow.WEEK: on - timedelta(days=on.weekday()),
        BadgeWindow.DAY: on,
    }
    return starts[window].isoformat()


def count_days(rules: Iterable[BadgeRule], state: State, days: Days) -> State:
    """The state after more days, which all come after those that were counted. Days without work change nothing."""
    after = dict(state)
    for rule in rules:
        tally = after.get(rule.code, Tally())
        for on in sorted(days):
            tally = _count_day(rule, tally, on, days[on])
        after[rule.code] = tally
    return after


def _count_day(rule: BadgeRule, tally: Tally, on: date, work: Sequence[DayWork]) -> Tally:
    mine = [one for one in work if not rule.kinds or one.kind in rule.kinds]
    if tally.earned_on is not None or not mine:
        return tally
    window = start_of(rule.window, on)
    value, keys = _grown(rule.measure, tally if tally.window == window else Tally(), on, mine)
    return Tally(window, value, keys, on.isoformat() if value >= rule.threshold else None)


def _grown(measure: Measure, tally: Tally, on: date, work: Sequence[DayWork]) -> tuple[int, tuple[str, ...]]:
    """The value and the keys with one more day."""
    if measure is Measure.WEEKS_IN_A_ROW:
        return _another_week(tally, on)
    if measure is Measure.DAYS_SINCE_FIRST:
        first = tally.keys[0] if tally.keys else on.isoformat()
        return (on - date.fromisoformat(first)).days, (first,)
    if measure is Measure.DIFFERENT_DAYS:
        return tally.value + 1, ()
    if measure in (Measure.DIFFERENT_KINDS, Measure.DIFFERENT_PLACES):
        by_kind = measure is Measure.DIFFERENT_KINDS
        keys = {*tally.keys, *(str(one.kind.value if by_kind else one.region_id) for one in work)}
        return len(keys), tuple(sorted(keys))
    return tally.value + sum(getattr(one, measure.value) for one in work), ()


def _another_week(tally: Tally, on: date) -> tuple[int, tuple[str, ...]]:
    monday = start_of(BadgeWindow.WEEK, on)
    last = tally.keys[0] if tally.keys else None
    if last == monday:
        return tally.value, tally.keys
    before = (date.fromisoformat(monday) - timedelta(days=7)).isoformat()
    return (tally.value + 1 if last == before else 1), (monday,)


def is_near(rule: BadgeRule, tally: Tally, today: date) -> bool:
    """Whether a badge that is still to come in the present window is so near that the distance may be shown."""
    if tally.earned_on is not None or tally.window != start_of(rule.window, today):
        return False
    if rule.measure is Measure.WEEKS_IN_A_ROW:
        last_week = start_of(BadgeWindow.WEEK, today - timedelta(days=7))
        return tally.keys[0] >= last_week and tally.value * 100 >= NEAR * rule.threshold
    return tally.value * 100 >= NEAR * rule.threshold
