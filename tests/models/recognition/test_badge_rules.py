"""How days add up to badges, one by one or all at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.activity.rules.day_work import DayWork
from models.activity.tables import ActivityKind
from models.kernel.ids import id_for
from models.recognition.badge_book import default_badges
from models.recognition.errors import BadgesInvalid
from models.recognition.rules.badges import BadgeRule, BadgeWindow, Days, Measure, count_days, is_near
from models.recognition.rules.parse_badges import parse_badges
from models.recognition.rules.progress import Progress, begin, count_on, from_json, must_begin_anew, to_json

MONDAY = date(2026, 3, 2)
HOME, AWAY = id_for("region:US-NY-061"), id_for("region:US-TX-201")


def rule(measure: Measure, threshold: int, window: BadgeWindow = BadgeWindow.EVER, *kinds: ActivityKind) -> BadgeRule:
    """A badge of that name."""
    words = {"en": measure.value}
    return BadgeRule(f"{measure}_{window}", words, words, measure, frozenset(kinds), window, threshold)


def work(kind: ActivityKind = ActivityKind.COOKING, **changes: Any) -> DayWork:
    """An hour and three meals."""
    return DayWork(kind, HOME, activities=1, minutes=60, quantity=3)._replace(**changes)


def earned(one: BadgeRule, days: dict[int, list[DayWork]]) -> int | None:
    """After how many days it is earned."""
    state = count_days([one], {}, {MONDAY + timedelta(days=number): each for number, each in days.items()})
    on = state[one.code].earned_on
    return None if on is None else (date.fromisoformat(on) - MONDAY).days


@pytest.mark.parametrize(
    ("one", "days", "expected"),
    [
        (rule(Measure.ACTIVITIES, 3), {0: [work()], 4: [work(activities=2)]}, 4),
        (rule(Measure.MINUTES, 180), {0: [work(), work(ActivityKind.DESIGN)], 1: [work()]}, 1),
        (rule(Measure.MINUTES, 180), {0: [work(), work(ActivityKind.DESIGN)]}, None),
        (rule(Measure.MINUTES, 120, BadgeWindow.EVER, ActivityKind.DESIGN), {0: [work(minutes=900)]}, None),
        (rule(Measure.QUANTITY, 6, BadgeWindow.WEEK), {6: [work()], 7: [work()], 13: [work()]}, 13),
        (rule(Measure.QUANTITY, 6, BadgeWindow.DAY), {0: [work()], 1: [work(), work(ActivityKind.DESIGN)]}, 1),
        (rule(Measure.DIFFERENT_KINDS, 2), {0: [work()], 1: [work()], 2: [work(ActivityKind.DESIGN)]}, 2),
        (rule(Measure.DIFFERENT_PLACES, 2), {0: [work()], 5: [work(region_id=AWAY)]}, 5),
        (rule(Measure.DIFFERENT_DAYS, 2, BadgeWindow.MONTH), {29: [work()], 30: [work()], 31: [work()]}, 31),
        (rule(Measure.DAYS_SINCE_FIRST, 30), {0: [work()], 29: [work()], 40: [work()]}, 40),
        (rule(Measure.WEEKS_IN_A_ROW, 3), {0: [work()], 1: [work()], 13: [work()], 14: [work()]}, 14),
        (rule(Measure.WEEKS_IN_A_ROW, 3), {0: [work()], 7: [work()], 21: [work()], 28: [work()]}, None),
        (rule(Measure.ACTIVITIES, 2, BadgeWindow.YEAR), {304: [work()], 305: [work()]}, None),
    ],
)
def test_when_a_badge_is_earned(one: BadgeRule, days: dict[int, list[DayWork]], expected: int | None) -> None:
    assert earned(one, days) == expected


def test_distance_is_shown_only_when_near_and_in_the_present_window() -> None:
    one = rule(Measure.ACTIVITIES, 5, BadgeWindow.WEEK)
    four = count_days([one], {}, {MONDAY: [work(activities=4)]})[one.code]
    assert is_near(one, four, MONDAY + timedelta(days=6))
    assert not is_near(one, four, MONDAY + timedelta(days=7))
    assert not is_near(replace(one, threshold=6), four, MONDAY)
    assert not is_near(one, four._replace(earned_on="2026-03-02"), MONDAY)
    run = rule(Measure.WEEKS_IN_A_ROW, 2)
    assert not is_near(run, count_days([run], {}, {MONDAY: [work()]})[run.code], MONDAY)


RULES = [
    rule(Measure.ACTIVITIES, 4),
    rule(Measure.MINUTES, 200, BadgeWindow.WEEK),
    rule(Measure.DIFFERENT_KINDS, 3, BadgeWindow.MONTH),
    rule(Measure.DIFFERENT_PLACES, 2),
    rule(Measure.DIFFERENT_DAYS, 5),
    rule(Measure.DAYS_SINCE_FIRST, 12),
    rule(Measure.WEEKS_IN_A_ROW, 3),
]
day_works = st.builds(
    DayWork,
    kind=st.sampled_from([ActivityKind.COOKING, ActivityKind.DESIGN, ActivityKind.GREETING]),
    region_id=st.sampled_from([HOME, AWAY]),
    activities=st.integers(1, 3),
    minutes=st.integers(0, 120),
    quantity=st.integers(0, 9),
)
changes = st.lists(st.tuples(st.integers(0, 25), st.lists(day_works, max_size=3), st.integers(0, 3)), max_size=25)


def _told(progress: Progress | None, touched: Sequence[date], ledger: Days) -> Progress | None:
    """What a job does that names these days, after any of the ledger's changes."""
    if must_begin_anew(progress, 1, touched) or progress is None:
        return begin(RULES, 1, ledger)
    days = {on: ledger[on] for on in {*touched, progress.through} if on in ledger}
    return from_json(1, *_kept(count_on(RULES, progress, days)))


def _kept(progress: Progress) -> tuple[date, dict[str, Any]]:
    return progress.through, to_json(progress)


@given(changes, st.randoms(use_true_random=False))
def test_counting_on_is_counting_anew(given_changes: list[tuple[int, list[DayWork], int]], chance: Any) -> None:
    """Days grow, change and vanish; the jobs that tell of it come late, twice, in any order, several at once."""
    ledger: dict[date, list[DayWork]] = {}
    waiting: list[date] = []
    progress: Progress | None = None
    for number, each, delivered in given_changes:
        on = MONDAY + timedelta(days=number)
        ledger[on] = each
        ledger = {day: done for day, done in ledger.items() if done}
        waiting += [on] * chance.choice([1, 1, 2])
        chance.shuffle(waiting)
        told, waiting = waiting[:delivered], waiting[delivered:]
        if told:
            progress = _told(progress, told, ledger)
    for on in waiting:
        progress = _told(progress, [on], ledger)
    assert _result(progress) == _result(begin(RULES, 1, ledger))


def _result(progress: Progress | None) -> dict[str, Any]:
    """What counts of it: no tally at all is a tally of nothing."""
    return {code: tally for code, tally in progress.now.items() if tally.window} if progress else {}


def test_the_badges_that_come_with_us_are_few_and_in_every_language() -> None:
    book = default_badges()
    assert (book.version, len(book.rules)) == (1, 8)
    assert book.rules[0].threshold == 1
    assert all({*one.title} == {*one.text} == {"en", "pl", "ar"} for one in book.rules)


GOOD = {
    "code": "cook",
    "title": {"en": "Cook"},
    "text": {"en": "Cooked."},
    "measure": "minutes",
    "window": "ever",
    "threshold": 60,
}


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({}, "/"),
        ([], "/"),
        ([GOOD] * 21, "/"),
        ([GOOD, GOOD], "1.code"),
        ([GOOD | {"code": "No!"}], "0.code"),
        ([GOOD | {"title": {"pl": "Kuchnia"}}], "0.title"),
        ([GOOD | {"text": {"en": ""}}], "0.text.en"),
        ([GOOD | {"measure": "clicks"}], "0.measure"),
        ([GOOD | {"window": "hour"}], "0.window"),
        ([GOOD | {"threshold": 0}], "0.threshold"),
        ([GOOD | {"kinds": ["flying"]}], "0.kinds"),
        ([GOOD | {"colour": "red"}], "0"),
    ],
)
def test_errors_name_the_field(body: Any, path: str) -> None:
    with pytest.raises(BadgesInvalid) as refusal:
        parse_badges(body)
    assert (refusal.value.path or "/") == path
