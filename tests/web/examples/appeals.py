"""An appeal as a draft, with its preview; and how it stands."""

from typing import Any

from tests.web.examples.tasks import task
from tests.web.examples.values import moment

TALLY = {"asked": 12, "toBeCalled": 0, "unsent": 2, "yes": 3, "no": 1, "silent": 6, "recalled": 0}
FORESIGHT: dict[str, Any] = {
    "foreseenAt": moment(),
    "first": 12,
    "most": 48,
    "waves": 4,
    "shifts": [
        {
            "free": 6,
            "first": 12,
            "most": 48,
            "perPlace": 2.0,
            "asked": 12,
            "yes": 3,
            "shift": {
                "id": "SH1",
                "startsAt": moment(days=9),
                "endsAt": moment(days=9, hours=2),
                "capacity": 8,
                "freePlaces": 3,
                "wouldBe": "CONFIRMED",
                "confirmed": 5,
            },
            "filledFirst": {"mean": 2.9, "low": 1, "high": 5},
            "filledMost": {"mean": 5.9, "low": 6, "high": 6},
        }
    ],
    "leftOut": [
        {"decision": "QUIET_DAYS", "people": 7, "sentence": "Not asked: after each ask there are three quiet days."},
        {"decision": "HOLDOUT", "people": None, "sentence": "Not asked: one person in twenty is never asked."},
    ],
    "regions": [
        {"people": 9, "first": 0, "most": 0, "asked": 0, "region": {"id": "R2", "name": "Kings County"}},
        {"people": 60, "first": 12, "most": None, "asked": 12, "region": {"id": "R1", "name": "New York County"}},
    ],
}


def appeal(**changes: Any) -> dict[str, Any]:
    """A draft in two languages, as its page shows it."""
    return {
        "id": "AP1",
        "state": "DRAFT",
        "perWave": 12,
        "waitHours": 48,
        "urgent": False,
        "releasedAt": None,
        "nextWaveAt": None,
        "endedAt": None,
        "task": task(),
        "texts": [
            {"language": "en", "subject": "{first_name|Friend}, can you help?", "body": "We need you on {date}."},
            {"language": "ar", "subject": "هل يمكنك المساعدة؟", "body": "نحتاج إليك."},
        ],
        "tally": dict.fromkeys(TALLY, 0),
        "waves": [],
        "foresight": FORESIGHT,
        "preview": {
            "number": 0,
            "language": "en",
            "subject": "Ada, can you help?",
            "text": "Hello Ada,\n\nWe need you on Saturday.",
            "html": "<p>Hello Ada,</p>\n<p>We need you on Saturday.</p>",
            "readers": [{"number": 0, "name": "Ada L.", "language": "en"}],
            "checks": [
                {"code": "SUBJECT", "passed": True, "sentence": "The subject is short enough for a phone."},
                {"code": "QUIET_HOURS", "passed": False, "sentence": "It is night for some of them."},
            ],
        },
    } | changes


def running() -> dict[str, Any]:
    """The same, released: one wave has gone out."""
    return appeal(
        state="RUNNING",
        releasedAt=moment(),
        nextWaveAt=moment(hours=4),
        tally=TALLY,
        waves=[{"number": 1, "at": moment(), "tally": TALLY}],
        preview=None,
    )


def answers() -> dict[str, Any]:
    """Answers about them."""
    return {"appeal": appeal()}
