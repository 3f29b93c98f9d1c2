"""
The helping hand for tests that are generated from the schema.

A field whose input must be something in particular gets it here: by `field.input` (`taskCreate.capacity`), or by the
input's name wherever it stands.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from models.kernel import clock, ids

EXPECTED: dict[str, str | None] = {
    "expectedOwner": "Person",
    "nodeId": "OrganizationNode",
    "parent": "Region",
    "cityId": None,
    "hostPersonId": "Person",
    "toPersonId": "Person",
    "taskUpdate.input.shifts.id": "Shift",
    "taskUpdate.input.localShifts.id": "Shift",
    "activityImportUndo.input.id": "Import",
    "apiTokenRevoke.input.id": "Session",
    "personContact.id": "Person",
    "pushUnsubscribe.input.id": "PushSubscription",
}
"""The type whose id belongs somewhere, where the names do not say it; None: no id of ours, or one of no account."""

TABLES: dict[str, str] = {"Activity": "activities", "AskCard": "ask_cards", "Import": "imports"}
"""The table behind a type whose rows are shown in another shape, such as a dataclass, or which is no type of its own."""

EXCUSED: dict[str, str] = {
    "greetingHandOver.input.expectedOwner": "it is compared with the owner of a newcomer whom one sees, and looked up nowhere",
    "activityImportUndo.input.id": "the sample is an import of people; tests/api/activity undoes one of activities",
    "apiTokenRevoke.input.id": "the sample is a browser's session; tests/api/people revokes a token",
    "askCardRecord.input.id": "the sample is in nobody's hands; see tests/models/asks/test_cards.py",
    "greetingRecord.input.personId": "the sample is in nobody's hands; see tests/models/people/test_greeting_batches.py",
    "greetingUndo.input.personId": "the sample is in nobody's hands; see tests/models/people/test_greeting_clock.py",
    "qualificationConfirm.input.qualificationId": "nobody confirms their own; see tests/models/people/test_qualifications.py",
    "qualificationGiveUp.input.qualificationId": "the sample has none; see tests/models/people/test_qualifications.py",
    "suggestionCorrect.input.qualificationId": "another correction is tried; see tests/models/matching/test_corrections.py",
    "askCorrect.input.qualificationId": "another correction is tried; see tests/models/matching/test_corrections.py",
    "shiftCheckIn.input.personId": "the shift is not open for check-in yet; see tests/models/tasks/test_check_in.py",
}
"""Places where an id of one's own makes no difference that an answer shows, and why. They are tried with foreign ids."""

VALUES: dict[str, Callable[[], Any]] = {
    "clientKey": lambda: f"key-{ids.new_id().hex}",
    "country": lambda: "US",
    "postalCode": lambda: "10001",
    "email": lambda: "somebody@example.org",
    "language": lambda: "en",
    "startedAt": lambda: _moment(hours=-3),
    "startsAt": lambda: _moment(days=5),
    "endsAt": lambda: _moment(days=5, hours=2),
    "day": lambda: (clock.now() + timedelta(days=6)).date().isoformat(),
    "end": lambda: "12:00:00",
    "version": lambda: 1,
    "minutes": lambda: 30,
}
_BY_TYPE: dict[str, Callable[[], Any]] = {
    "String": lambda: "Something",
    "Int": lambda: 1,
    "Float": lambda: 1.0,
    "Boolean": lambda: True,
    "DateTime": lambda: _moment(days=5),
    "Time": lambda: "10:00:00",
    "Date": lambda: clock.now().date().isoformat(),
    "UUID": lambda: str(UUID(int=1)),
    "JSON": dict,
}


def sample_scalar(place: str, name: str, kind: str) -> Any:
    """A value for an input that is no id."""
    return (VALUES.get(place) or VALUES.get(name) or _BY_TYPE[kind])()


def _moment(**later: float) -> str:
    return (clock.now() + timedelta(**later)).isoformat()
