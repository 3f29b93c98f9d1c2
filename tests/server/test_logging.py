"""Nothing that is logged gives away an address or a token."""

from typing import Any

import pytest

from server.logging import HIDDEN, redact

TOKEN = "aB3_" * 11


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"event": "mail to ann@example.org failed"}, {"event": f"mail to {HIDDEN} failed"}),
        ({"email": "ann@example.org", "status_code": 200}, {"email": HIDDEN, "status_code": 200}),
        ({"event": f"GET /calendar/{TOKEN}.ics"}, {"event": f"GET /calendar/{HIDDEN}.ics"}),
        ({"event": "Authorization: Bearer abc.def"}, {"event": f"Authorization: {HIDDEN}"}),
        ({"event": "/a?token=abc&page=2"}, {"event": f"/a?token={HIDDEN}&page=2"}),
        ({"url": "postgres://user:pass@host/db"}, {"url": f"postgres://{HIDDEN}@host/db"}),
        ({"detail": {"phone": "+1 555", "rows": [1, "b@c.org"]}}, {"detail": {"phone": HIDDEN, "rows": [1, HIDDEN]}}),
        ({"first_name": "Ann", "route": "/tasks/{id}"}, {"first_name": HIDDEN, "route": "/tasks/{id}"}),
        ({"exception": "ValueError: bad e-mail ann@example.org"}, {"exception": f"ValueError: bad e-mail {HIDDEN}"}),
    ],
)
def test_secrets_are_hidden(event: dict[str, Any], expected: dict[str, Any]) -> None:
    assert redact(None, "info", event) == expected


def test_what_helps_to_find_a_fault_stays() -> None:
    event = {
        "event": "request",
        "request_id": "5f2b3c4d5e6f7a8b9c0d1e2f",
        "job": "boards.update",
        "job_id": "look:boards.update:1",
        "account_id": "0192f0c1-7c3e-7b6a-9b1d-2f6f0c9d8e7a",
    }
    assert redact(None, "info", dict(event)) == event
