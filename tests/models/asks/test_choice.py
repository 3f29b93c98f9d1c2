"""One best ask for each person, never more than a shift wants."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from models.asks.rules.choice import LEAST_CHANCE, Candidate, Declined, choose

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PEOPLE = [UUID(int=number) for number in range(1, 7)]
SHIFTS = [UUID(int=number) for number in range(101, 104)]


def candidate(
    person: int,
    shift: int,
    score: float,
    urgency: int = 1,
    days: float = 5,
    kind: str = "canvass",
    chance: float = 1.0,
) -> Candidate:
    return Candidate(
        person_id=PEOPLE[person],
        task_id=SHIFTS[shift],
        shift_id=SHIFTS[shift],
        kind=kind,
        score=score,
        urgency=urgency,
        starts_at=NOW + timedelta(days=days),
        chance=chance,
    )


def test_a_person_gets_the_best_of_their_candidates() -> None:
    chosen = choose([candidate(0, 0, 0.4), candidate(0, 1, 0.6)], {SHIFTS[0]: 3, SHIFTS[1]: 3}, {}, NOW)
    assert [(one.person_id, one.shift_id) for one in chosen] == [(PEOPLE[0], SHIFTS[1])]


def test_urgency_weighs() -> None:
    calm, urgent = candidate(0, 0, 0.6, urgency=0), candidate(0, 1, 0.4, urgency=3)
    assert choose([calm, urgent], {SHIFTS[0]: 1, SHIFTS[1]: 1}, {}, NOW) == [urgent]


def test_a_shift_takes_the_best_and_no_more_than_it_wants() -> None:
    candidates = [candidate(person, 0, score) for person, score in enumerate([0.2, 0.9, 0.5])]
    assert [one.person_id for one in choose(candidates, {SHIFTS[0]: 2}, {}, NOW)] == [PEOPLE[1], PEOPLE[2]]


def test_three_days_of_lead_are_kept() -> None:
    late, early = candidate(0, 0, 0.9, days=2.99), candidate(1, 0, 0.1, days=3)
    assert choose([late, early], {SHIFTS[0]: 2}, {}, NOW) == [early]


def test_a_no_stops_the_task_and_not_my_thing_the_kind() -> None:
    candidates = [candidate(0, 0, 0.9), candidate(0, 1, 0.8, kind="cooking"), candidate(0, 2, 0.7, kind="driving")]
    declined = {PEOPLE[0]: Declined(frozenset({SHIFTS[0]}), frozenset({"cooking"}))}
    assert choose(candidates, dict.fromkeys(SHIFTS, 1), declined, NOW) == [candidates[2]]


def test_as_many_are_asked_as_are_expected_to_fill_what_is_missing() -> None:
    likely = [candidate(person, 0, 1 - person / 10, chance=0.5) for person in range(6)]
    assert len(choose(likely, {SHIFTS[0]: 2}, {}, NOW)) == 4
    assert len(choose(likely, {SHIFTS[0]: 1.6}, {}, NOW)) == 4
    assert len(choose(likely, {SHIFTS[0]: 0.5}, {}, NOW)) == 1
    assert choose(likely, {SHIFTS[0]: 0.0}, {}, NOW) == []


def test_however_unlikely_each_is_not_everybody_is_asked_for_one_place() -> None:
    hopeless = [candidate(0, 0, 0.5, chance=0.0)]
    assert choose(hopeless, {SHIFTS[0]: LEAST_CHANCE}, {}, NOW) == hopeless
    assert hopeless[0].brings == LEAST_CHANCE


candidates = st.lists(
    st.builds(
        candidate,
        st.integers(0, 5),
        st.integers(0, 2),
        st.floats(0, 1),
        st.integers(0, 3),
        st.floats(0, 9),
        chance=st.floats(0, 1),
    ),
    max_size=30,
    unique_by=lambda one: (one.person_id, one.shift_id),
)


@settings(deadline=None)
@given(candidates, st.lists(st.floats(0, 4), min_size=3, max_size=3), st.randoms())
def test_nobody_twice_no_shift_over_and_no_order_of_arrival(
    found: list[Candidate], wanted: list[float], random: Random
) -> None:
    limits = dict(zip(SHIFTS, wanted, strict=True))
    chosen = choose(found, limits, {}, NOW)
    shuffled = found[:]
    random.shuffle(shuffled)
    assert len({one.person_id for one in chosen}) == len(chosen)
    for shift in SHIFTS:
        *but_the_last, last = [one.brings for one in chosen if one.shift_id == shift] or [0.0]
        assert sum(but_the_last) < limits[shift] or not last
    assert choose(shuffled, limits, {}, NOW) == chosen
