"""A person's shifts as a calendar to subscribe to, at an address that only they know."""

import base64
import binascii
from datetime import timedelta
from uuid import UUID

from models.kernel import clock, work
from models.kernel.errors import NotFound
from models.kernel.tables import Account
from models.people import secrets
from models.people.tables import Person
from models.tasks.rules.calendar import CalendarShift, write_calendar
from models.tasks.tables import AssignmentState

PURPOSE = "calendar"
PAST = timedelta(days=60)

_SHIFTS = """
SELECT a.id AS assignment_id, a.state, s.starts_at, s.ends_at, t.title, t.description, t.place, t.latitude, t.longitude,
       s.cancelled_at IS NOT NULL AS called_off, t.version AS sequence, greatest(a.updated_at, t.updated_at) AS changed_at
FROM assignments a
JOIN shifts s ON s.account_id = a.account_id AND s.id = a.shift_id
JOIN tasks t ON t.account_id = s.account_id AND t.id = s.task_id
WHERE a.account_id = $1 AND a.person_id = $2 AND a.state NOT IN ('invited', 'declined') AND s.ends_at > $3
ORDER BY s.starts_at, a.id
"""


def calendar_token(person: Person) -> str:
    """
    The secret part of the feed's address: who, and a proof that only our key makes. It changes with `calendar_version`.
    """
    who = base64.urlsafe_b64encode(person.account_id.bytes + person.id.bytes).decode().rstrip("=")
    return f"{who}.{_proof(person)}"


async def feed_of_token(token: str) -> str:
    """The feed of whoever this token was given to. Raises NotFound for every other token."""
    who, _, proof = token.partition(".")
    account_id, person_id = _read(who)
    person = await Person.get_or_none(account_id=account_id, id=person_id)
    if person is None or not secrets.same(proof, _proof(person)):
        raise NotFound("This calendar")
    return await calendar_feed(person.account_id, person.id)


async def calendar_feed(account_id: UUID, person_id: UUID) -> str:
    """A person's shifts of the last 60 days and all to come, as iCalendar text. Raises NotFound."""
    person = await Person.get_or_none(account_id=account_id, id=person_id)
    account = await Account.get_or_none(id=account_id)
    if person is None or account is None:
        raise NotFound("This calendar")
    rows = await work.fetch(_SHIFTS, account_id, person_id, clock.now() - PAST)
    shifts = [CalendarShift(**{**row, "state": AssignmentState(row["state"])}) for row in rows]
    return write_calendar(account.name, shifts, person.language)


def _proof(person: Person) -> str:
    return secrets.derive_token(PURPOSE, person.account_id, person.id, person.calendar_version)


def _read(who: str) -> tuple[UUID, UUID]:
    try:
        raw = base64.urlsafe_b64decode(who + "=" * (-len(who) % 4))
        return UUID(bytes=raw[:16]), UUID(bytes=raw[16:])
    except (ValueError, binascii.Error):
        raise NotFound("This calendar") from None
