"""Example licences and trainings."""

from typing import Any

from tests.web.examples.values import day, moment

DRIVING_LICENCE = {
    "id": "Q1",
    "kind": "LICENCE",
    "name": "Driving licence",
    "needsConfirmation": False,
    "howToGet": "It is issued by the authorities where you live.",
}
FOOD_HYGIENE = {
    "id": "Q2",
    "kind": "TRAINING",
    "name": "Food hygiene",
    "needsConfirmation": True,
    "howToGet": "A course of a few hours. Ask an organizer of your region for the next one.",
}
HELD = [
    {"qualification": DRIVING_LICENCE, "expiresOn": day(400), "confirmedAt": None, "standing": "VALID"},
    {"qualification": FOOD_HYGIENE, "expiresOn": None, "confirmedAt": None, "standing": "UNCONFIRMED"},
]
CONFIRMED = HELD[1] | {"confirmedAt": moment(days=-3), "standing": "VALID"}


def answers(person: dict[str, Any]) -> dict[str, Any]:
    """Answers about them; `person` waits for a confirmation."""
    return {
        "qualifications": [DRIVING_LICENCE, FOOD_HYGIENE],
        "qualificationsToConfirm": [{"person": person, "held": HELD[1]}],
    }
