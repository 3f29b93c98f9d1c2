"""Example answers of work that somebody has to look at."""

from typing import Any

from tests.web.examples.people import PEOPLE
from tests.web.examples.values import day, moment, payload

CONCERN = {
    "concern": "RATE",
    "text": "41 in an hour are more than usual (26). Perhaps a finger slipped.",
    "isOpen": True,
}
DECISION = {
    "verdict": "CORROBORATED",
    "text": "An organizer has looked at it: it counts. Somebody was there and saw it.",
    "at": moment(hours=-2),
}


def flagged(number: int, person: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Work of somebody, with what is unusual about it."""
    activity = {
        "id": f"FA{number}",
        "kind": "CANVASS",
        "quantity": 41,
        "minutes": 60,
        "startedAt": moment(days=-1),
        "localDate": day(-1),
        "points": 30000,
        "note": "The whole tower on Avenue D, with the lift.",
        "voided": False,
        "reversed": False,
        "concerns": [CONCERN],
        "decision": None,
    }
    return {"isMine": changes.pop("mine", False), "person": person, "activity": activity | changes}


WAITING = [
    flagged(1, PEOPLE[0]),
    flagged(
        2,
        PEOPLE[1],
        concerns=[CONCERN, CONCERN | {"concern": "DUPLICATE", "text": "Somebody else wrote down the same."}],
        note=None,
    ),
    flagged(3, PEOPLE[2], mine=True),
]
DECIDED = [
    flagged(4, PEOPLE[0], decision=DECISION),
    flagged(5, PEOPLE[1], decision=DECISION | {"verdict": "REVERSED", "text": "It does not count."}, reversed=True),
]


def answers() -> dict[str, Any]:
    """What can be asked about it."""
    return {
        "flaggedActivities": lambda _info, decided=False: DECIDED if decided else WAITING,
        "activityReview": payload("ActivityReview", activity={"id": "FA1", "points": 60000, "reversed": False}),
    }
