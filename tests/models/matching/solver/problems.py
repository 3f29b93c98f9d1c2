"""Small assignment problems, drawn by hypothesis, and their exact solution by HiGHS."""

from itertools import count as counting

import highspy
import numpy as np
from hypothesis import strategies as st

from models.matching.solver.plan import Plan
from models.matching.solver.problem import Numbers, Pairs, Problem, Seats


@st.composite
def problems(draw: st.DrawFn, people: int = 9, openings: int = 5) -> Problem:
    """Up to `people` x `openings`, with ties: weights in hundredths."""
    size = draw(st.integers(1, people))
    seats = draw(seats_of(draw(st.integers(1, openings))))
    possible = [(person, opening) for person in range(size) for opening in range(len(seats))]
    pairs = draw(st.dictionaries(st.sampled_from(possible), st.integers(1, 100)))
    return Problem(
        pairs_of(size, {pair: weight / 100 for pair, weight in pairs.items()}),
        seats,
        np.array(draw(st.lists(st.integers(0, 3), min_size=size, max_size=size)), dtype=np.int32),
        np.array(draw(st.lists(st.booleans(), min_size=size, max_size=size)), dtype=np.bool_),
    )


@st.composite
def seats_of(draw: st.DrawFn, openings: int) -> Seats:
    """Openings of 0 to 4 places in 3 slots; some have matches already."""
    places = draw(st.lists(st.integers(0, 4), min_size=openings, max_size=openings))
    factor = [
        1 / np.sqrt(1.0 + taken + place)
        for many in places
        for taken in [draw(st.integers(0, 3))]
        for place in range(many)
    ]
    return Seats(
        np.array(draw(st.lists(st.integers(0, 2), min_size=openings, max_size=openings)), dtype=np.int32),
        np.concatenate(([0], np.cumsum(places))).astype(np.int32),
        np.array(factor, dtype=np.float64),
        np.array([draw(st.integers(0, many)) for many in places], dtype=np.int32),
    )


def pairs_of(people: int, weights: dict[tuple[int, int], float]) -> Pairs:
    """Pairs in compressed rows, from their weights by (person, opening)."""
    keys = sorted(weights)
    start = np.searchsorted([person for person, _ in keys], np.arange(people + 1)).astype(np.int64)
    opening = np.array([opening for _, opening in keys], dtype=np.int32)
    return Pairs(start, opening, np.array([weights[key] for key in keys], dtype=np.float32))


def without(problem: Problem, person: int) -> Problem:
    """The problem when somebody can take nothing."""
    count = problem.count.copy()
    count[person] = 0
    return Problem(problem.pairs, problem.seats, count, problem.newcomer)


def weights_of(problem: Problem) -> dict[tuple[int, int], float]:
    """Weights by (person, opening)."""
    pairs = problem.pairs
    person = np.repeat(np.arange(len(problem)), np.diff(pairs.start))
    return {(int(i), int(j)): float(w) for i, j, w in zip(person, pairs.opening, pairs.weight, strict=True)}


def opening_of(problem: Problem, place: int) -> int:
    """Whose place it is."""
    return int(np.searchsorted(problem.seats.first_place, place, side="right")) - 1


def check_feasible(problem: Problem, plan: Plan) -> None:
    """A plan keeps every limit and its value is what it says."""
    check_holders(problem, plan.holder, plan.value)


def check_holders(problem: Problem, holder: Numbers, said: float) -> None:
    """Each limit by itself, and that the value is what was said."""
    weights, taken, value = weights_of(problem), set(), 0.0
    totals = np.zeros(len(problem), dtype=np.int64)
    for place, person in enumerate(holder.tolist()):
        if person < 0:
            continue
        opening = opening_of(problem, place)
        reserved = place >= problem.seats.first_place[opening + 1] - problem.seats.reserved[opening]
        assert (person, opening) in weights
        assert problem.newcomer[person] or not reserved
        slot = (person, int(problem.seats.slot[opening]))
        assert slot not in taken
        taken.add(slot)
        totals[person] += 1
        value += weights[person, opening] * float(problem.seats.factor[place])
    assert (totals <= problem.count).all()
    assert np.isclose(value, said, rtol=1e-9, atol=1e-12)


def exact_value(problem: Problem) -> float:
    """The optimum, by the simplex method on the whole program (one variable for each pair and place)."""
    program, terms, number = _program(), {}, counting()
    objective = 0.0
    for (person, opening), weight in weights_of(problem).items():
        seats = problem.seats
        last = seats.first_place[opening + 1] - (0 if problem.newcomer[person] else seats.reserved[opening])
        for place in range(seats.first_place[opening], last):
            variable = program.addVariable(lb=0, ub=1, name=str(next(number)))
            objective += weight * float(seats.factor[place]) * variable
            for limit in (("place", place), ("person", person), ("slot", person, seats.slot[opening])):
                terms[limit] = terms.get(limit, 0.0) + variable
    for limit, total in terms.items():
        program.addConstr(total <= (float(problem.count[limit[1]]) if limit[0] == "person" else 1.0))
    if not terms:
        return 0.0
    program.maximize(objective)
    return float(program.getInfo().objective_function_value)


def _program() -> highspy.Highs:
    program = highspy.Highs()
    program.setOptionValue("output_flag", False)
    return program
