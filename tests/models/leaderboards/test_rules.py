"""Windows, places, and what is too small to be shown."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kernel.ids import new_id
from models.leaderboards.rules import Standing, WindowSpan, placed, span_of, without_small_ones
from models.leaderboards.tables import Season, Window


def season(starts_on: date, ends_on: date) -> Season:
    return Season(id=new_id(), account_id=new_id(), name="Season", starts_on=starts_on, ends_on=ends_on)


@pytest.mark.parametrize(
    ("window", "on", "starts_on", "ends_on"),
    [
        (Window.DAY, date(2026, 11, 22), date(2026, 11, 22), date(2026, 11, 22)),
        (Window.WEEK, date(2026, 11, 22), date(2026, 11, 16), date(2026, 11, 22)),
        (Window.WEEK, date(2027, 1, 1), date(2026, 12, 28), date(2027, 1, 3)),
        (Window.MONTH, date(2028, 2, 3), date(2028, 2, 1), date(2028, 2, 29)),
        (Window.MONTH, date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        (Window.SEASON, date(2026, 7, 4), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_windows(window: Window, on: date, starts_on: date, ends_on: date) -> None:
    assert span_of(window, on) == WindowSpan(starts_on, ends_on)


def test_seasons_are_the_accounts_where_it_has_one() -> None:
    seasons = [season(date(2026, 9, 1), date(2026, 12, 31)), season(date(2026, 11, 20), date(2026, 11, 30))]
    assert span_of(Window.SEASON, date(2026, 11, 20), seasons).starts_on == date(2026, 11, 20)
    assert span_of(Window.SEASON, date(2026, 12, 1), seasons).starts_on == date(2026, 9, 1)
    assert span_of(Window.SEASON, date(2026, 8, 31), seasons) == WindowSpan(date(2026, 1, 1), date(2026, 12, 31))


@given(on=st.dates(date(1990, 1, 1), date(2100, 1, 1)), window=st.sampled_from([Window.DAY, Window.WEEK, Window.MONTH]))
def test_windows_lie_next_to_each_other_without_gap_or_overlap(on: date, window: Window) -> None:
    span = span_of(window, on)
    assert span.starts_on <= on <= span.ends_on
    assert span_of(window, span.ends_on + timedelta(days=1)).starts_on == span.ends_on + timedelta(days=1)
    assert span_of(window, span.starts_on) == span_of(window, span.ends_on) == span


def test_equal_points_share_a_place_and_nothing_has_none() -> None:
    a, b, c, d, e = (UUID(int=number) for number in range(1, 6))
    assert placed([(d, 5), (c, 7), (b, 7), (a, 9), (e, 0)]) == [
        Standing(1, a, 9),
        Standing(2, b, 7),
        Standing(2, c, 7),
        Standing(4, d, 5),
    ]


@given(st.lists(st.integers(0, 20), max_size=30))
def test_a_place_is_one_more_than_the_number_of_those_with_more_points(points: list[int]) -> None:
    scores = [(UUID(int=number), score) for number, score in enumerate(points)]
    for standing in placed(scores):
        assert standing.place == 1 + sum(score > standing.points for score in points)


def shown(sizes: dict[int, int]) -> set[int]:
    scores = [(UUID(int=number), 100) for number in sizes]
    return {member.int for member, _ in without_small_ones(scores, lambda member: sizes[member.int])}


def test_small_regions_are_left_out_and_cannot_be_had_by_subtracting() -> None:
    assert shown({1: 5, 2: 9, 3: 12}) == {1, 2, 3}
    assert shown({1: 4, 2: 9, 3: 12}) == {3}
    assert shown({1: 4, 2: 1, 3: 12}) == {3}
    assert shown({1: 4, 2: 0, 3: 12}) == set()
    assert shown({1: 1}) == set()


@given(st.lists(st.integers(0, 30), max_size=12))
def test_what_is_left_out_is_nobody_or_five_people_at_least(people: list[int]) -> None:
    sizes = dict(enumerate(people, start=1))
    kept = shown(sizes)
    assert all(sizes[number] >= 5 for number in kept)
    left_out = sum(size for number, size in sizes.items() if number not in kept)
    assert left_out == 0 or left_out >= 5 or not kept
