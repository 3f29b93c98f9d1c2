"""Of which kind somebody is asked is drawn last, and the log says with which probability."""

from collections import Counter
from uuid import UUID

import numpy as np
import pytest

from models.asks.draw_kinds import chances_of_kinds, draw_kinds, mask_of_kinds
from models.asks.next_steps import Planned
from models.asks.rules.decisions import Decision
from models.asks.rules.next_steps import KIND_OF, Known, Subject, chance_of_yes, told_of, worthwhile_steps
from models.asks.tables import AskKind

FIRST = 0.005
TOLD = {subject: told_of(KIND_OF[subject]) for subject in Subject}
CHANCES = {subject: chance_of_yes(told) for subject, told in TOLD.items()}
SKILLED = Known(times=3, days=10, opens={Subject.SKILLS: 4})
"""Could bring a friend (worth 0.08 × 0.6) or tell what they can do (0.3 × 0.03 × 4)."""


def a_plan(number: int, known: Known = SKILLED) -> Planned:
    steps = worthwhile_steps(known, CHANCES, FIRST)
    ids = UUID(int=number), UUID(int=number << 64 | number)
    return Planned(*ids, "UTC", Decision.ASKED, 0, 0, known, next(iter(steps), None), None, steps)


def test_of_each_kind_only_the_best_is_left_and_the_best_of_all_comes_first() -> None:
    known = Known(times=3, days=10, opens={Subject.SKILLS: 4, Subject.AVAILABILITY: 9})
    assert [step.subject for step in worthwhile_steps(known, CHANCES, FIRST)] == [
        Subject.AVAILABILITY,
        Subject.BRING_FRIEND,
    ]


def test_the_log_says_how_often_each_kind_falls() -> None:
    planned = [a_plan(number) for number in range(20_000)]
    draw_kinds(planned, TOLD, seed=7)
    fell = Counter(KIND_OF[each.step.subject] for each in planned if each.step)
    (other,) = {each.probability for each in planned if each.step and each.step.subject is Subject.SKILLS}
    (best,) = {each.probability for each in planned if each.step and each.step.subject is Subject.BRING_FRIEND}
    assert best + other == pytest.approx(1)
    assert 0.01 <= other <= 0.1
    assert abs(fell[AskKind.PROFILE] - 20_000 * other) < 4 * (20_000 * other * best) ** 0.5
    assert {each.possible for each in planned} == {1 << 5 | 1 << 7}


def test_the_same_seed_draws_the_same_again() -> None:
    first, again, others = ([a_plan(number) for number in range(500)] for _ in range(3))
    for planned, seed in ((first, 7), (again, 7), (others, 8)):
        draw_kinds(planned, TOLD, seed)
    assert [each.step for each in first] == [each.step for each in again]
    assert [each.step for each in first] != [each.step for each in others]


@pytest.mark.parametrize("known", [Known(), Known(times=3, days=10), Known(times=1, days=90)])
def test_where_no_two_kinds_are_worth_asking_nothing_is_drawn(known: Known) -> None:
    planned = a_plan(1, known)
    draw_kinds([planned], TOLD, seed=7)
    assert (planned.step, planned.probability, planned.possible) == (next(iter(planned.steps), None), 1.0, 0)


def test_whoever_is_not_asked_draws_nothing() -> None:
    planned = a_plan(1)
    planned.decision = Decision.OTHERS_TURN
    draw_kinds([planned], TOLD, seed=7)
    assert (planned.step, planned.possible) == (planned.steps[0], 0)


@pytest.mark.parametrize(("friend", "skills", "chances"), [(1.0, 0.0, [0.99, 0.01]), (0.0, 1.0, [0.9, 0.1])])
def test_a_kind_gets_a_hundredth_at_least_and_all_but_the_best_a_tenth(
    friend: float, skills: float, chances: list[float]
) -> None:
    drawn = {Subject.BRING_FRIEND: np.full(1_000, friend), Subject.SKILLS: np.full(1_000, skills)}
    assert chances_of_kinds(a_plan(1), drawn).tolist() == pytest.approx(chances)


def test_kinds_stand_above_the_dimensions_in_the_mask() -> None:
    assert mask_of_kinds(worthwhile_steps(SKILLED, CHANCES, FIRST)) == 0b1010_0000
