"""A parent or guardian agrees, or does so no longer: an organizer who spoke with them writes it down."""

from uuid import UUID

from models.kernel import audit, clock, ids, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import Conflict, NotAllowed
from models.people.policy import ensure_found, ensure_in_person, ensure_may_organize, ensure_may_read_people
from models.people.rules.ages import needs_guardian
from models.people.rules.names import clean_name
from models.people.tables import GuardianConsent, Person
from models.people.visibility import visible_to
from models.people.wordings import GUARDIAN_WORDINGS


async def record_guardian_consent(actor: Actor, *, person_id: UUID, guardian_name: str) -> Person:
    """
    Note that a parent or guardian of somebody under 16 agreed to the wording that is shown now. Again, it is noted again.

    Organizers of their region, never for themselves. Raises NotFound, NotAllowed, SignInRequired, Invalid, and Conflict
    for somebody who is not known to be under 16.
    """
    guardian_name = clean_name(guardian_name, field="guardianName", longest=100, required=True)
    async with work.unit_of_work(actor):
        person = await lock_ward(actor, person_id)
        if not needs_guardian(person.birth_year, clock.now().date()):
            raise Conflict("Nobody has to agree for them: as far as we know they are 16 or older.")
        return await _decide(actor, person, guardian_name, granted=True)


async def withdraw_guardian_consent(actor: Actor, *, person_id: UUID) -> Person:
    """
    Note that the parent or guardian agrees no longer: at once the person is asked nothing, and gives back their shifts.

    Raises NotFound, NotAllowed, SignInRequired, and Conflict where there is no agreement.
    """
    async with work.unit_of_work(actor):
        person = await lock_ward(actor, person_id)
        if person.guardian_consent_at is None:
            raise Conflict("There is no agreement of a parent or guardian to take back.")
        latest = (
            await GuardianConsent.filter(account_id=actor.account_id, person_id=person.id)
            .order_by("-at", "-id")
            .first()
        )
        await outbox.enqueue("people.guardian_withdrew", account_id=actor.account_id, person_id=person.id)
        return await _decide(actor, person, latest.guardian_name if latest else "", granted=False)


async def lock_ward(actor: Actor, person_id: UUID) -> Person:
    """
    Somebody for whom the actor may speak with a guardian: people of the regions they organize, never themself.

    Raises NotFound, NotAllowed, SignInRequired.
    """
    ensure_in_person(actor)
    ensure_may_read_people(actor)
    person = ensure_found(await visible_to(actor).select_for_update(no_key=True).get_or_none(id=person_id))
    ensure_may_organize(actor, person.region_path)
    if person.id == actor.person_id:
        raise NotAllowed("Nobody does this for themselves. Ask another organizer of your region.")
    return person


async def _decide(actor: Actor, person: Person, guardian_name: str, *, granted: bool) -> Person:
    at = clock.now()
    await GuardianConsent.create(
        id=ids.new_id(),
        account_id=actor.account_id,
        person_id=person.id,
        granted=granted,
        guardian_name=guardian_name,
        wording_version=len(GUARDIAN_WORDINGS),
        recorded_by=actor.person_id,
        at=at,
    )
    changes = {"guardian_consent_at": at if granted else None, "version": person.version + 1}
    await Person.filter(account_id=actor.account_id, id=person.id).update(**changes)
    person.update_from_dict(changes)
    verb = "person.guardian_agreed" if granted else "person.guardian_withdrew"
    await audit.record(actor, verb, "person", person.id, about=person.id)
    await outbox.enqueue("matching.people_changed", account_id=actor.account_id, person_ids=[person.id])
    return person
