"""Fits on counts: what they find, when they are believed, and what does not matter to them."""

from itertools import islice

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.matching.chances import (
    Cells,
    ChanceKind,
    ChanceModel,
    ChanceVerdict,
    cold_start,
    from_rows,
    learn,
    merge,
    to_rows,
)
from models.matching.chances.fit import Rows, fit
from models.matching.chances.levels import LEVELS
from models.matching.chances.record import STRENGTHS
from tests.models.matching.chances.drawn import FAR, NEAR, cell, world

NOBODY = np.zeros(1, dtype=np.int64)


def _chance(model: ChanceModel, good: int = 0, bad: int = 0, **changed: str) -> float:
    own = dict(zip(LEVELS[model.kind], cell(**changed).levels, strict=True))
    levels = {name: np.array([LEVELS[model.kind][name].index(level)]) for name, level in own.items()}
    return float(model.chances(levels, model.group_weight("US/NY"), np.array([good]), np.array([bad]))[0])


def test_the_cold_start_is_one_in_five_who_say_yes_and_four_in_five_who_come() -> None:
    assert _chance(cold_start(ChanceKind.YES)) == pytest.approx(0.2)
    assert _chance(cold_start(ChanceKind.YES), good=1) == pytest.approx(2 / 6)
    assert _chance(cold_start(ChanceKind.SHOW)) == pytest.approx(0.8)


def test_without_outcomes_the_prior_is_used() -> None:
    learned = learn(ChanceKind.YES, {})
    assert learned.report.verdict is ChanceVerdict.TOO_FEW
    assert (learned.model.mean, learned.model.strength, learned.model.learned) == (0.2, 5.0, False)


def test_few_outcomes_only_move_the_base_rate() -> None:
    learned = learn(ChanceKind.YES, {cell(): (10, 4)})
    assert learned.model == ChanceModel(ChanceKind.YES, (4 + 1) / (10 + 5), 5.0)
    assert learned.report.verdict is ChanceVerdict.TOO_FEW


def test_a_difference_that_is_there_is_found_and_calibrated() -> None:
    learned = learn(ChanceKind.YES, world(people=400, each=6, near=0.7, far=0.2))
    report = learned.report
    assert report.verdict is ChanceVerdict.IN_USE
    assert report.learned.outcomes == 2400
    assert report.learned.worst_error < 0.05
    assert report.learned.brier == pytest.approx((0.21 + 0.16) / 2, abs=0.01)
    assert report.base_brier == pytest.approx(0.2475, abs=0.005)
    assert _chance(learned.model, **NEAR) == pytest.approx(0.7, abs=0.05)
    assert _chance(learned.model, **FAR) == pytest.approx(0.2, abs=0.05)


def test_where_nothing_tells_people_apart_the_base_rate_is_used() -> None:
    learned = learn(ChanceKind.YES, world(people=2000, each=4, near=0.5, far=0.5, seed=3))
    assert learned.report.verdict is ChanceVerdict.NO_BETTER
    assert not learned.model.learned
    assert _chance(learned.model, **NEAR) == pytest.approx(_chance(learned.model, **FAR))
    assert learned.report.used is learned.report.shrunken


def test_one_outcome_leaves_somebody_near_people_like_them() -> None:
    model = learn(ChanceKind.YES, world(people=400, each=6, near=0.7, far=0.2)).model
    for place in (NEAR, FAR):
        mean = _chance(model, **place)
        assert abs(_chance(model, good=1, **place) - mean) < 0.1
        assert abs(_chance(model, bad=1, **place) - mean) < 0.1


@pytest.mark.parametrize("place", [NEAR, FAR])
@given(good=st.integers(0, 30), bad=st.integers(0, 30), weight=st.floats(0, 3), strength=st.sampled_from(STRENGTHS))
def test_more_successes_never_lower_a_chance(
    place: dict[str, str], good: int, bad: int, weight: float, strength: float
) -> None:
    weights = {"distance": {"km_2": 0.8, "farther": -0.9}}
    for learned in (True, False):
        model = ChanceModel(ChanceKind.YES, 0.3, strength, learned, -0.5, weight, weights)
        now = _chance(model, good, bad, **place)
        assert _chance(model, good + 1, bad, **place) >= now >= _chance(model, good, bad + 1, **place)
        assert 0 < now < 1


def test_a_record_that_counts_against_the_able_is_left_out() -> None:
    rows = Rows(
        columns=np.array([[0], [0]]),
        spreads=np.array([1e3, 2.0]),
        record=np.array([1.0, -1.0]),
        trials=np.array([100, 100]),
        successes=np.array([20, 80]),
    )
    intercept, record = fit(rows)
    assert intercept == pytest.approx(0.0, abs=1e-6)
    assert record == 0.0


def test_a_fit_with_weak_priors_finds_the_log_odds() -> None:
    rows = Rows(
        columns=np.array([[2], [3]]),
        spreads=np.array([1e3, 2.0, 1e2, 1e2]),
        record=np.zeros(2),
        trials=np.array([100, 100]),
        successes=np.array([20, 50]),
    )
    intercept, _, low, high = fit(rows)
    assert intercept + low == pytest.approx(np.log(0.2 / 0.8), abs=1e-3)
    assert intercept + high == pytest.approx(0.0, abs=1e-3)


def test_a_group_with_few_outcomes_stays_near_the_others() -> None:
    cells = world(people=400, each=6, near=0.6, far=0.3) | {
        cell(str(number), group="US/VT"): (1, 1) for number in range(5)
    }
    model = learn(ChanceKind.YES, cells).model
    assert 0 < model.group_weight("US/VT") < 0.7
    assert model.group_weight("US/TX") == 0.0


@settings(max_examples=15, deadline=None)
@given(size=st.integers(1, 400), order=st.randoms(use_true_random=False))
def test_neither_size_nor_order_of_pages_matters(size: int, order: object) -> None:
    cells = world(people=60, each=4, near=0.7, far=0.2)
    rows = to_rows(cells)
    order.shuffle(rows)  # type: ignore[attr-defined]
    pages = [from_rows(rows[start : start + size]) for start in range(0, len(rows), size)]
    halves = [_halved(page, part) for page in pages for part in (0, 1)]
    assert merge(halves) == cells
    assert learn(ChanceKind.YES, merge(halves)) == learn(ChanceKind.YES, cells)


def _halved(page: Cells, part: int) -> Cells:
    """One of two pages that together hold what this one holds."""
    return {
        each: (trials - trials // 2, successes - successes // 2) if part else (trials // 2, successes // 2)
        for each, (trials, successes) in islice(page.items(), None)
    }
