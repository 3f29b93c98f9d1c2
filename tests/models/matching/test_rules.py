"""Limits, scores and reasons, case by case."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from models.activity.tables import ActivityKind
from models.matching.rules import (
    Opening,
    Reader,
    crowding,
    put_into_words,
    reasons_for,
    score,
    within_limits,
    word_reason,
)
from models.matching.rules.crowd import Proof
from models.matching.rules.match import match
from models.people.rules.availability import DayPart, slot_bit
from models.people.tables import Evidence
from tests.models.matching.crowds import MONDAY, SKILL, Someone, crowd_of, opening

MONDAY_MORNING = slot_bit(0, DayPart.MORNING)
"""The opening starts at 15:00 UTC, 11:00 in New York."""

IN_KILOMETRES = Reader("en", miles=False)


def _can(person: Someone, shift: Opening) -> bool:
    return len(within_limits(crowd_of(person), shift).numbers) == 1


@pytest.mark.parametrize(
    ("person", "changes", "expected"),
    [
        (Someone(), {}, True),
        (Someone(latitude=41.1), {}, True),
        (Someone(latitude=41.12), {}, False),
        (Someone(latitude=40.9, maximum_km=10), {}, False),
        (Someone(latitude=60), {"remote": True, "latitude": None, "longitude": None}, True),
        (Someone(latitude=None), {}, True),
        (Someone(latitude=None, region_path="US/NY/047/"), {}, False),
        (Someone(region_path="US/NY/047/"), {"latitude": None, "longitude": None}, False),
        (Someone(region_path="US/NY/047/"), {"latitude": None, "longitude": None, "region_path": "US/NY/"}, True),
        (Someone(), {"minimum_age": 16}, False),
        (Someone(birth_year=2008), {"minimum_age": 18}, False),
        (Someone(birth_year=2007), {"minimum_age": 18}, True),
        (Someone(birth_year=2011), {}, False),
        (Someone(birth_year=2011, has_guardian=True), {}, True),
        (Someone(paused_until=MONDAY + timedelta(hours=15)), {}, True),
        (Someone(paused_until=MONDAY + timedelta(hours=16)), {}, False),
        (Someone(availability=MONDAY_MORNING), {}, True),
        (Someone(availability=slot_bit(0, DayPart.AFTERNOON)), {}, False),
        (Someone(availability=0), {}, False),
        (Someone(weekly_minutes=120), {}, True),
        (Someone(weekly_minutes=119), {}, False),
        (Someone(busy=((MONDAY - timedelta(hours=1), MONDAY + timedelta(hours=3)),)), {}, True),
        (Someone(busy=((MONDAY - timedelta(hours=1), MONDAY + timedelta(hours=3)),), rest_hours=13), {}, False),
        (Someone(busy=((MONDAY + timedelta(hours=13), MONDAY + timedelta(hours=15)),)), {}, True),
        (Someone(busy=((MONDAY + timedelta(hours=13), MONDAY + timedelta(hours=15)),), most_in_a_row=1), {}, False),
        (Someone(busy=((MONDAY + timedelta(hours=17), MONDAY + timedelta(hours=18)),)), {}, True),
        (Someone(busy=((MONDAY + timedelta(hours=16), MONDAY + timedelta(hours=18)),)), {}, False),
        (Someone(refused=frozenset({1})), {}, False),
        (Someone(refused=frozenset({2})), {}, True),
        (Someone(unwilling=(ActivityKind.CANVASS,)), {}, False),
        (Someone(unwilling=(ActivityKind.DRIVING,)), {}, True),
        (Someone(from_home=False), {"remote": True}, False),
        (Someone(from_home=False), {}, True),
    ],
)
def test_hard_limits(person: Someone, changes: dict[str, Any], expected: bool) -> None:
    assert _can(person, opening(**changes)) is expected


def _score(person: Someone, **changes: Any) -> float:
    crowd, shift = crowd_of(person), opening(**changes)
    return float(score(crowd, shift, within_limits(crowd, shift))[0])


def test_a_score_is_fit_times_yes_times_show_times_need() -> None:
    assert _score(Someone()) == pytest.approx(0.5 * 0.8 * (1 / 5) * (4 / 5) * 0.6)
    best = Someone(did={ActivityKind.CANVASS: 1}, availability=MONDAY_MORNING, yes=15, came=15, skill=1.0)
    full = _score(best, urgency=3, skills={SKILL: {"en": "driving"}})
    assert full == pytest.approx(16 / 20 * 19 / 20)


@pytest.mark.parametrize(
    ("better", "worse", "ratio"),
    [
        (Someone(), Someone(latitude=41.0), 4),
        (Someone(willing=(ActivityKind.CANVASS,)), Someone(), 1.6),
        (Someone(), Someone(willing=(ActivityKind.DRIVING,)), 2.5),
        (Someone(did={ActivityKind.CANVASS: 2}), Someone(willing=(ActivityKind.CANVASS,)), 1.25),
        (Someone(availability=MONDAY_MORNING), Someone(), 1.25),
        (Someone(yes=1), Someone(), (2 / 6) / (1 / 5)),
        (Someone(), Someone(missed=1), (4 / 5) / (4 / 6)),
    ],
)
def test_what_makes_a_better_match(better: Someone, worse: Someone, ratio: float) -> None:
    assert _score(better) / _score(worse) == pytest.approx(ratio)


def test_skills_raise_the_fit_by_their_evidence() -> None:
    skills = {SKILL: {"en": "driving"}}
    assert _score(Someone(skill=1.0), skills=skills) / _score(Someone(), skills=skills) == pytest.approx(2)
    assert _score(Someone(skill=0.6), skills=skills) / _score(Someone(), skills=skills) == pytest.approx(1.6)


def test_a_task_loses_with_each_match_it_has() -> None:
    assert [round(crowding(matches), 3) for matches in (0, 1, 3, 8)] == [1.0, 0.707, 0.5, 0.333]
    people = crowd_of(Someone(), Someone())
    choices = match(people, [opening(1, free=2), opening(2, free=2)]).choices
    matches = [choice for choice in choices if not choice.reserve]
    best = sorted(matches, key=lambda choice: -choice.score)[:2]
    assert {choice.opening for choice in best} == {0, 1}
    assert {choice.number for choice in best} == {0, 1}


def test_the_nearer_of_two_equals_comes_first() -> None:
    choices = match(crowd_of(Someone(latitude=40.76), Someone(latitude=40.75)), [opening(free=1)]).choices
    assert [(choice.number, choice.reserve) for choice in choices] == [(1, False), (0, True)]


def test_a_newcomer_without_a_place_gets_remote_work_as_a_reserve() -> None:
    remote = opening(2, free=1, remote=True, latitude=None, longitude=None)
    choices = match(crowd_of(Someone(yes=5), Someone(first_week=True)), [remote]).choices
    assert [(choice.number, choice.reserve) for choice in choices] == [(0, False), (1, True)]


def test_work_from_home_goes_first_to_people_of_the_same_country() -> None:
    remote = opening(free=1, remote=True, latitude=None, longitude=None)
    choices = match(crowd_of(Someone(region_path="PL/14/", yes=9), Someone()), [remote]).choices
    assert next((choice.number, choice.reserve) for choice in choices) == (1, False)


def test_reasons_say_what_counted_strongest_first() -> None:
    person = Someone(
        did={ActivityKind.DRIVING: 4}, skill=0.8, availability=slot_bit(0, DayPart.MORNING), came=3, latitude=40.76
    )
    skills = {SKILL: {"en": "drive vehicles", "pl": "prowadzenie pojazdów"}}
    reasons = reasons_for(crowd_of(person), opening(kind=ActivityKind.DRIVING, skills=skills), 0, 3.14)
    assert reasons == [
        {"code": "did_before", "kind": "driving", "times": 4, "month": "2026-09"},
        {"code": "skill", "skill_id": str(SKILL), "labels": dict(skills[SKILL])},
        {"code": "near", "km": 3.1},
        {"code": "available", "weekday": 0, "part": "morning"},
        {"code": "reliable", "times": 3},
    ]
    assert put_into_words(reasons, IN_KILOMETRES) == (
        "You have done this 4 times, last in September 2026: Driving. You can do what it takes: drive vehicles. "
        "It is near you: 3.1 km. You can come then: Monday, in the morning. "
        "One can count on you: you always came."
    )


@pytest.mark.parametrize(
    ("evidence", "to_volunteer", "to_organizer"),
    [
        (Evidence.DECLARED, "(you told us in March 2026)", "(said so in March 2026)"),
        (Evidence.DEMONSTRATED, "(you did it here, last in March 2026)", "(did it here, last in March 2026)"),
        (Evidence.ENDORSED, "(others vouch for you, last in March 2026)", "(others vouch for it, last in March 2026)"),
        (Evidence.TAUGHT, "(you teach it, last in March 2026)", "(teaches it, last in March 2026)"),
    ],
)
def test_a_skill_says_how_well_it_is_known(evidence: Evidence, to_volunteer: str, to_organizer: str) -> None:
    crowd = replace(crowd_of(Someone(skill=0.8)), proofs={SKILL: {0: Proof(evidence, date(2026, 3, 4))}})
    (reason, *_) = reasons_for(crowd, opening(skills={SKILL: {"en": "drive"}}), 0, 3.0)
    assert (reason["evidence"], reason["month"]) == (evidence.value, "2026-03")
    for organizes, said in ((False, to_volunteer), (True, to_organizer)):
        assert said in word_reason(reason, Reader("en", miles=False, organizes=organizes))


@pytest.mark.parametrize(
    ("person", "changes", "km", "sentence"),
    [
        (
            Someone(willing=(ActivityKind.CANVASS,)),
            {},
            20.0,
            "You want to do this kind of work: Canvassing. It is 20 km from you.",
        ),
        (Someone(newcomer=True), {"remote": True}, float("nan"), "You can do it from home. It is a good first task."),
        (Someone(), {"latitude": None, "longitude": None}, float("nan"), "It is in your region."),
        (
            Someone(did={ActivityKind.CANVASS: 1}),
            {},
            11.3,
            "You have done this 1 time, last in September 2026: Canvassing. It is 11 km from you.",
        ),
    ],
)
def test_reasons_in_words(person: Someone, changes: dict[str, Any], km: float, sentence: str) -> None:
    assert put_into_words(reasons_for(crowd_of(person), opening(**changes), 0, km), IN_KILOMETRES) == sentence


def test_codes_of_another_version_are_passed_over() -> None:
    assert put_into_words([{"code": "telepathy"}, {"code": "remote"}], IN_KILOMETRES) == "You can do it from home."


EVERY_REASON: list[dict[str, Any]] = [
    {"code": "did_before", "kind": "driving", "times": 4, "month": "2026-10"},
    {"code": "willing", "kind": "driving"},
    {"code": "skill", "skill_id": str(SKILL), "labels": {"en": "drive vehicles", "pl": "prowadzić pojazdy"}},
    {"code": "near", "km": 3.1},
    {"code": "within_reach", "km": 20.0},
    {"code": "same_region"},
    {"code": "remote"},
    {"code": "available", "weekday": 5, "part": "morning"},
    {"code": "available", "weekday": 5, "part": "afternoon"},
    {"code": "available", "weekday": 5, "part": "evening"},
    {"code": "newcomer"},
    {"code": "reliable", "times": 3},
]


def test_an_organizer_reads_about_the_volunteer() -> None:
    organizer = Reader("en", miles=True, organizes=True)
    assert [word_reason(reason, organizer) for reason in EVERY_REASON] == [
        "Did this 4 times, last in October 2026: Driving.",
        "Would like this kind of work: Driving.",
        "Can do what it takes: drive vehicles.",
        "Lives nearby: 1.9 mi away.",
        "Lives 12 mi away.",
        "Lives in the region.",
        "Can do it from home.",
        "Is free then: Saturday, in the morning.",
        "Is free then: Saturday, in the afternoon.",
        "Is free then: Saturday, in the evening.",
        "Is new: it is a good first task.",
        "Reliable: always came so far.",
    ]


@pytest.mark.parametrize("language", ["en", "pl", "ar"])
def test_the_two_readers_never_read_the_same(language: str) -> None:
    for reason in EVERY_REASON:
        said = {word_reason(reason, Reader(language, miles=False, organizes=organizes)) for organizes in (False, True)}
        assert len(said) == 2, reason
