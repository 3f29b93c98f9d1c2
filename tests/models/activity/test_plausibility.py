"""What asks for a look: pure rules on one person's days."""

from collections.abc import Mapping
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.activity.errors import FormulaInvalid
from models.activity.rules import EffectiveActivity, Standing, body_of, parse_formula, standing_of
from models.activity.rules.card import put_into_words
from models.activity.rules.formula import Plausibility
from models.activity.rules.plausibility import Finding, Surroundings, find_concerns, tells_apart
from models.activity.tables import Concern, Source, Verdict
from models.regions.rules import distance_km
from tests.models.activity.making import DEFAULT, at, make_activity, make_formula, make_rule

HALL, FAR = UUID(int=1), UUID(int=2)
PLACES = {HALL: (40.75, -74.0), FAR: (42.65, -73.75)}
"""Manhattan and Albany: 212 km apart."""
FORMULA = make_formula(make_rule(plausible_per_hour=26))


def find(*activities: EffectiveActivity, alike: Mapping[str, int] | None = None) -> list[Finding]:
    around = Surroundings(PLACES, lambda here, there: distance_km(*here, *there), alike or {})
    return find_concerns(FORMULA, activities, around, [each.client_key for each in activities])


def test_more_doors_than_possible_are_looked_at() -> None:
    assert find(make_activity("a", quantity=26)) == []
    assert find(make_activity("a", quantity=27)) == [Finding("a", 0, Concern.RATE, 27, 26)]
    assert find(make_activity("a", quantity=7, minutes=5)) == [Finding("a", 0, Concern.RATE, 28, 26)]


def test_places_too_far_apart_for_the_time_between() -> None:
    first = make_activity("a", shift_id=HALL, minutes=60)
    assert find(first, make_activity("b", shift_id=FAR, started_at=at(90))) == [
        Finding("b", 0, Concern.DISTANCE, 212, 135)
    ]
    assert find(first, make_activity("b", shift_id=FAR, started_at=at(120))) == []
    assert find(first, make_activity("b", shift_id=HALL, started_at=at(10))) == []
    assert find(first, make_activity("b", started_at=at(10))) == []


def test_what_was_taken_out_is_no_place_to_come_from() -> None:
    gone = make_activity("a", shift_id=HALL, verdict=Verdict.REVERSED)
    assert find(gone, make_activity("b", shift_id=FAR, started_at=at(60))) == []


@pytest.mark.parametrize(("count", "found"), [(12, 0), (13, 13)])
def test_many_pieces_of_work_within_an_hour(count: int, found: int) -> None:
    work = [
        make_activity(f"key-{number:02}", quantity=0, minutes=5, started_at=at(4 * number)) for number in range(count)
    ]
    assert [(one.concern, one.measured, one.bound) for one in find(*work)] == [(Concern.BURST, 13, 12)] * found


def test_an_hour_later_is_another_hour() -> None:
    work = [
        make_activity(f"key-{number:02}", quantity=0, minutes=5, started_at=at(5 * number)) for number in range(100)
    ]
    assert find(*work) == []


def test_what_others_logged_as_well() -> None:
    assert find(make_activity("a"), alike={"a": 2}) == [Finding("a", 0, Concern.DUPLICATE, 2, 0)]


@pytest.mark.parametrize(
    ("quantity", "source", "tells"),
    [
        (23, Source.WEB, True),
        (23, Source.IMPORT, True),
        (19, Source.WEB, False),
        (25, Source.WEB, False),
        (23, Source.CHECK_IN, False),
        (23, Source.ORGANIZER, False),
    ],
)
def test_only_odd_numbers_that_were_typed_tell_people_apart(quantity: int, source: Source, tells: bool) -> None:
    assert tells_apart(FORMULA, make_activity(quantity=quantity, source=source)) is tells


def test_what_a_person_has_confirmed_is_only_context() -> None:
    confirmed = make_activity("a", quantity=99, verdict=Verdict.CORROBORATED, verdict_revision=0)
    assert find(confirmed) == []
    assert find(confirmed._replace(revision=1)) == [Finding("a", 1, Concern.RATE, 99, 26)]


def test_a_flag_keeps_what_was_seen_from_being_confirmed() -> None:
    rule = make_rule()
    seen = make_activity(source=Source.CHECK_IN)
    assert standing_of(rule, seen) is Standing.CORROBORATED
    assert standing_of(rule, seen._replace(flagged=True)) is Standing.PROVISIONAL
    assert standing_of(rule, seen._replace(flagged=True, verdict=Verdict.CORROBORATED)) is Standing.CORROBORATED


activities = st.lists(
    st.builds(
        lambda key, start, quantity, shift: make_activity(key, started_at=at(start), quantity=quantity, shift_id=shift),
        st.text("abcdef", min_size=3, max_size=3),
        st.integers(0, 300),
        st.integers(0, 60),
        st.sampled_from([None, HALL, FAR]),
    ),
    unique_by=lambda each: each.client_key,
    max_size=20,
)


@given(activities, st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(work: list[EffectiveActivity], random: Random) -> None:
    shuffled = list(work)
    random.shuffle(shuffled)
    assert find(*shuffled) == find(*work)


@given(activities)
def test_moving_everything_in_time_changes_nothing(work: list[EffectiveActivity]) -> None:
    later = [each._replace(started_at=each.started_at + timedelta(days=40, minutes=7)) for each in work]
    assert find(*later) == find(*work)


def test_bounds_are_data_and_stand_on_the_card() -> None:
    body = body_of(DEFAULT) | {"plausibility": {"most_an_hour": 30}}
    formula = parse_formula(2, DEFAULT.valid_from, body)
    assert formula.plausibility == Plausibility(fastest_kmh=180, most_an_hour=30, least_alike=20)
    assert parse_formula(2, DEFAULT.valid_from, body_of(formula)) == formula
    assert "more pieces of work than 30 begun within an hour, at ways faster than 180 km/h" in put_into_words(
        formula, "en"
    )
    with pytest.raises(FormulaInvalid) as refused:
        parse_formula(2, DEFAULT.valid_from, body | {"plausibility": {"fastest_kmh": 5}})
    assert refused.value.path == "plausibility.fastest_kmh"
