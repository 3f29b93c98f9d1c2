"""Whether chances keep their word: exact values."""

import numpy as np
import pytest

from models.matching.chances.calibration import Bin, judge


def test_brier_score_errors_and_bins_of_a_few_outcomes() -> None:
    found = judge(np.array([0.25, 0.75, 0.75]), np.array([4, 3, 1]), np.array([1, 3, 0]))
    assert found.outcomes == 8
    assert found.brier == pytest.approx((3 * 0.25**2 + 0.75**2 + 3 * 0.25**2 + 0.75**2) / 8)
    assert found.bins == [Bin(0.2, 0.3, 4, 0.25, 1), Bin(0.7, 0.8, 4, 0.75, 3)]
    assert found.error == pytest.approx(0.0)
    assert found.error_by_tenths == pytest.approx((3 * 0.25 + 0.75) / 8)
    assert found.worst_error == found.error_by_tenths


def test_chances_that_promise_too_much() -> None:
    found = judge(np.array([0.95]), np.array([10]), np.array([5]))
    assert found.error == pytest.approx(0.45)
    assert found.bins[0].share == 0.5
    assert found.bins[0].interval == pytest.approx((0.2366, 0.7634), abs=1e-4)


def test_certainty_falls_into_the_last_bin() -> None:
    assert [(each.low, each.high) for each in judge(np.array([1.0]), np.array([2]), np.array([2])).bins] == [(0.9, 1.0)]


def test_without_outcomes_there_is_nothing_to_judge() -> None:
    nothing = np.empty(0, dtype=np.int64)
    found = judge(nothing.astype(np.float64), nothing, nothing)
    assert (found.outcomes, found.brier, found.error, found.bins) == (0, 0.0, 0.0, [])
