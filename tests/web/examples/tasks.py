"""Example tasks, their suggestions and asks."""

from typing import Any

from tests.web.examples.people import PEOPLE
from tests.web.examples.places import ARABIC, NEW_YORK
from tests.web.examples.qualifications import DRIVING_LICENCE
from tests.web.examples.values import connection, moment, reason

REASONS = [
    reason("near", "It is a ten-minute walk from you."),
    reason("done_before", "You have knocked on doors twice, and it went well."),
    reason("free", "You said you have time on Saturday mornings."),
]

OBJECTIONS = [
    {"correction": "TOO_FAR", "skillId": None, "qualificationId": None, "text": "That is too far for me"},
    {
        "correction": "NOT_THIS_SKILL",
        "skillId": "SK2",
        "qualificationId": None,
        "text": "I cannot do this: drive vehicles",
    },
    {"correction": "NOT_THEN", "skillId": None, "qualificationId": None, "text": "I cannot come at that time"},
    {"correction": "NOT_THIS_TASK", "skillId": None, "qualificationId": None, "text": "Not this one"},
]

ABOUT = [
    reason("did_before", "Did this 4 times, last in October 2026: Canvassing."),
    reason("near", "Lives nearby: 0.7 mi away."),
    reason("available", "Is free then: Saturday, in the morning."),
]
"""The same, said to an organizer."""


def _shift(key: str, days: float, capacity: int, free: int, **more: Any) -> dict[str, Any]:
    return {
        "id": key,
        "startsAt": moment(days=days),
        "endsAt": moment(days=days, hours=2),
        "capacity": capacity,
        "confirmed": capacity - free,
        "freePlaces": free,
        "wouldBe": "CONFIRMED" if free else "WAITLISTED",
        "overbook": 2,
        "expected": {"mean": 0.92 * (capacity - free), "low": capacity - free - 2, "high": capacity - free},
        "myAssignment": None,
        "assignments": [],
    } | more


def task(key: str = "T1", **changes: Any) -> dict[str, Any]:
    """A task with shifts that know it."""
    made: dict[str, Any] = {
        "id": key,
        "kind": "CANVASS",
        "title": "Knock on doors around Tompkins Square",
        "description": "We meet at the fountain, go in pairs, and are done after two hours.\nBring good shoes.",
        "region": NEW_YORK,
        "place": "Tompkins Square Park",
        "remote": False,
        "timeZone": "America/New_York",
        "skills": [],
        "qualifications": [],
        "stepUpKind": None,
        "stepUpTimes": None,
        "minimumAge": 16,
        "urgency": 3,
        "status": "OPEN",
        "version": 3,
        "host": {"displayName": "Maya R."},
        "distanceKm": 1.4,
        "shifts": [_shift("SH1", 5.6, 8, 3), _shift("SH2", 6.7, 8, 0), _shift("SH3", 12.6, 10, 10)],
        "asks": {"chosen": 12, "sent": 9, "yes": 4, "no": 2},
        "appeals": [{"id": "AP1", "state": "RUNNING", "createdAt": moment()}],
        "suggestions": [],
        "emptiness": None,
        "mySuggestion": {"shift": {"id": "SH1"}, "reasons": REASONS, "objections": OBJECTIONS},
    } | changes
    for each in made["shifts"]:
        each["task"] = made
    return made


def _outlook(**numbers: float) -> dict[str, Any]:
    near = {"code": "near", "people": 9, "text": "live near"}
    return {
        "places": 13,
        "reasons": [near, {"code": "willing", "people": 6, "text": "would like to do this"}],
    } | numbers


def answers() -> dict[str, Any]:
    """Answers about them."""
    home = task(
        "T2",
        kind="PHONE_BANK",
        title="Call people who signed the petition",
        remote=True,
        place="",
        distanceKm=None,
        urgency=1,
        skills=[ARABIC],
    )
    to_fill = task(
        qualifications=[DRIVING_LICENCE],
        stepUpKind="CANVASS",
        stepUpTimes=3,
        suggestions=[
            {
                "person": PEOPLE[0],
                "shift": _shift("SH1", 5.6, 8, 3),
                "score": 0.9,
                "chance": 0.42,
                "distanceKm": 1.2,
                "reasons": ABOUT,
                "sentence": "",
            },
            {
                "person": PEOPLE[1],
                "shift": _shift("SH3", 12.6, 10, 10),
                "score": 0.7,
                "chance": 0.31,
                "distanceKm": 6.3,
                "reasons": ABOUT[:2],
                "sentence": "",
            },
        ],
    )
    to_fill["shifts"][0]["assignments"] = [
        {"id": "AS9", "state": "CONFIRMED", "queuePosition": None, "rating": None, "feedback": "", "person": PEOPLE[0]}
    ]
    to_fill["emptiness"] = [
        {
            "free": 3,
            "lookedAt": 240,
            "possible": 18,
            "shift": to_fill["shifts"][0],
            "effects": [
                {"limit": "TRAVEL", "inTurn": 120, "alone": 120},
                {"limit": "AGE", "inTurn": 30, "alone": 61},
                {"limit": "QUALIFICATION", "inTurn": 8, "alone": 90},
                {"limit": "AVAILABILITY", "inTurn": 64, "alone": 150},
            ],
            "loosenings": [
                {
                    "limit": "QUALIFICATION",
                    "people": 6,
                    "km": None,
                    "startsAt": None,
                    "qualification": DRIVING_LICENCE,
                },
                {"limit": "AGE", "people": 9, "km": None, "startsAt": None, "qualification": None},
                {"limit": "TRAVEL", "people": 14, "km": 30, "startsAt": None, "qualification": None},
                {"limit": "AVAILABILITY", "people": 12, "km": None, "startsAt": moment(days=6), "qualification": None},
            ],
        }
    ]
    for each in to_fill["suggestions"]:
        each["task"] = to_fill
    return {
        "tasks": connection(
            [task(), home, task("T3", kind="COOKING", title="Cook for the canvass team", urgency=1, distanceKm=4.2)],
            more=True,
        ),
        "task": to_fill,
        "taskWhatIf": {
            "now": _outlook(possible=18, suggested=11, expected=2.4),
            "then": _outlook(possible=32, suggested=13, expected=2.9),
        },
        "place": {
            "firstName": "Maya",
            "task": task(),
            "shift": task()["shifts"][0],
            "saidComing": False,
            "question": "COMING",
            "closed": None,
        },
        "ask": {
            "firstName": "Maya",
            "kind": "SHIFT",
            "about": None,
            "question": None,
            "choices": [
                {"answer": "YES", "label": "Yes, I am in"},
                {"answer": "NOT_NOW", "label": "Not now"},
                {"answer": "TOO_FAR", "label": "Too far for me"},
                {"answer": "NOT_MY_THING", "label": "Not my thing"},
                {"answer": "ALREADY_DID", "label": "I did this already"},
                {"answer": "NEVER", "label": "Please do not ask me any more"},
            ],
            "task": task(),
            "shift": task()["shifts"][0],
            "answer": None,
            "closed": False,
            "reasons": REASONS,
            "objections": OBJECTIONS,
        },
    }
