"""Fair standings: exact values, and the laws that make them fair."""

from math import cbrt, sqrt
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.leaderboards.rules.fair import FairStandings, activity_of, fair_standings
from tests.models.leaderboards.fair import reference

Regions = list[list[float]]

PEOPLE = st.lists(st.integers(1, 2000).map(float), min_size=5, max_size=12)
LEAGUE = st.lists(PEOPLE, min_size=1, max_size=7)


def league(regions: Regions) -> FairStandings:
    points = np.array([points for region in regions for points in region])
    return fair_standings(points, np.array([len(region) for region in regions]))


def drawn(seed: int, sizes: list[int], effort: list[float]) -> Regions:
    """People whose work has a heavy tail."""
    random = np.random.default_rng(seed)
    return [list(factor * random.lognormal(4, 1.25, size)) for size, factor in zip(sizes, effort, strict=True)]


def test_two_regions_by_hand() -> None:
    standings = league([[10, 20, 30, 40, 50], [20, 30, 40, 50, 60]])
    # The 60 counts as 50: rates 30 and 38, variance (1000 + 680) / 8 = 210, of a rate 42, of the mean 21.
    distance, skew = 4 / sqrt(21), -288 / 210**1.5 / sqrt(5)
    scores = [6 / skew * (cbrt(1 + skew * one / 2) - 1 + skew**2 / 36) for one in (-distance, distance)]
    assert standings.score == pytest.approx(scores)
    assert standings.comparison == pytest.approx(1.96 * sqrt(2) / 2)
    assert standings.place.tolist() == [1, 1]
    assert standings.shown == pytest.approx([34, 34])
    assert standings.lowest == pytest.approx([34 - 1.96 * sqrt(21)] * 2)
    assert standings.highest == pytest.approx([34 + 1.96 * sqrt(21)] * 2)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("spread", [0.0, 0.6])
def test_arrays_agree_with_plain_python(seed: int, spread: float) -> None:
    random = np.random.default_rng(seed)
    regions = drawn(seed, [5, 8, 30, 120, 800, 2500], list(np.exp(spread * random.standard_normal(6))))
    found, expected = league(regions), reference.standings(regions)
    assert found.place.tolist() == [row.place for row in expected]
    assert found.score == pytest.approx([row.score for row in expected])
    assert found.shown == pytest.approx([row.shown for row in expected])
    assert found.highest - found.shown == pytest.approx([row.margin for row in expected])
    assert found.shown - found.lowest == pytest.approx([row.margin for row in expected])


def test_clear_differences_give_different_places() -> None:
    standings = league(drawn(1, [400, 900, 2000, 5000], [1.0, 3.0, 2.0, 4.0]))
    assert standings.place.tolist() == [4, 2, 3, 1]


@settings(deadline=None, max_examples=50)
@given(LEAGUE, st.floats(0.001, 1000))
def test_a_factor_on_all_points_changes_no_place(regions: Regions, factor: float) -> None:
    before, after = league(regions), league([[factor * points for points in region] for region in regions])
    assert before.score == pytest.approx(after.score, abs=1e-6)
    assert (before.place == after.place).all() or has_close_call(before)


def has_close_call(standings: FairStandings) -> bool:
    """Two scores differ by the width of an interval almost exactly, so that rounding decides."""
    differences = np.abs(standings.score[:, None] - standings.score[None, :])
    return bool((np.abs(differences - 2 * standings.comparison) < 1e-6).any())


@settings(deadline=None, max_examples=50)
@given(LEAGUE, st.randoms(use_true_random=False))
def test_the_order_in_which_regions_come_changes_nothing(regions: Regions, random: Random) -> None:
    order = list(range(len(regions)))
    random.shuffle(order)
    before, after = league(regions), league([regions[index] for index in order])
    assert after.score == pytest.approx(before.score[order], abs=1e-6)
    assert after.shown == pytest.approx(before.shown[order])
    assert (after.place == before.place[order]).all() or has_close_call(before)


@settings(deadline=None, max_examples=50)
@given(LEAGUE, st.lists(st.integers(1, 2000).map(float), max_size=4), st.integers(0, 7))
def test_a_region_of_four_has_no_place_and_changes_none(regions: Regions, four: list[float], position: int) -> None:
    alone = league(regions)
    position = min(position, len(regions))
    among = league([*regions[:position], four, *regions[position:]])
    assert among.place[position] == 0
    assert np.isnan([among.score[position], among.shown[position], among.lowest[position]]).all()
    assert np.delete(among.place, position).tolist() == alone.place.tolist()
    assert np.delete(among.score, position).tolist() == alone.score.tolist()


def test_nobody_large_enough_means_no_places() -> None:
    standings = league([[1, 2, 3, 4], [5]])
    assert standings.place.tolist() == [0, 0]
    assert np.isnan(standings.shown).all()


@settings(deadline=None, max_examples=50)
@given(LEAGUE, PEOPLE)
def test_identical_regions_tie(regions: Regions, twin: list[float]) -> None:
    standings = league([twin, *regions, twin])
    assert standings.place[0] == standings.place[-1]
    assert standings.score[0] == standings.score[-1]


@settings(deadline=None, max_examples=50)
@given(LEAGUE)
def test_a_better_score_never_has_a_worse_place_and_somebody_is_first(regions: Regions) -> None:
    standings = league(regions)
    by_score = np.argsort(-standings.score, kind="stable")
    assert (np.diff(standings.place[by_score]) >= 0).all()
    assert standings.place.min() == 1
    assert (standings.lowest <= standings.shown).all()
    assert (standings.shown <= standings.highest).all()


@settings(deadline=None, max_examples=50)
@given(st.integers(1, 500), st.lists(st.integers(5, 30), min_size=1, max_size=6))
def test_where_all_do_the_same_all_are_first(points: int, sizes: list[int]) -> None:
    standings = league([[float(points)] * size for size in sizes])
    assert set(standings.place.tolist()) == {1}
    assert standings.shown == pytest.approx(points)


@settings(deadline=None, max_examples=50)
@given(LEAGUE, st.integers(1, 10**9))
def test_the_busiest_person_cannot_win_alone(regions: Regions, more: int) -> None:
    busiest = max(points for region in regions for points in region)
    assume(sum(len(region) for region in regions) >= 10)
    where = next(index for index, region in enumerate(regions) if busiest in region)
    changed = [list(region) for region in regions]
    changed[where][changed[where].index(busiest)] += more
    assert league(changed).score.tolist() == league(regions).score.tolist()


def test_a_village_wins_only_by_many() -> None:
    town = [float(10 + index % 20) for index in range(400)]
    one_hero = [10.0, 11.0, 12.0, 13.0, 14.0, 100_000.0]
    all_busy = [27.0, 28.0, 28.0, 28.0, 28.0, 28.0]
    towns = [[points + shift for points in town] for shift in (0.0, 0.5, 1.0, 1.5)]
    hero, busy = league([*towns, one_hero]), league([*towns, all_busy])
    assert hero.score[-1] < 0
    assert busy.score[-1] == busy.score.max()


def test_the_counted_share_is_of_all_people() -> None:
    activity = activity_of(np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 1000]), np.array([5, 5]))
    assert activity.rate.tolist() == [3.0, (6 + 7 + 8 + 9 + 9) / 5]
