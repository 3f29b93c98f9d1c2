"""What somebody is told about others: below what is usual, and above it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.recognition.rules.norms import NextStep, Outlook, outlook_of

FIVE = [10, 20, 30, 40, 50]
points = st.integers(0, 10**6)


def test_below_what_is_usual_one_hears_what_is_usual() -> None:
    assert outlook_of(29, FIVE, compares=True, has_open_goal=True) == Outlook(NextStep.REACH_NORM, 30)


def test_whoever_has_not_begun_hears_of_nobody() -> None:
    assert outlook_of(0, FIVE, compares=True, has_open_goal=True) == Outlook(NextStep.BEGIN)


@pytest.mark.parametrize(("open_goal", "step"), [(True, NextStep.TEAM_GOAL), (False, NextStep.MENTOR)])
def test_at_what_is_usual_and_above_one_hears_nothing_of_others(open_goal: bool, step: NextStep) -> None:
    for mine in (30, 31, 1000):
        assert outlook_of(mine, FIVE, compares=True, has_open_goal=open_goal) == Outlook(step)


def test_four_people_have_no_norm_and_nor_has_whoever_does_not_compare() -> None:
    assert outlook_of(0, FIVE[:4], compares=True, has_open_goal=True) == Outlook(NextStep.BEGIN)
    assert outlook_of(5, FIVE, compares=False, has_open_goal=True) == Outlook(NextStep.TEAM_GOAL)


@given(points, st.lists(points.filter(bool), max_size=12), st.booleans(), st.booleans())
def test_a_norm_is_only_for_those_below_it(mine: int, active: list[int], compares: bool, open_goal: bool) -> None:
    found = outlook_of(mine, active, compares=compares, has_open_goal=open_goal)
    assert (found.norm is not None) == (found.next_step is NextStep.REACH_NORM)
    if found.norm is not None:
        assert compares
        assert mine < found.norm
        assert sum(other >= found.norm for other in active) * 2 >= len(active) >= 5
