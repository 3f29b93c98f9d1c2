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
                "task": {"title": "Call neighbours", "timeZone": "America/New_York"},
                "shift": {"startsAt": moment(days=6)},
            },
            {
                "decidedAt": moment(days=-2),
                "sentence": "Asked: it was the best fit among all that was needed.",
                "until": None,
                "task": {"title": "Knock on doors", "timeZone": "America/New_York"},
                "shift": {"startsAt": moment(days=5)},
            },
        ]
    )
