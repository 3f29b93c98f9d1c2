"""Somebody wants to be forgotten."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

from models.kernel import audit, clock, ids, work
from models.kernel.actor import Actor, Role, system_actor
from models.kernel.errors import Invalid, NotAllowed
from models.kernel.keys import PERSON_MENTIONS, PERSON_TABLES
from models.people.actions.placing_in_teams import give_up_place
from models.people.policy import ensure_found, ensure_in_person
from models.people.suppression import remember_erased
from models.people.tables import ErasureCertificate, Person
from models.people.visibility import visible_to

BeforeErasure = Callable[[UUID, UUID], Awaitable[None]]
"""What another domain does about (account_id, person_id) while the rows are still there, such as freeing a place."""

_FORGET_IN_JOBS = """
UPDATE outbox_rows SET payload = jsonb_set(payload, '{person_ids}', (payload -> 'person_ids') - $2::text)
 WHERE account_id = $1 AND payload -> 'person_ids' ? $2::text
"""
_DELETE_JOBS = """
DELETE FROM outbox_rows
 WHERE account_id = $1 AND (payload ->> 'person_id' = $2::text OR payload ->> 'request_id' IN (
       SELECT id::text FROM sign_in_requests WHERE account_id = $1 AND person_id = $2::uuid))
"""
_DELETE_UNDELIVERABLE = """
DELETE FROM mailbox_messages WHERE account_id = $1 AND person_id IS NULL AND lower(to_address) = $2
"""
_DELETE_STRAY_REQUESTS = """
DELETE FROM sign_in_requests WHERE account_id = $1 AND person_id IS NULL AND email_key = $2
"""


async def erase_person(
    actor: Actor,
    *,
    person_id: UUID | None = None,
    confirm_email: str | None = None,
    before: Sequence[BeforeErasure] = (),
) -> ErasureCertificate:
    """
    Delete everything that says who somebody was, in every table, at once, and certify it by counts.

    The ledger keeps its pseudonym, now without a mapping, so that sums stay; what the audit log says of them cannot be
    read any more, and no import brings them back (`suppression`). People erase themselves by typing their address;
    administrators of the region erase others on request. Raises Invalid, NotFound, NotAllowed.
    """
    async with work.unit_of_work(actor):
        person = await _whom(actor, person_id, confirm_email)
        for step in before:
            await step(person.account_id, person.id)
        await remember_erased(person)
        counts = await delete_rows(person)
        certificate = await ErasureCertificate.create(
            id=ids.new_id(), account_id=actor.account_id, erased_at=clock.now(), counts=counts
        )
        await audit.record(system_actor(actor.account_id), "person.erase", "erasure_certificate", certificate.id)
    return certificate


async def _whom(actor: Actor, person_id: UUID | None, confirm_email: str | None) -> Person:
    if person_id is not None and person_id != actor.person_id:
        person = ensure_found(await visible_to(actor).select_for_update().get_or_none(id=person_id))
        if not actor.covers(person.region_path, Role.ADMIN):
            raise NotAllowed("Only administrators of their region can erase other people, on their request.")
        return person
    mine = Person.filter(account_id=actor.account_id, id=ensure_in_person(actor)).select_for_update()
    person = ensure_found(await mine.first())
    if (confirm_email or "").strip().lower() not in {person.email_key, (person.email or "").lower()}:
        raise Invalid("Please type your own e-mail address to confirm.", field="confirmEmail")
    return person


async def delete_rows(person: Person) -> dict[str, int]:
    """Delete a person, and all that is theirs, in the current unit of work; returns how many rows of which table."""
    account_id, person_id = person.account_id, person.id
    await give_up_place(account_id, person_id)
    await work.execute(_FORGET_IN_JOBS, account_id, str(person_id))
    await work.execute(_DELETE_JOBS, account_id, str(person_id))
    for table, column in PERSON_MENTIONS:
        await work.execute(
            f"UPDATE {table} SET {column} = NULL WHERE account_id = $1 AND {column} = $2", account_id, person_id
        )
    counts = {table: await _delete_from(table, account_id, person_id) for table in PERSON_TABLES}
    if person.email:
        await work.execute(_DELETE_UNDELIVERABLE, account_id, person.email.lower())
        await work.execute(_DELETE_STRAY_REQUESTS, account_id, person.email_key)
    counts["people"] = await Person.filter(account_id=account_id, id=person_id).delete()
    return {table: number for table, number in counts.items() if number}


async def _delete_from(table: str, account_id: UUID, person_id: UUID) -> int:
    return await work.execute(f"DELETE FROM {table} WHERE account_id = $1 AND person_id = $2", account_id, person_id)
