"""What rounds of asking decided about somebody."""

from typing import Any

from tests.web.examples.values import connection, moment


def decisions() -> dict[str, Any]:
    """One that can come later, and one that was asked."""
    return connection(
        [
            {
                "decidedAt": moment(days=-1),
                "sentence": "Not asked: after each ask there are three quiet days.",
                "until": moment(days=2),
                "about": None,
                "task": {"title": "Call neighbours", "timeZone": "America/New_York"},
                "shift": {"startsAt": moment(days=6)},
            },
            {
                "decidedAt": moment(days=-2),
                "sentence": "Asked: it was the best fit among all that was needed.",
                "until": None,
                "about": None,
                "task": {"title": "Knock on doors", "timeZone": "America/New_York"},
                "shift": {"startsAt": moment(days=5)},
            },
            {
                "decidedAt": moment(days=-5),
                "sentence": "Thanked, and asked for nothing: nothing would have been worth the attention.",
                "until": None,
                "about": None,
                "task": None,
                "shift": None,
            },
        ]
    )
