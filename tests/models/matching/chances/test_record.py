"""A person's own outcomes, shrunken towards everybody's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.matching.chances.record import (
    MOST_REMEMBERED,
    STRENGTHS,
    capped,
    capped_columns,
    shrunken,
    strength_of,
    surplus,
)

counts = st.integers(0, 60)
means = st.floats(0.02, 0.98)
strengths = st.sampled_from(STRENGTHS)


def _columns(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.int64)


def test_a_record_is_added_to_imagined_outcomes() -> None:
    chances = shrunken(_columns(0, 1, 0, 5), _columns(0, 0, 1, 5), 0.2, 5.0)
    assert chances == pytest.approx([0.2, 2 / 6, 1 / 6, 6 / 15])


def test_one_outcome_moves_little_many_move_much() -> None:
    one, many = shrunken(_columns(1, 40), _columns(0, 0), 0.2, 16.0)
    assert one == pytest.approx((16 * 0.2 + 1) / 17)
    assert abs(one - 0.2) < 0.05
    assert many > 0.75


def test_no_record_is_no_surplus() -> None:
    assert surplus(_columns(0), _columns(0), 0.3, 4.0) == pytest.approx([0.0])


@given(counts, counts, means, strengths)
def test_a_success_lifts_and_a_failure_lowers(good: int, bad: int, mean: float, strength: float) -> None:
    def lift(good: int, bad: int) -> float:
        return float(surplus(*map(_columns, capped(good, bad)), mean, strength)[0])

    assert lift(good + 1, bad) >= lift(good, bad) >= lift(good, bad + 1)


@given(counts, counts)
def test_long_records_keep_their_rate(good: int, bad: int) -> None:
    kept = capped(good, bad)
    assert sum(kept) == min(good + bad, MOST_REMEMBERED)
    if good + bad:
        assert kept[0] / sum(kept) == pytest.approx(good / (good + bad), abs=0.5 / MOST_REMEMBERED + 1e-9)
    assert tuple(int(column[0]) for column in capped_columns(_columns(good), _columns(bad))) == kept


def test_where_people_are_alike_records_weigh_little_where_they_differ_much() -> None:
    good, bad = _columns(0, 1, 0), _columns(0, 0, 1)
    alike = strength_of(good, bad, _columns(100, 50, 50), _columns(50, 25, 25), 0.5)
    different = strength_of(good, bad, _columns(100, 50, 50), _columns(50, 47, 3), 0.5)
    assert (alike, different) == (STRENGTHS[-1], STRENGTHS[0])
