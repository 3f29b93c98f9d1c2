"""Values against a truth that is known because it was simulated."""

import numpy as np
import pytest

from models.asks.evaluation import Limits, evaluate
from models.asks.evaluation.learned_policy import best_within
from models.asks.evaluation.logged_choices import LoggedChoices, in_halves
from tests.models.asks.evaluation.logs import simulated


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    held = {"uniform": 0, "b": 0}
    for seed in range(40):
        log, truth = simulated(500, seed)
        found = evaluate(log, Limits())
        values = {"uniform": (found.uniform, truth.mean()), "b": (found.arms["b"], truth[:, 1].mean())}
        for name, (value, true) in values.items():
            held[name] += all(each.low <= true <= each.high for each in (value.ips, value.dr, value.snips or value.dr))
    assert held["uniform"] >= 34
    assert held["b"] >= 34


def test_the_learned_policy_sees_what_suits_whom() -> None:
    log, truth = simulated(6_000, 1)
    found = evaluate(log, Limits())
    assert found.learned.dr.low > max(value.dr.high for value in found.arms.values())
    best = truth.max(axis=1).mean()
    assert found.learned.dr.low < best < found.learned.dr.high + 0.01
    assert found.shares["a"] == pytest.approx(0.5, abs=0.06)
    assert found.shares["c"] == pytest.approx(0.5, abs=0.06)
    assert (found.fitted_on, found.valued_on) == (3_000, 3_000)
    assert found.exploring is not None
    assert found.arms["b"].dr.value < found.exploring.dr.value < found.learned.dr.value
    assert found.exploring.dr.value > found.learned.dr.value - 0.1


def test_a_forbidden_arm_is_given_to_nobody_and_a_budget_is_kept() -> None:
    log, _ = simulated(2_000, 2)
    found = evaluate(log, Limits(forbidden=frozenset({2}), budget=0.2, rest=1))
    assert found.shares["c"] == 0
    assert found.shares["a"] == pytest.approx(0.2, abs=1e-12)
    assert found.shares["b"] == pytest.approx(0.8, abs=1e-12)
    assert found.exploring is None


def test_who_gains_most_comes_first_and_ties_draw_lots() -> None:
    foreseen = np.array([[0.1, 0.5], [0.1, 0.3], [0.1, 0.3], [0.4, 0.2]])
    policy = best_within(foreseen, Limits(budget=0.5, rest=0))
    assert policy.tolist() == [[0, 1], [0.5, 0.5], [0.5, 0.5], [1, 0]]
    assert best_within(foreseen, Limits(budget=0.0, rest=0))[:, 0].tolist() == [1, 1, 1, 1]
    assert best_within(foreseen, Limits(budget=1.0, rest=0))[:, 1].tolist() == [1, 1, 1, 0]


def test_halves_split_no_cluster() -> None:
    log, _ = simulated(300, 3)
    log = LoggedChoices(log.names, log.arm, log.outcome, log.propensity, log.features, np.arange(300) // 7)
    first, second = in_halves(log, 0)
    assert sorted([*first, *second]) == list(range(300))
    assert not set(log.cluster[first]) & set(log.cluster[second])
    assert abs(len(set(log.cluster[first])) - len(set(log.cluster[second]))) <= 1


def test_rows_repeated_within_clusters_do_not_narrow_an_interval() -> None:
    log, _ = simulated(400, 4)
    rows = np.repeat(np.arange(400), 5)
    five = log.part(rows)
    once, often = evaluate(log, Limits()), evaluate(five, Limits())
    assert often.logged.dr.value == pytest.approx(once.logged.dr.value)
    assert often.logged.dr.high == pytest.approx(once.logged.dr.high, rel=1e-6)


def test_nobody_said_yes_is_not_certainty() -> None:
    log, _ = simulated(400, 5)
    silent = LoggedChoices(log.names, log.arm, np.zeros(400), log.propensity, log.features, log.cluster)
    found = evaluate(silent, Limits())
    assert found.logged.ips.value == 0
    assert found.logged.ips.low == 0
    assert found.logged.ips.high == pytest.approx(0.0095, abs=0.0002)


def test_an_amount_is_valued_in_its_own_units() -> None:
    log, truth = simulated(2_000, 6)
    amounts = LoggedChoices(log.names, log.arm, log.outcome * 50 + 10, log.propensity, log.features, log.cluster)
    found = evaluate(amounts, Limits())
    assert found.uniform.dr.low < truth.mean() * 50 + 10 < found.uniform.dr.high
    assert found.learned.dr.low > found.uniform.dr.high
