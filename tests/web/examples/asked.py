"""What Maya is asked and told: her attention, cards that she was given, her messages."""

from typing import Any

from tests.web.examples.tasks import REASONS, task
from tests.web.examples.values import connection, moment

ATTENTION = {
    "recoveryDays": 30,
    "inWeek": 1,
    "mostInWeek": 2,
    "inMonth": 2,
    "mostInMonth": 5,
    "waiting": 1,
    "left": 2.5,
    "budget": 4.0,
    "freeAt": moment(days=2),
    "reason": "Not asked: after each ask there are three quiet days.",
    "asks": [
        {"askedAt": moment(days=-1), "answer": None, "cost": 1.0, "about": None, "task": {"title": "Knock on doors"}},
        {"askedAt": moment(days=-9), "answer": "NOT_NOW", "cost": 0.5, "about": "Bring a friend", "task": None},
    ],
}


def card(key: str, name: str, phone: str, language: str, route: str) -> dict[str, Any]:
    shown = task()
    return {
        "id": key,
        "name": name,
        "phone": phone,
        "language": language,
        "route": route,
        "leasedUntil": moment(hours=20),
        "words": [
            f"Hello {name.split()[0]}, this is Maya.",
            "Thank you for your last contribution: Cooking, 45 minutes.",
            "What is needed next: Knock on doors around Tompkins Square, Saturday, 10:00 – 12:00",
            "I thought of you, because: it is a ten-minute walk from you.",
            "Could you come? It is fine to say no.",
        ],
        "reasons": REASONS[:2],
        "task": shown,
        "shift": shown["shifts"][0],
    }


def messages() -> dict[str, Any]:
    return connection(
        [
            {
                "id": "ME1",
                "purpose": "ASK",
                "channel": "EMAIL",
                "subject": "Maya, can you help with “Knock on doors”?",
                "body": "Hello Maya,\n\nThank you for your 14 calls.",
                "state": "SENT",
                "createdAt": moment(days=-1),
                "sentAt": moment(days=-1),
                "why": "You agreed to be asked, and this task is near you.",
            },
            {
                "id": "ME2",
                "purpose": "SIGN_IN",
                "channel": "EMAIL",
                "subject": "Your way in to Groundswell",
                "body": "",
                "state": "SENT",
                "createdAt": moment(days=-3),
                "sentAt": moment(days=-3),
                "why": "You asked for a way in.",
            },
        ]
    )
