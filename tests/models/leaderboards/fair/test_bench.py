"""The bench of fairness measures what it says, and small seasons already show it."""

import numpy as np
import pytest

from bench.fairness import correlation, first_tenth, judge, play, report
from bench.fairness_fixtures import play_fixtures


def test_correlation_is_spearmans() -> None:
    assert correlation(np.array([1.0, 2, 3, 4]), np.array([1.0, 8, 9, 100])) == pytest.approx(1)
    assert correlation(np.array([1.0, 2, 3, 4, 5]), np.array([5.0, 6, 7, 8, 7])) == pytest.approx(0.8207826816681233)
    assert correlation(np.array([1.0, 2, 3]), np.array([1.0, 1, 1])) == 0


def test_a_tie_across_the_boundary_is_shared_out() -> None:
    twenty = np.arange(20.0)
    assert first_tenth(twenty).tolist() == [1, 1] + [0] * 18
    assert first_tenth(np.ones(20)).tolist() == pytest.approx([0.1] * 20)
    assert first_tenth(np.array([1.0, 2, 2, 2, *range(5, 21)])).tolist() == pytest.approx([1, *[1 / 3] * 3, *[0] * 16])


def test_places_by_size_are_found_out() -> None:
    active = np.arange(100, 0, -1)
    tally = judge(-active.astype(float), active, np.ones(100))
    assert tally.size == pytest.approx(-1)
    assert tally.tenths.tolist() == [0] * 9 + [10]


def test_size_decides_by_total_and_not_by_our_rule() -> None:
    figures = report(play(regions=30, seasons=12, seed=7, processes=1))
    assert set(figures["correlation_ours"]) == {"equal_normal", "spread_normal", "equal_skewed", "spread_skewed"}
    for setting, ours in figures["correlation_ours"].items():
        assert abs(ours) < 0.15
        assert figures["correlation_raw_total"][setting] < -0.95
    assert figures["correlation_ours_with_effort"]["spread_normal"] < -0.9


def test_promised_odds_are_kept() -> None:
    figures = play_fixtures(seasons=4, seed=7)
    assert figures["met_again_at_once"] == 0
    assert figures["fixtures"]["matches"] == 4 * 3 * 12 * 8
    assert figures["fixtures"]["distance_from_even"] < figures["by_lot"]["distance_from_even"]
    assert figures["by_lot"]["brier"] < 0.2
    for row in figures["by_lot"]["favourites"]:
        assert abs(row["predicted"] - row["won"]) < 12
    assert 0.5 < figures["fixtures"]["joint_target_reached"] < 0.7
