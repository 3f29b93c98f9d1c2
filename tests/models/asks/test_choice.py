"""One best ask for each person, never more than a shift wants."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.asks.rules.choice import LEAST_CHANCE, brings, choose


class Candidate(NamedTuple):
    """A person, a shift (by number), what asking is worth, the chance that they come."""

    person: int
    shift: int
    value: float
    chance: float = 1.0


def chosen_of(candidates: Sequence[Candidate], wanted: Sequence[float]) -> list[Candidate]:
    people, shifts, values, chances = np.array(candidates, dtype=np.float64).reshape(-1, 4).T
    rows = choose(people.astype(np.int64), shifts.astype(np.int64), values, chances, wanted)
    return [candidates[row] for row in rows.tolist()]


def test_a_person_gets_the_best_of_their_candidates() -> None:
    assert chosen_of([Candidate(0, 0, 0.4), Candidate(0, 1, 0.6)], [3, 3]) == [Candidate(0, 1, 0.6)]


def test_where_the_best_is_full_the_next_best_is_asked_for() -> None:
    candidates = [Candidate(0, 0, 0.9), Candidate(1, 0, 0.8), Candidate(1, 1, 0.1)]
    assert chosen_of(candidates, [1, 1]) == [candidates[0], candidates[2]]


def test_a_shift_takes_the_best_and_no_more_than_it_wants() -> None:
    candidates = [Candidate(person, 0, value) for person, value in enumerate([0.2, 0.9, 0.5])]
    assert [one.person for one in chosen_of(candidates, [2])] == [1, 2]


def test_as_many_are_asked_as_are_expected_to_fill_what_is_missing() -> None:
    likely = [Candidate(person, 0, 1 - person / 10, 0.5) for person in range(6)]
    assert [len(chosen_of(likely, [missing])) for missing in (2, 1.6, 0.5, 0.0)] == [4, 4, 1, 0]


def test_however_unlikely_each_is_not_everybody_is_asked_for_one_place() -> None:
    hopeless = [Candidate(0, 0, 0.5, 0.0), Candidate(1, 0, 0.4, 0.0)]
    assert chosen_of(hopeless, [LEAST_CHANCE]) == hopeless[:1]


def test_without_candidates_nobody_is_asked() -> None:
    assert chosen_of([], [3]) == []


found = st.lists(
    st.builds(Candidate, st.integers(0, 5), st.integers(0, 2), st.floats(0, 1), st.floats(0, 1)),
    max_size=30,
    unique_by=lambda one: (one.person, one.shift),
)


@settings(deadline=None)
@given(found, st.lists(st.floats(0, 4), min_size=3, max_size=3), st.randoms())
def test_nobody_twice_no_shift_over_and_no_order_of_arrival(
    candidates: list[Candidate], wanted: list[float], random: Random
) -> None:
    chosen = chosen_of(candidates, wanted)
    shuffled = candidates[:]
    random.shuffle(shuffled)
    assert len({one.person for one in chosen}) == len(chosen)
    for shift in range(3):
        mine = brings(np.array([one.chance for one in chosen if one.shift == shift]))
        assert not len(mine) or mine[:-1].sum() < wanted[shift]
    assert chosen_of(shuffled, wanted) == chosen
