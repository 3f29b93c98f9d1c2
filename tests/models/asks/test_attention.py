"""Attention is a budget."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.asks.learning.recovery import WINDOWS
from models.asks.rules.attention import (
    BEGINNING,
    MONTH,
    PastAsk,
    Unheard,
    attention_left,
    when_free,
    why_unheard,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def days(number: int) -> timedelta:
    return timedelta(days=number)


def asked(*days_ago: float, answered: bool = False) -> list[PastAsk]:
    return [PastAsk(NOW - timedelta(days=days), answered) for days in days_ago]


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        ([], None),
        (asked(2.9), Unheard.QUIET_DAYS),
        (asked(3), None),
        (asked(3.5, 6.9), Unheard.WEEK_FULL),
        (asked(3.5, 7), None),
        (asked(8, 12, 16, 20, 24, answered=True), Unheard.MONTH_FULL),
        (asked(8, 12, 16, 20), Unheard.BUDGET_SPENT),
        (asked(8, 12, 16) + asked(20, answered=True), Unheard.BUDGET_SPENT),
        (asked(8, 12) + asked(16, 20, answered=True), None),
        (asked(30, 31, 32, 33, 34, 35), None),
    ],
)
def test_each_limit_holds_from_its_exact_moment(past: list[PastAsk], expected: Unheard | None) -> None:
    assert why_unheard(past, NOW) == expected


def test_a_campaign_whose_people_recover_sooner_forgets_sooner() -> None:
    assert attention_left(asked(5, 9, 11), NOW, days(10)) == 2
    assert why_unheard(asked(8, 12, 16, 20), NOW, days(14)) is None
    assert why_unheard(asked(8, 15, 31, 44), NOW) is None
    assert why_unheard(asked(8, 15, 31, 44), NOW, days(45)) is Unheard.BUDGET_SPENT
    assert when_free(asked(8, 15, 31, 44), days(45)) == (NOW + days(1), Unheard.BUDGET_SPENT)


def test_an_ask_costs_one_and_an_answer_refunds_half() -> None:
    assert attention_left([], NOW) == 4
    assert attention_left(asked(5), NOW) == 3
    assert attention_left(asked(5, answered=True), NOW) == 3.5
    assert attention_left(asked(31), NOW) == 4


past_asks = st.lists(
    st.builds(
        PastAsk,
        st.timedeltas(timedelta(0), timedelta(days=60)).map(lambda age: NOW - age),
        st.booleans(),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(past_asks)
def test_whoever_is_asked_stays_within_every_cap(past: list[PastAsk]) -> None:
    if why_unheard(past, NOW) is not None:
        return
    after = [*past, PastAsk(NOW, answered=False)]
    assert sum(NOW - ask.asked_at < timedelta(days=3) for ask in after) == 1
    assert sum(NOW - ask.asked_at < timedelta(days=7) for ask in after) <= 2
    assert sum(NOW - ask.asked_at < MONTH for ask in after) <= 5
    assert attention_left(after, NOW) >= 0


@settings(deadline=None)
@given(past_asks, st.timedeltas(timedelta(0), timedelta(days=40)), st.sampled_from(WINDOWS).map(days))
def test_somebody_is_free_exactly_when_no_rule_forbids_it_any_more(
    past: list[PastAsk], later: timedelta, recovery: timedelta
) -> None:
    free_at, why = when_free(past, recovery)
    for moment in (NOW, NOW + later, max(NOW, free_at), max(NOW, free_at - timedelta(microseconds=1))):
        assert (why_unheard(past, moment, recovery) is None) == (free_at <= moment)
    assert (why is None) == (past == [])


def test_the_rule_that_forbids_longest_is_told() -> None:
    assert when_free(asked(1)) == (NOW + timedelta(days=2), Unheard.QUIET_DAYS)
    assert when_free(asked(1, 5)) == (NOW + timedelta(days=2), Unheard.QUIET_DAYS)
    assert when_free(asked(3, 6)) == (NOW + timedelta(days=1), Unheard.WEEK_FULL)
    assert when_free(asked(8, 12, 16, 20)) == (NOW + timedelta(days=10), Unheard.BUDGET_SPENT)
    assert when_free(asked(8, 12, 16, 20, 24, answered=True)) == (NOW + timedelta(days=6), Unheard.MONTH_FULL)
    assert when_free([]) == (BEGINNING, None)


@settings(deadline=None)
@given(past_asks)
def test_the_order_of_history_does_not_matter(past: list[PastAsk]) -> None:
    assert why_unheard(past, NOW) == why_unheard(past[::-1], NOW)
