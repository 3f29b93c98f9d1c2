"""Exploring: who might be best gets a chance, within bounds; what is logged is what happens."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.asks.learning.explore import LEAST, MOST, chances_to_be_best, explored
from models.asks.learning.outcome_model import fit_outcomes
from tests.models.asks.evaluation.logs import simulated

ALL = np.array([True, True, True])


def test_arms_that_nobody_tried_are_equally_likely_to_be_best() -> None:
    model = fit_outcomes(np.zeros((20, 0)), np.full(20, 3), np.array([0.0, 1.0] * 10), 4)
    others = np.array([True, True, True, False])
    won = chances_to_be_best(model, np.zeros((2, 0)), others, np.random.default_rng(1), 4_000)
    assert won[0, :3] == pytest.approx(1 / 3, abs=0.03)
    assert won[:, 3].tolist() == [0, 0]
    assert won.sum(axis=1).tolist() == [1, 1]


def test_much_experience_leaves_no_doubt_and_little_leaves_some() -> None:
    doubt = {}
    for rows in (60, 6_000):
        log, _ = simulated(rows, 1)
        model = fit_outcomes(log.features, log.arm, log.outcome, 3)
        won = chances_to_be_best(model, np.array([[2.0], [-2.0]]), ALL, np.random.default_rng(1))
        doubt[rows] = 1 - won[[0, 1], [0, 2]].mean()
    assert doubt[6_000] < 0.001
    assert doubt[60] > 0.3


def test_the_same_seed_gives_the_same_chances() -> None:
    log, _ = simulated(200, 2)
    model = fit_outcomes(log.features, log.arm, log.outcome, 3)
    twice = [chances_to_be_best(model, log.features, ALL, np.random.default_rng(7)) for _ in range(2)]
    assert np.array_equal(*twice)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=40), st.data())
def test_exploring_keeps_its_bounds(weights: list[float], data: st.DataObject) -> None:
    best = data.draw(st.integers(0, len(weights) - 1))
    forbidden = data.draw(st.sets(st.integers(0, len(weights) - 1))) - {best}
    eligible = np.array([arm not in forbidden for arm in range(len(weights))])
    won = np.where(eligible, weights, 0.0)
    chances = explored(won[None, :] / max(won.sum(), 1e-9), np.array([best]), eligible)[0]
    others = int(eligible.sum()) - 1
    assert chances.sum() == pytest.approx(1)
    assert chances[~eligible].sum() == 0
    assert chances[best] >= 1 - MOST - 1e-9
    assert chances[eligible].min() >= min(LEAST, MOST / max(others, 1)) - 1e-9


def test_a_hundred_thousand_choices_come_as_often_as_they_were_logged() -> None:
    chances = explored(np.array([[0.7, 0.25, 0.05, 0.0]]), np.array([0]), np.array([True] * 4))[0]
    assert chances == pytest.approx([0.9, 0.07, 0.02, 0.01])
    drawn = np.random.default_rng(3).choice(4, size=100_000, p=chances)
    counts = np.bincount(drawn, minlength=4)
    assert np.all(np.abs(counts - 100_000 * chances) < 4 * np.sqrt(100_000 * chances * (1 - chances)))
