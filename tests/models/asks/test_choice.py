"""One best ask for each person, never more than a shift wants."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from models.asks.rules.choice import Candidate, Declined, choose, invitations_wanted

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PEOPLE = [UUID(int=number) for number in range(1, 7)]
SHIFTS = [UUID(int=number) for number in range(101, 104)]


def candidate(
    person: int, shift: int, score: float, urgency: int = 1, days: float = 5, kind: str = "canvass"
) -> Candidate:
    return Candidate(
        person_id=PEOPLE[person],
        task_id=SHIFTS[shift],
        shift_id=SHIFTS[shift],
        kind=kind,
        score=score,
        urgency=urgency,
        starts_at=NOW + timedelta(days=days),
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


def test_a_wave_is_three_for_each_free_place_less_the_unanswered() -> None:
    assert invitations_wanted(4, 0) == 12
    assert invitations_wanted(4, 10) == 2
    assert invitations_wanted(1, 5) == 0
    assert invitations_wanted(0, 0) == 0


candidates = st.lists(
    st.builds(candidate, st.integers(0, 5), st.integers(0, 2), st.floats(0, 1), st.integers(0, 3), st.floats(0, 9)),
    max_size=30,
    unique_by=lambda one: (one.person_id, one.shift_id),
)


@settings(deadline=None)
@given(candidates, st.lists(st.integers(0, 4), min_size=3, max_size=3), st.randoms())
def test_nobody_twice_no_shift_over_and_no_order_of_arrival(
    found: list[Candidate], wanted: list[int], random: Random
) -> None:
    limits = dict(zip(SHIFTS, wanted, strict=True))
    chosen = choose(found, limits, {}, NOW)
    shuffled = found[:]
    random.shuffle(shuffled)
    assert len({one.person_id for one in chosen}) == len(chosen)
    assert all(count <= limits[shift] for shift, count in Counter(one.shift_id for one in chosen).items())
    assert choose(shuffled, limits, {}, NOW) == chosen
