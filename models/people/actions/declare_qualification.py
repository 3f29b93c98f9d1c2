"""A person says which licences and trainings they have, and until when."""

from datetime import date
from uuid import UUID

from models.kernel import audit, clock, ids, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.people.policy import ensure_in_person
from models.people.rules.qualifications import ensure_not_over
from models.people.tables import PersonQualification, Qualification

_DECLARE = """
INSERT INTO person_qualifications AS held (id, account_id, person_id, qualification_id, expires_on, declared_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (account_id, person_id, qualification_id) DO UPDATE
SET expires_on = excluded.expires_on, declared_at = excluded.declared_at, confirmed_at = NULL, confirmed_by = NULL
WHERE held.expires_on IS DISTINCT FROM excluded.expires_on
"""


async def declare_qualification(actor: Actor, *, qualification_id: UUID, expires_on: date | None = None) -> None:
    """
    Say that one has a licence or training, valid until the end of that day. Another date needs another confirmation.

    Raises NotFound, Invalid for one that is over, NotAllowed, SignInRequired.
    """
    person_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        if not await Qualification.exists(account_id=actor.account_id, id=qualification_id):
            raise NotFound("This licence or training")
        ensure_not_over(expires_on, clock.now().date())
        new_id, now = ids.new_id(), clock.now()
        await work.execute(_DECLARE, new_id, actor.account_id, person_id, qualification_id, expires_on, now)
        await announce_change(actor, "qualification.declare", person_id, qualification_id)


async def give_up_qualification(actor: Actor, *, qualification_id: UUID) -> None:
    """Say that one does not have it (any more). Raises NotFound for one that was never declared, NotAllowed, SignInRequired."""
    person_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        mine = PersonQualification.filter(
            account_id=actor.account_id, person_id=person_id, qualification_id=qualification_id
        )
        if not await mine.delete():
            raise NotFound("This licence or training")
        await announce_change(actor, "qualification.give_up", person_id, qualification_id)
        await announce_loss(actor, person_id, qualification_id)


async def announce_change(actor: Actor, verb: str, person_id: UUID, qualification_id: UUID) -> None:
    """Put it on record, and have the person matched anew."""
    await audit.record(actor, verb, "person", person_id, about=person_id, qualification=str(qualification_id))
    await outbox.enqueue("matching.people_changed", account_id=actor.account_id, person_ids=[person_id])


async def announce_loss(actor: Actor, person_id: UUID, qualification_id: UUID) -> None:
    """Have the person give back what they may not do without it."""
    await outbox.enqueue(
        "people.qualification_lost",
        account_id=actor.account_id,
        person_id=person_id,
        qualification_id=qualification_id,
    )
