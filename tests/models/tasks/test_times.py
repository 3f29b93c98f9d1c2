"""Overlaps, check-in windows, queues: pure rules."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.tasks.rules import (
    AgeHurdle,
    Span,
    age_hurdle,
    is_well_formed,
    may_check_in,
    minutes_between,
    next_in_queue,
    overlaps,
    place_in_queue,
)

NOON = datetime(2026, 10, 3, 12, tzinfo=UTC)
SHIFT = Span(NOON, NOON + timedelta(hours=2))
ADA, BEN, EVE = (UUID(int=number) for number in (1, 2, 3))

moments = st.integers(0, 48).map(lambda halves: NOON + timedelta(minutes=30 * halves))
spans = st.builds(lambda start, length: Span(start, start + timedelta(minutes=length)), moments, st.integers(1, 300))


def _span(start: float, end: float) -> Span:
    return Span(NOON + timedelta(hours=start), NOON + timedelta(hours=end))


@pytest.mark.parametrize(
    ("other", "expected"),
    [((-1, 0), False), ((-1, 0.01), True), ((0.5, 1), True), ((1.99, 3), True), ((2, 3), False), ((-1, 3), True)],
)
def test_a_shift_may_begin_when_the_other_ends(other: tuple[float, float], expected: bool) -> None:
    assert overlaps(SHIFT, _span(*other)) is expected


@given(spans, spans)
def test_overlapping_is_mutual_and_means_a_common_moment(left: Span, right: Span) -> None:
    assert overlaps(left, right) is overlaps(right, left)
    assert overlaps(left, right) is (max(left.starts_at, right.starts_at) < min(left.ends_at, right.ends_at))


@pytest.mark.parametrize(("hours", "expected"), [(0, False), (-1, False), (24, True), (24.01, False), (0.1, True)])
def test_shifts_last_up_to_a_day(hours: float, expected: bool) -> None:
    assert is_well_formed(_span(0, hours)) is expected


@pytest.mark.parametrize(("hours", "expected"), [(-1.01, False), (-1, True), (1, True), (4, True), (4.01, False)])
def test_check_in_is_open_from_an_hour_before_until_two_hours_after(hours: float, expected: bool) -> None:
    assert may_check_in(SHIFT, NOON + timedelta(hours=hours)) is expected


def test_minutes_do_not_depend_on_zones() -> None:
    assert minutes_between(SHIFT) == 120


def test_the_queue_is_strictly_ordered_even_when_the_clock_stands() -> None:
    assert place_in_queue(NOON, None) == NOON
    assert place_in_queue(NOON, NOON) == NOON + timedelta(microseconds=1)
    assert place_in_queue(NOON, NOON - timedelta(hours=1)) == NOON


def test_who_is_busy_is_passed_over() -> None:
    busy = {ADA: [_span(1, 3)], EVE: [_span(2, 3)]}
    assert next_in_queue([ADA, BEN, EVE], SHIFT, busy, 2) == [BEN, EVE]
    assert next_in_queue([ADA, BEN, EVE], SHIFT, busy, 1) == [BEN]
    assert next_in_queue([ADA, BEN, EVE], SHIFT, busy, 0) == []


@pytest.mark.parametrize(
    ("minimum", "born", "guardian", "expected"),
    [
        (None, None, False, None),
        (18, None, True, AgeHurdle.BIRTH_YEAR_UNKNOWN),
        (18, 2008, False, AgeHurdle.TOO_YOUNG),
        (18, 2007, False, None),
        (None, 2010, False, AgeHurdle.GUARDIAN_NEEDED),
        (None, 2010, True, None),
        (None, 2009, False, None),
        (14, 2011, True, None),
    ],
)
def test_age_counts_when_it_is_certain(
    minimum: int | None, born: int | None, guardian: bool, expected: AgeHurdle | None
) -> None:
    assert age_hurdle(minimum, born, has_guardian=guardian, day=date(2026, 10, 3)) is expected
