"""The laws of a newcomer's clock: one owner, a promise that never comes nearer, a stage that never falls."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from models.people.rules.greeting import FINAL, GreetingResult, GreetingStage
from models.people.rules.greeting_clock import (
    AFTER_A_TRY,
    AIM,
    FIRST_CONTACT,
    GreetingClock,
    Keeper,
    find_nobody,
    give,
    miss,
    record,
    start,
    take,
)

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
ANNA, BEN = UUID(int=1), UUID(int=2)
STAGES = list(GreetingStage)
KEEPERS = st.builds(
    Keeper,
    st.sampled_from([ANNA, BEN]),
    st.sampled_from(STAGES),
    st.sampled_from([None, "US/", "US/NY/"]),
)
EVENTS = st.one_of(
    st.tuples(st.just("give"), KEEPERS),
    st.tuples(st.just("take"), st.sampled_from([ANNA, BEN])),
    st.tuples(st.just("record"), st.sampled_from(sorted(GreetingResult))),
    st.tuples(st.just("nobody"), st.none()),
    st.tuples(st.just("miss"), st.none()),
)


def _happens(clock: GreetingClock, event: tuple[str, object], now: datetime) -> GreetingClock:
    match event:
        case ("give", Keeper() as keeper):
            return give(clock, keeper, now)
        case ("take", UUID() as owner):
            return take(clock, owner, now)
        case ("record", GreetingResult() as result):
            return record(clock, result, clock.owner, now)
        case ("miss", _):
            return miss(clock, now)
        case _:
            return find_nobody(clock, now)


@given(st.lists(st.tuples(EVENTS, st.integers(0, 60 * 48)), max_size=20))
def test_the_promise_never_comes_nearer_and_a_stage_never_falls(
    events: list[tuple[tuple[str, object], int]],
) -> None:
    clock, now = give(start(NOW, NOW), Keeper(ANNA, GreetingStage.GREETER), NOW), NOW
    for event, minutes in events:
        if not clock.is_open:
            break
        now += timedelta(minutes=minutes)
        before, clock = clock, _happens(clock, event, now)
        assert clock.started_at == NOW
        assert clock.due_at >= before.due_at >= NOW + FIRST_CONTACT
        assert STAGES.index(clock.stage) >= STAGES.index(before.stage)
        assert clock.owner is not None
        assert clock.attempts == before.attempts + (event[0] == "record")
        assert clock.is_open or (clock.result in FINAL and clock.escalates_at is None)
        if event[0] in {"give", "take"}:
            assert clock.escalates_at is not None
            assert clock.escalates_at >= now + AIM


def test_nobody_has_less_than_a_day_and_it_is_three_in_all() -> None:
    clock = give(start(NOW, NOW), Keeper(ANNA, GreetingStage.GREETER), NOW)
    assert (clock.due_at, clock.escalates_at) == (NOW + timedelta(hours=72), NOW + timedelta(hours=24))
    later = NOW + timedelta(hours=30)
    climbed = give(clock, Keeper(BEN, GreetingStage.ORGANIZER, "US/NY/"), later)
    assert (climbed.due_at, climbed.escalates_at) == (clock.due_at, later + timedelta(hours=24))
    assert (climbed.owner, climbed.stage, climbed.leased_until) == (BEN, GreetingStage.ORGANIZER, later)


def test_a_try_renews_the_clock_within_the_lease() -> None:
    clock = give(start(NOW, NOW), Keeper(ANNA, GreetingStage.GREETER), NOW)
    tried_at = NOW + timedelta(hours=20)
    tried = record(clock, GreetingResult.LEFT_MESSAGE, ANNA, tried_at)
    assert (tried.due_at, tried.escalates_at) == (NOW + FIRST_CONTACT, tried_at + AFTER_A_TRY)
    tried_at = NOW + timedelta(hours=60)
    tried = record(tried, GreetingResult.NOT_REACHED, ANNA, tried_at)
    assert tried.due_at == tried.escalates_at == tried_at + AFTER_A_TRY
    last = record(tried, GreetingResult.NOT_REACHED, ANNA, NOW + timedelta(days=6))
    assert last.escalates_at == clock.leased_until == NOW + timedelta(days=7)
    assert (last.attempts, last.closed_at) == (3, None)


def test_who_says_that_nobody_came_makes_it_climb_now() -> None:
    clock = give(start(NOW, NOW), Keeper(ANNA, GreetingStage.GREETER), NOW)
    later = NOW + timedelta(hours=80)
    assert miss(clock, later) == replace(clock, escalates_at=later)
