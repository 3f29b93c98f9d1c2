"""The second opt-in: a person shows that the address is theirs."""

from models.kernel import clock, outbox
from models.kernel.actor import Actor
from models.people.actions.greeting_steps import ensure_started
from models.people.actions.placing_in_teams import place_in_team
from models.people.suppression import forget_erased
from models.people.tables import Person, PersonKind


async def confirm_person(actor: Actor, person: Person) -> Person:
    """In the current unit of work: make a volunteer of somebody unconfirmed, with a team and a greeting due. Others stay."""
    confirmed = await Person.filter(account_id=actor.account_id, id=person.id, kind=PersonKind.UNCONFIRMED).update(
        kind=PersonKind.VOLUNTEER, confirmed_at=clock.now()
    )
    if not confirmed:
        return person
    await forget_erased(person)
    await place_in_team(person)
    if person.greeted_at is None:
        await ensure_started(await Person.get(account_id=actor.account_id, id=person.id))
    await outbox.enqueue("matching.people_changed", account_id=person.account_id, person_ids=[person.id])
    return await Person.get(account_id=actor.account_id, id=person.id)
