"""With care limits: always feasible, never above its bound, and next to the exact optimum."""

from itertools import combinations

import numpy as np
import pytest

from bench.matching_care import care_problem as of_realistic_shape
from bench.matching_care import measure_care
from bench.matching_instances import openings, people
from models.matching.solver import Landscape
from models.matching.solver.care import CarePlan, CareProblem, care_bound, plan, problem, solve_with_care
from tests.models.matching.solver.care_problems import care_problem, exact_value, exclude, is_too_long_a_row
from tests.models.matching.solver.problems import check_holders, opening_of

PROBLEMS = 300


def _drawn(seed: int) -> CareProblem:
    random = np.random.default_rng(seed)
    return care_problem(random, int(random.integers(3, 12)), int(random.integers(2, 8)))


def _check_care(given: CareProblem, plan: CarePlan) -> None:
    check_holders(given.problem, plan.holder, plan.value)
    for person in range(len(given.problem)):
        taken = [opening_of(given.problem, int(place)) for place in np.flatnonzero(plan.holder == person)]
        assert given.calendar.minutes[taken].sum() <= given.care.left[person, 0]
        assert not any(exclude(given, person, one, other) for one, other in combinations(taken, 2))
        assert not is_too_long_a_row(given, person, tuple(taken)) or not taken


def test_plans_of_small_problems_keep_every_limit_and_are_the_exact_optimum() -> None:
    for seed in range(PROBLEMS):
        given = _drawn(seed)
        plan, exact = solve_with_care(given), exact_value(given)
        _check_care(given, plan)
        assert plan.value == pytest.approx(exact, rel=1e-6, abs=1e-6), f"seed {seed}"
        assert exact <= plan.bound + 1e-5


def test_plans_of_larger_problems_lie_within_half_a_percent_of_the_exact_optimum() -> None:
    for seed in range(10):
        given = care_problem(np.random.default_rng(seed), 25, 12)
        plan, exact = solve_with_care(given), exact_value(given)
        _check_care(given, plan)
        assert 0.995 * exact <= plan.value <= exact + 1e-5
        assert exact <= plan.bound + 1e-5


@pytest.mark.parametrize("seed", range(20))
def test_whatever_the_prices_they_bound_every_plan(seed: int) -> None:
    given = _drawn(seed)
    plan = solve_with_care(given)
    assert care_bound(given, plan.prices) == pytest.approx(plan.bound)
    drawn = np.random.default_rng(seed).random(len(plan.prices))
    assert care_bound(given, drawn) >= plan.value - 1e-9
    assert care_bound(given, drawn, most_steps=3) >= care_bound(given, drawn) - 1e-9


def test_prices_below_0_bound_nothing() -> None:
    given = _drawn(1)
    with pytest.raises(ValueError, match="below 0"):
        care_bound(given, np.full(len(given.problem.seats.factor), -0.1))


def test_people_and_shifts_of_realistic_shape_are_next_to_the_best() -> None:
    random = np.random.default_rng(5)
    found = measure_care(people(random, 3000), openings(random, 150), 5)
    assert found["pairs"] > 300
    assert 0.97 <= found["certificate"] == found["value"] / found["dual_bound"] <= 1.0


def _thousands() -> CareProblem:
    random = np.random.default_rng(7)
    shifts = openings(np.random.default_rng(8), 150)
    return of_realistic_shape(Landscape(people(random, 4000), shifts), shifts, 7)


def test_where_only_some_pairs_are_looked_at_the_bound_is_over_all(monkeypatch: pytest.MonkeyPatch) -> None:
    given = _thousands()
    whole = solve_with_care(given)
    monkeypatch.setattr(plan, "ALL_PAIRS", 0)
    found = solve_with_care(given)
    _check_care(given, found)
    assert care_bound(given, found.prices) == pytest.approx(found.bound)
    assert found.bound >= whole.value
    assert 0.99 * whole.value <= found.value <= whole.bound


def test_too_few_pairs_are_widened_until_the_certificate_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "ALL_PAIRS", 0)
    monkeypatch.setattr(plan, "PAIRS_A_PERSON", 1)
    monkeypatch.setattr(plan, "SLACK", 0.0)
    assert solve_with_care(_thousands()).certificate >= 0.97


def test_in_parts_the_bound_and_the_plan_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    given = _thousands()
    whole = solve_with_care(given)
    monkeypatch.setattr(problem, "PEOPLE_A_PART", 300)
    assert care_bound(given, whole.prices) == pytest.approx(whole.bound, rel=1e-12)
    assert (solve_with_care(given).holder == whole.holder).all()


def test_two_runs_give_the_same_plan() -> None:
    assert (solve_with_care(_drawn(3)).holder == solve_with_care(_drawn(3)).holder).all()
