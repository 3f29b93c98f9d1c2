"""Laws of a plan that stands while people come and go."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.matching.solver.certificate import dual_bound
from models.matching.solver.incremental import JOINING, Standing, people_join, people_leave, stand, suggest
from models.matching.solver.plan import solve_problem
from models.matching.solver.problem import Pairs, Problem
from models.matching.solver.source import Whole
from tests.models.matching.solver.problems import check_holders, exact_value, problems


def _rows(problem: Problem, people: list[int]) -> Problem:
    """Some people of a problem, by themselves."""
    start = problem.pairs.start
    spans = [np.arange(start[person], start[person + 1]) for person in people]
    taken = np.concatenate([np.zeros(0, dtype=np.int64), *spans])
    new_start = np.concatenate(([0], np.cumsum([len(span) for span in spans]))).astype(np.int64)
    pairs = Pairs(new_start, problem.pairs.opening[taken], problem.pairs.weight[taken])
    return Problem(pairs, problem.seats, problem.count[people], problem.newcomer[people])


def _stand_whole(problem: Problem) -> Standing:
    """A plan that keeps all pairs: with pruned ones, a way to a place that gets free may be missing, and then the
    certificate says so."""
    return stand(replace(solve_problem(problem), kept=problem))


def _check(problem: Problem, standing: Standing) -> None:
    """Feasible, bounded as `problem` (everybody who is here) is, and content within what joining allows a place."""
    check_holders(problem, standing.state.holder, standing.value)
    best = exact_value(problem)
    assert standing.value <= best + 1e-7 <= standing.bound + 2e-7
    assert best - standing.value <= JOINING * standing.epsilon * len(problem.seats.factor) + 1e-7
    assert np.isclose(standing.bound, dual_bound(problem, standing.prices))


@settings(max_examples=60, deadline=None)
@given(problems(), st.data())
def test_who_comes_gets_what_they_do_better_than_others(problem: Problem, data: st.DataObject) -> None:
    here = data.draw(st.integers(0, len(problem)))
    standing = _stand_whole(_rows(problem, list(range(here))))
    _check(problem, people_join(standing, _rows(problem, list(range(here, len(problem))))))


@settings(max_examples=60, deadline=None)
@given(problems(), st.data())
def test_places_of_who_goes_are_filled_by_others(problem: Problem, data: st.DataObject) -> None:
    gone = sorted(data.draw(st.sets(st.integers(0, len(problem) - 1))))
    count = problem.count.copy()
    count[gone] = 0
    standing = _stand_whole(problem)
    after = people_leave(standing, np.array(gone, dtype=np.int32), _rows(problem, gone))
    _check(Problem(problem.pairs, problem.seats, count, problem.newcomer), after)


@settings(max_examples=30, deadline=None)
@given(problems())
def test_a_plan_that_was_taken_up_stays_as_it_is(problem: Problem) -> None:
    plan = solve_problem(problem)
    before = plan.holder.tolist()
    people_leave(stand(plan), np.arange(len(problem), dtype=np.int32), problem)
    assert plan.holder.tolist() == before


@settings(max_examples=40, deadline=None)
@given(problems())
def test_suggestions_are_the_most_profitable_best_first(problem: Problem) -> None:
    plan = solve_problem(problem)
    seats, one = problem.seats, _rows(problem, [0])
    profits = {}
    for opening, weight in zip(one.pairs.opening.tolist(), one.pairs.weight.tolist(), strict=True):
        first, last = seats.first_place[opening], seats.first_place[opening + 1]
        last -= 0 if problem.newcomer[0] else seats.reserved[opening]
        if first < last:
            profits[opening] = float((weight * seats.factor[first:last] - plan.prices[first:last]).max())
    found = [profits[opening] for opening in suggest(Whole(one), plan.prices, 2).opening.tolist()]
    assert np.allclose(found, sorted(profits.values(), reverse=True)[:2])
