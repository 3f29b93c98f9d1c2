"""People who choose one by one, at posted prices."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.matching.solver.arrivals import choose_in_turn
from models.matching.solver.plan import solve_problem
from models.matching.solver.problem import Problem, Seats
from tests.models.matching.solver.problems import check_holders, pairs_of, problems


@settings(max_examples=80, deadline=None)
@given(problems(), st.randoms(use_true_random=False), st.floats(0, 1))
def test_whoever_comes_first_every_limit_is_kept(problem: Problem, random, level: float) -> None:
    order = list(range(len(problem)))
    random.shuffle(order)
    prices = np.full(len(problem.seats.factor), level)
    holder, value = choose_in_turn(problem, prices, np.array(order, dtype=np.int32))
    check_holders(problem, holder, value)
    assert value <= solve_problem(problem).bound + 1e-9


def test_a_price_keeps_a_place_for_who_does_it_better() -> None:
    seats = Seats(*(np.array(each, dtype=np.int32) for each in ([0], [0, 1])), np.ones(1), np.zeros(1, dtype=np.int32))
    pairs = pairs_of(2, {(0, 0): 0.25, (1, 0): 0.75})
    problem = Problem(pairs, seats, np.ones(2, dtype=np.int32), np.zeros(2, dtype=np.bool_))
    order = np.array([0, 1], dtype=np.int32)
    holder, value = choose_in_turn(problem, np.array([0.5]), order)
    assert (holder.tolist(), value) == ([1], 0.75)
    holder, value = choose_in_turn(problem, np.zeros(1), order)
    assert (holder.tolist(), value) == ([0], 0.25)
