"""Who meets whom, how even it is, and what both can reach together."""

from collections import Counter
from itertools import pairwise
from math import erf, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.leaderboards.rules.fair import Forecast, Round, brier, forecast_of, joint_target, schedule


def forecast(rates: list[float], variance: float = 1.0, active: float = 10.0) -> Forecast:
    count = len(rates)
    return Forecast(np.array(rates), np.full(count, variance), np.full(count, active), np.zeros(count))


def opponents(rounds: list[Round], region: int) -> list[int]:
    return [pair[pair[0] == region] for fixtures in rounds for pair in fixtures.pairs if region in pair]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.floats(0, 100), max_size=17), st.integers(0, 14), st.integers(0, 10**6))
def test_each_week_everybody_has_one_match_or_the_bye(rates: list[float], weeks: int, seed: int) -> None:
    rounds = schedule(forecast(rates), weeks, seed)
    assert len(rounds) == weeks
    for fixtures in rounds:
        busy = [region for pair in fixtures.pairs for region in pair]
        without = [] if fixtures.bye is None else [fixtures.bye]
        assert sorted(busy + without) == list(range(len(rates)))
        assert len(without) == len(rates) % 2
    assert rounds == schedule(forecast(rates), weeks, seed)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.floats(0, 100), min_size=3, max_size=17), st.integers(0, 10**6))
def test_nobody_meets_the_same_twice_in_a_row_and_byes_go_round(rates: list[float], seed: int) -> None:
    rounds = schedule(forecast(rates), 14, seed)
    assert not any(set(one.pairs) & set(following.pairs) for one, following in pairwise(rounds))
    byes = Counter(fixtures.bye for fixtures in rounds)
    if len(rates) % 2:
        counts = [byes[region] for region in range(len(rates))]
        assert max(counts) - min(counts) <= 1


def test_two_regions_have_only_each_other() -> None:
    assert schedule(forecast([1, 2]), 3, 0) == [Round(((0, 1),))] * 3
    assert schedule(forecast([1]), 2, 0) == [Round((), bye=0)] * 2


def test_equals_meet_and_opponents_rotate() -> None:
    rounds = schedule(forecast([10, 50, 10.1, 50.1, 10.2, 50.2, 10.3, 50.3]), 3, seed=4)
    for region in range(8):
        assert sorted(opponents(rounds, region)) == [other for other in range(region % 2, 8, 2) if other != region]


def test_the_seed_draws_another_season() -> None:
    equal = forecast([7.0] * 16)
    assert schedule(equal, 10, 1) != schedule(equal, 10, 2)
    assert len(set(opponents(schedule(equal, 10, 1), 0))) >= 8


def test_chances_are_those_of_the_normal_model() -> None:
    known = forecast([10, 13], variance=2.0)
    assert known.chance(1, 0) == pytest.approx(0.5 * (1 + erf(3 / 2 / sqrt(2))))
    assert known.chance(0, 1) + known.chance(1, 0) == pytest.approx(1)
    assert known.chance(0, 0) == 0.5
    certain = forecast([1, 2, 2], variance=0)
    assert [certain.chance(1, 0), certain.chance(0, 1), certain.chance(1, 2)] == [1, 0, 0.5]


def test_a_forecast_by_hand() -> None:
    rates = np.array([[10.0, 20.0], [14.0, 20.0]])
    known = forecast_of(rates, np.array([[5, 5], [5, 5]]), variance=5.0)
    # Ahead of the league's 15 and 17: -5 and -3, +5 and +3. Mean 4; a week's scatter 2 is chance 1 and form 1.
    # The mean of two weeks has noise (1 + 1) / 2, so the lasting difference has variance 16 - 1, and 15/16 is kept.
    assert known.rate == pytest.approx([16 - 4 * 15 / 16, 16 + 4 * 15 / 16])
    assert known.variance == pytest.approx([15 / 16 + 1 + 1] * 2)
    assert known.active.tolist() == [5, 5]
    assert known.active_variance.tolist() == [0, 0]


def test_weeks_without_people_count_for_nothing_and_a_stranger_is_average() -> None:
    rates = np.array([[10.0, 20.0, 0.0], [10.0, 20.0, 0.0], [0.0, 20.0, 0.0]])
    active = np.array([[4, 9, 0], [6, 9, 0], [0, 9, 0]])
    known = forecast_of(rates, active, variance=0.1)
    assert known.active.tolist() == [5, 9, 0]
    assert known.active_variance.tolist() == [2, 0, 0]
    assert known.rate[0] < known.rate[2] < known.rate[1]
    assert known.rate[2] == pytest.approx((15 + 15 + 20) / 3)
    assert known.variance[2] > known.variance[0] > known.variance[1]


def test_a_target_for_both_is_reached_three_times_in_five() -> None:
    sides = forecast([10, 20], variance=4.0, active=5)
    target = joint_target(sides, 0, 1)
    deviation = sqrt(2 * 4 * 25)
    assert 0.5 * (1 + erf((150 - target) / deviation / sqrt(2))) == pytest.approx(0.6)
    varying = Forecast(sides.rate, sides.variance, sides.active, np.array([1.0, 1.0]))
    assert joint_target(varying, 0, 1) == pytest.approx(150 - (150 - target) * sqrt(200 + 100 + 400) / sqrt(200))
    assert joint_target(forecast([0, 0]), 0, 1) == 0


def test_brier_scores() -> None:
    assert brier(np.array([1.0, 0.0]), np.array([1.0, 0.0])) == 0
    assert brier(np.array([0.5, 0.5, 0.5]), np.array([1.0, 0.0, 1.0])) == 0.25
    assert brier(np.array([0.8, 0.6]), np.array([1.0, 0.5])) == pytest.approx((0.04 + 0.01) / 2)


@settings(deadline=None)
@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 10**6))
def test_a_forecast_never_leaves_what_was_seen(weeks: int, regions: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    rates = random.uniform(1, 50, (weeks, regions))
    known = forecast_of(rates, random.integers(0, 9, (weeks, regions)), variance=20.0)
    assert np.isfinite(known.rate).all()
    assert (known.variance > 0).all()
    assert (known.active_variance >= 0).all()
