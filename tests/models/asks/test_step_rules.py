"""What somebody is asked besides shifts, by rules on plain values."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.asks.rules.next_steps import (
    EXPECTED,
    KIND_OF,
    RUNGS,
    SILENCE,
    Known,
    Subject,
    chance_of_yes,
    is_thanked,
    most_a_day,
    next_rung,
    possible_steps,
    rests,
    told_of,
    whose_turn,
    worth_of,
    worthwhile_steps,
)
from models.asks.tables import AskAnswer, AskKind

FIRST = 0.005
CHANCES = {subject: EXPECTED[KIND_OF[subject]] for subject in Subject}
FRIEND, HOST, LEAD, NEAR = Subject.BRING_FRIEND, Subject.HOST, Subject.LEAD_TEAM, Subject.WHAT_IS_NEAR


@pytest.mark.parametrize(
    ("known", "rung"),
    [
        (Known(), None),
        (Known(times=2, days=1), None),
        (Known(times=3, days=30), FRIEND),
        (Known(times=3, days=31), None),
        (Known(times=9, days=1, adult=True), FRIEND),
        (Known(times=4, days=1, adult=True, resting=frozenset({FRIEND})), None),
        (Known(times=5, days=1, adult=True, resting=frozenset({FRIEND})), HOST),
        (Known(times=5, days=1, resting=frozenset({FRIEND})), None),
        (Known(times=8, days=1, adult=True, hosted=True, leaderless=True, resting=frozenset({FRIEND})), LEAD),
        (Known(times=8, days=1, adult=True, hosted=True, resting=frozenset({FRIEND})), None),
        (
            Known(times=8, days=1, adult=True, hosted=True, leads=True, leaderless=True, resting=frozenset({FRIEND})),
            None,
        ),
    ],
)
def test_the_next_rung_is_the_lowest_that_is_neither_reached_nor_declined(known: Known, rung: Subject | None) -> None:
    assert next_rung(known) is rung


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        (Known(times=1, days=SILENCE), True),
        (Known(times=1, days=SILENCE - 1), False),
        (Known(times=1, days=400, planned=True), False),
        (Known(times=1, days=400, resting=frozenset({NEAR})), False),
        (Known(), False),
    ],
)
def test_who_was_here_before_and_has_nothing_planned_is_asked_to_come_back(known: Known, *, asked: bool) -> None:
    assert (NEAR in possible_steps(known)) is asked


def test_a_question_is_worth_what_its_answer_opens_up_to_ten_tasks() -> None:
    known = Known(opens={Subject.SKILLS: 3, Subject.WILLING: 10, Subject.AVAILABILITY: 40, Subject.BIRTH_YEAR: 0})
    assert [round(worth_of(each, known), 9) for each in known.opens] == [0.09, 0.3, 0.3, 0]
    assert possible_steps(known) == [Subject.SKILLS, Subject.WILLING, Subject.AVAILABILITY]
    best = next(iter(worthwhile_steps(known, CHANCES, FIRST)), None)
    assert best is not None
    assert (best.subject, best.chance, round(best.value, 9)) == (Subject.WILLING, 0.3, 0.085)


@pytest.mark.parametrize(
    ("known", "subject", "value"),
    [
        (Known(times=3, days=1), FRIEND, 0.08 * 0.6),
        (Known(times=5, days=1, adult=True, resting=frozenset({FRIEND})), HOST, 0.08),
        (Known(times=8, days=1, adult=True, hosted=True, leaderless=True, resting=frozenset({FRIEND})), LEAD, 0.12),
        (Known(times=1, days=60), NEAR, 0.05),
        (Known(times=9, days=60), NEAR, 0.1),
    ],
)
def test_what_is_worth_most_less_its_price(known: Known, subject: Subject, value: float) -> None:
    best = next(iter(worthwhile_steps(known, CHANCES, FIRST)), None)
    assert best is not None
    assert (best.subject, round(best.value, 9)) == (subject, round(value - FIRST, 9))
    assert worthwhile_steps(known, CHANCES, value) == []


@pytest.mark.parametrize(
    ("known", "thanked"),
    [
        (Known(times=1, days=2), True),
        (Known(times=1, days=14), True),
        (Known(times=1, days=15), False),
        (Known(times=1, days=1), False),
        (Known(times=1, days=5, thanked=True), False),
        (Known(), False),
    ],
)
def test_thanks_come_within_two_weeks_and_once(known: Known, *, thanked: bool) -> None:
    assert is_thanked(known) is thanked


@pytest.mark.parametrize(
    ("kind", "answer", "days"),
    [
        (AskKind.STEP, None, 90),
        (AskKind.STEP, AskAnswer.NOT_NOW, 90),
        (AskKind.STEP, AskAnswer.YES, 365),
        (AskKind.RETURN, AskAnswer.YES, 90),
        (AskKind.PROFILE, AskAnswer.YES, 90),
        (AskKind.STEP, AskAnswer.NOT_MY_THING, 365),
        (AskKind.RETURN, AskAnswer.TOO_FAR, 365),
        (AskKind.PROFILE, AskAnswer.ALREADY_DID, 365),
    ],
)
def test_the_same_is_not_asked_again_for_a_season_or_a_year(kind: AskKind, answer: AskAnswer | None, days: int) -> None:
    assert rests(kind, answer, timedelta(days=days) - timedelta(seconds=1))
    assert not rests(kind, answer, timedelta(days=days))


def test_chances_are_learned_from_what_people_answered() -> None:
    assert chance_of_yes(told_of(AskKind.STEP)) == 0.08
    assert chance_of_yes(told_of(AskKind.STEP, 20, 0)) == 0.04
    assert chance_of_yes(told_of(AskKind.PROFILE, 80, 44)) == 0.5


def test_two_in_a_hundred_a_day_and_at_least_twenty() -> None:
    assert [most_a_day(people) for people in (0, 1_000, 1_050, 1_000_000)] == [20, 20, 21, 20_000]


def test_whoever_waited_longest_comes_first() -> None:
    assert whose_turn([5, 9, 9, 1], 3) == [1, 2, 0]


KNOWN = st.builds(
    Known,
    times=st.integers(1, 12),
    days=st.integers(0, 400),
    planned=st.booleans(),
    adult=st.booleans(),
    hosted=st.booleans(),
    leads=st.booleans(),
    leaderless=st.booleans(),
    opens=st.dictionaries(st.sampled_from([Subject.WILLING, Subject.SKILLS]), st.integers(0, 20)),
    resting=st.frozensets(st.sampled_from(list(Subject))),
)


@given(KNOWN, st.floats(0, 0.2))
def test_nobody_is_asked_what_rests_or_is_not_worth_its_price(known: Known, price: float) -> None:
    best = next(iter(worthwhile_steps(known, CHANCES, price)), None)
    values = [CHANCES[each] * worth_of(each, known) - price for each in possible_steps(known)]
    if best is None:
        assert all(value <= 0 for value in values)
    else:
        assert best.subject not in known.resting
        assert best.value == max(values) > 0
        assert KIND_OF[best.subject] is not AskKind.SHIFT
        assert best.subject not in RUNGS or known.times >= RUNGS[best.subject]
