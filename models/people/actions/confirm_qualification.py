"""An organizer has seen a licence, or knows that somebody did a training; or finds that it is not so."""

from uuid import UUID

from models.kernel import clock, work
from models.kernel.actor import Actor
from models.kernel.errors import NotAllowed, NotFound
from models.people.actions.declare_qualification import announce_change, announce_loss
from models.people.policy import ensure_found, ensure_in_person, ensure_may_organize, ensure_may_read_people
from models.people.tables import Person, PersonQualification
from models.people.visibility import visible_to


async def confirm_qualification(
    actor: Actor, *, person_id: UUID, qualification_id: UUID, confirmed: bool = True
) -> Person:
    """
    Note that a person has what they declared, or (not `confirmed`) that it counts no longer: then they give back what they
    have ahead of them that requires it. Again, it changes nothing.

    Organizers of the person's region, never for themselves; who it was is kept. Raises NotFound, also for what was never
    declared, NotAllowed, SignInRequired.
    """
    ensure_in_person(actor)
    ensure_may_read_people(actor)
    async with work.unit_of_work(actor):
        person = ensure_found(await visible_to(actor).get_or_none(id=person_id))
        ensure_may_organize(actor, person.region_path)
        if person.id == actor.person_id:
            raise NotAllowed("Nobody confirms their own. Ask another organizer of your region.")
        await _note(actor, person.id, qualification_id, confirmed=confirmed)
        return person


async def _note(actor: Actor, person_id: UUID, qualification_id: UUID, *, confirmed: bool) -> None:
    rows = PersonQualification.filter(
        account_id=actor.account_id, person_id=person_id, qualification_id=qualification_id
    )
    held = await rows.select_for_update().first()
    if held is None:
        raise NotFound("This licence or training")
    if (held.confirmed_at is not None) == confirmed:
        return
    held.confirmed_at = clock.now() if confirmed else None
    held.confirmed_by = actor.person_id if confirmed else None
    await rows.update(confirmed_at=held.confirmed_at, confirmed_by=held.confirmed_by)
    verb = "qualification.confirm" if confirmed else "qualification.doubt"
    await announce_change(actor, verb, person_id, qualification_id)
    if not confirmed:
        await announce_loss(actor, person_id, qualification_id)
