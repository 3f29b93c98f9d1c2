"""What may be written, and what a team can aim at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.community.rules.goals import LEAST, MOST, ensure_possible, proposed_minutes
from models.community.rules.texts import clean_text, clean_title
from models.kernel.errors import Invalid


def test_a_text_keeps_its_lines_and_loses_what_hides() -> None:
    assert (
        clean_text("  Bring\tsoup \r\n\n\n\nand \u202ebread\x07 ", field="text", longest=50)
        == "Bring soup\n\nand bread"
    )


def test_a_title_is_one_line() -> None:
    assert clean_title("Town\nhall \n\n on Monday", field="title") == "Town hall on Monday"


@pytest.mark.parametrize("typed", ["", " \n\t ", "\u202e\x00"])
def test_nothing_is_no_text(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        clean_text(typed, field="text", longest=10)
    assert refused.value.field == "text"


def test_what_is_too_long_is_refused_whole() -> None:
    assert clean_text("é" * 10, field="text", longest=10) == "é" * 10
    with pytest.raises(Invalid):
        clean_text("é" * 11, field="text", longest=10)


@given(st.text(min_size=1, max_size=200))
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    try:
        once = clean_text(typed, field="text", longest=1000)
    except Invalid:
        return
    assert clean_text(once, field="text", longest=1000) == once


@pytest.mark.parametrize(("minutes", "possible"), [(29, False), (30, True), (100_000, True), (100_001, False)])
def test_goals_have_bounds(minutes: int, possible: bool) -> None:
    if possible:
        assert ensure_possible(minutes) == minutes
    else:
        with pytest.raises(Invalid):
            ensure_possible(minutes)


@pytest.mark.parametrize(
    ("members", "last_week", "proposed"), [(0, 0, 30), (5, 0, 300), (5, 400, 450), (15, 1000, 1110), (15, 10**6, MOST)]
)
def test_a_goal_is_proposed_that_is_a_little_more(members: int, last_week: int, proposed: int) -> None:
    assert proposed_minutes(members, last_week) == proposed


@given(st.integers(0, 15), st.integers(0, 10**6))
def test_what_is_proposed_is_possible(members: int, last_week: int) -> None:
    assert LEAST <= proposed_minutes(members, last_week) <= MOST
