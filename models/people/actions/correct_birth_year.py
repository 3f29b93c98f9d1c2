"""An organizer corrects the year of birth of somebody who told us that they are under 16."""

from uuid import UUID

from models.kernel import audit, clock, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import Conflict
from models.people.actions.guardian_consents import lock_ward
from models.people.rules.ages import ensure_birth_year, needs_guardian
from models.people.tables import Person


async def correct_birth_year(actor: Actor, *, person_id: UUID, birth_year: int) -> Person:
    """
    Correct a year of birth that would need a guardian, after speaking with them: they cannot do it themselves.

    Organizers of their region, never for themselves; it is audited. Raises NotFound, NotAllowed, SignInRequired, Invalid,
    and Conflict for somebody who is not known to be under 16, who changes it in their own profile.
    """
    async with work.unit_of_work(actor):
        person = await lock_ward(actor, person_id)
        today = clock.now().date()
        changes = {"birth_year": ensure_birth_year(birth_year, today), "version": person.version + 1}
        if not needs_guardian(person.birth_year, today):
            raise Conflict("As far as we know they are 16 or older. They change the year in their own profile.")
        await Person.filter(account_id=actor.account_id, id=person.id).update(**changes)
        person.update_from_dict(changes)
        await audit.record(actor, "person.birth_year_corrected", "person", person.id, about=person.id)
        await outbox.enqueue("matching.people_changed", account_id=actor.account_id, person_ids=[person.id])
        return person
