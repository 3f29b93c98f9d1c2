"""What nobody needs any more goes by the clock: sign-ups that were never confirmed, old ways in, sessions that ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from models.kernel import audit, clock, work
from models.kernel.actor import Actor
from models.kernel.errors import NotAllowed
from models.people.actions.erase_person import delete_rows
from models.people.tables import Consent, Person, PersonKind

UNCONFIRMED_DAYS = 30
"""Who has not confirmed their address by then never gave it to us: somebody typed it."""
SIGN_IN_REQUEST_DAYS = 1
"""They are good for a quarter of an hour; a day is kept to answer “I got no mail”."""
SESSION_DAYS = 30
"""How long a session is kept after it ended: a stolen refresh token is known by it until then."""
BATCH = 500

_STALE_PEOPLE = """
SELECT p.id FROM people AS p
 WHERE p.account_id = $1 AND p.kind = $2 AND p.created_at < $3 AND NOT EXISTS (
       SELECT FROM consents AS c WHERE c.account_id = p.account_id AND c.person_id = p.id AND c.at >= $3)
 ORDER BY p.id LIMIT $4 FOR UPDATE SKIP LOCKED
"""
_OLD_REQUESTS = (
    "SELECT id FROM sign_in_requests WHERE account_id = $1 AND expires_at < $2 LIMIT $3 FOR UPDATE SKIP LOCKED"
)
_LET_GO = (
    "UPDATE deliveries SET sign_in_request_id = NULL WHERE account_id = $1 AND sign_in_request_id = ANY($2::uuid[])"
)
_DELETE_REQUESTS = "DELETE FROM sign_in_requests WHERE account_id = $1 AND id = ANY($2::uuid[])"
_DELETE_SESSIONS = """
DELETE FROM sessions WHERE account_id = $1 AND (account_id, id) IN (
    SELECT account_id, id FROM sessions WHERE account_id = $1 AND least(revoked_at, expires_at) < $2
     LIMIT $3 FOR UPDATE SKIP LOCKED)
"""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many went. `contacts`: people whom an import had brought are contacts again, as before somebody signed them up."""

    people: int
    contacts: int
    sign_in_requests: int
    sessions: int


async def forget_stale(actor: Actor) -> Forgotten:
    """Delete what is past its time, batch by batch, so that it can be broken off and run again. System only."""
    if not actor.system:
        raise NotAllowed
    people, contacts = await _forget_people(actor)
    return Forgotten(people, contacts, await _forget_requests(actor), await _forget_sessions(actor))


def _before(days: int) -> datetime:
    return clock.now() - timedelta(days=days)


async def _forget_people(actor: Actor) -> tuple[int, int]:
    deleted = contacts = 0
    while True:
        async with work.unit_of_work(actor):
            batch = await _stale_people(actor)
            for person in batch:
                if person.import_id is None:
                    await delete_rows(person)
                    deleted += 1
                else:
                    await _make_contact(person)
                    contacts += 1
            if batch:
                await audit.record(actor, "people.forget_stale", "account", actor.account_id)
        if not batch:
            return deleted, contacts


async def _stale_people(actor: Actor) -> list[Person]:
    rows = await work.fetch(_STALE_PEOPLE, actor.account_id, PersonKind.UNCONFIRMED, _before(UNCONFIRMED_DAYS), BATCH)
    return await Person.filter(account_id=actor.account_id, id__in=[row["id"] for row in rows]).order_by("id")


async def _make_contact(person: Person) -> None:
    """What they are said to have agreed to goes as well: it was never they who said it, as far as we know."""
    await Consent.filter(account_id=person.account_id, person_id=person.id).delete()
    await Person.filter(account_id=person.account_id, id=person.id).update(kind=PersonKind.CONTACT, sign_in_key=None)


async def _forget_requests(actor: Actor) -> int:
    deleted = 0
    while True:
        async with work.unit_of_work(actor):
            rows = await work.fetch(_OLD_REQUESTS, actor.account_id, _before(SIGN_IN_REQUEST_DAYS), BATCH)
            old: list[UUID] = [row["id"] for row in rows]
            await work.execute(_LET_GO, actor.account_id, old)
            deleted += await work.execute(_DELETE_REQUESTS, actor.account_id, old)
        if not old:
            return deleted


async def _forget_sessions(actor: Actor) -> int:
    deleted = 0
    while True:
        async with work.unit_of_work(actor):
            gone = await work.execute(_DELETE_SESSIONS, actor.account_id, _before(SESSION_DAYS), BATCH)
        deleted += gone
        if not gone:
            return deleted
