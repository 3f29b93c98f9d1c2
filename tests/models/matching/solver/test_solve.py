"""Laws of the certified core, against an exact solver."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.matching.solver.certificate import certificate, dual_bound
from models.matching.solver.incremental import people_join, stand
from models.matching.solver.plan import GOAL, solve_problem
from models.matching.solver.problem import Problem, Seats
from tests.models.matching.solver.problems import check_feasible, exact_value, pairs_of, problems, without


@settings(max_examples=150, deadline=None)
@given(problems())
def test_a_plan_keeps_every_limit_and_proves_that_it_is_near_the_best(problem: Problem) -> None:
    plan = solve_problem(problem)
    check_feasible(problem, plan)
    assert plan.certificate >= GOAL
    assert plan.bound == dual_bound(problem, plan.prices)
    assert plan.value <= plan.bound * (1 + 1e-12)


@settings(max_examples=60, deadline=None)
@given(problems(people=6, openings=4))
def test_the_bound_is_one_for_the_best_plan(problem: Problem) -> None:
    plan, best = solve_problem(problem), exact_value(problem)
    assert plan.value <= best + 1e-7
    assert best <= plan.bound + 1e-7


@settings(max_examples=60, deadline=None)
@given(problems(people=6, openings=4), st.data())
def test_any_prices_bound_every_plan(problem: Problem, data: st.DataObject) -> None:
    places = len(problem.seats.factor)
    prices = np.array(data.draw(st.lists(st.floats(0, 1), min_size=places, max_size=places)), dtype=np.float64)
    assert exact_value(problem) <= dual_bound(problem, prices) + 1e-7


@settings(max_examples=40, deadline=None)
@given(problems(people=6, openings=4), st.integers(0, 5))
def test_nothing_is_won_when_somebody_leaves(problem: Problem, person: int) -> None:
    less = without(problem, person % len(problem))
    before, after = solve_problem(problem), solve_problem(less)
    assert exact_value(less) <= exact_value(problem) + 1e-7
    assert after.value <= before.value + (before.bound - before.value) + 1e-9


@settings(max_examples=40, deadline=None)
@given(problems())
def test_the_same_problem_gives_the_same_plan(problem: Problem) -> None:
    first, second = solve_problem(problem), solve_problem(problem)
    assert first.holder.tolist() == second.holder.tolist()
    assert first.prices.tolist() == second.prices.tolist()


def test_an_auction_ends_where_people_are_alike_and_hardly_worth_anything() -> None:
    crowded = Seats(
        np.zeros(3, dtype=np.int32), np.arange(4, dtype=np.int32), np.full(3, 0.01), np.zeros(3, dtype=np.int32)
    )
    pairs = pairs_of(3, {(0, 0): 0.5, (0, 1): 0.5, (0, 2): 0.5, (1, 0): 0.5, (1, 1): 0.5, (1, 2): 0.5})
    problem = Problem(pairs, crowded, np.ones(3, dtype=np.int32), np.zeros(3, dtype=np.bool_))
    assert solve_problem(problem).value == pytest.approx(0.01)
    joined = people_join(stand(solve_problem(without(without(problem, 0), 1))), problem)
    assert joined.value <= joined.bound


def test_nothing_possible_is_the_best_possible() -> None:
    assert certificate(0.0, 0.0) == 1.0
    assert certificate(9.0, 10.0) == 0.9
