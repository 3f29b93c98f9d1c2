"""The private address of somebody's calendar is given up for another one."""

from models.kernel import audit, work
from models.kernel.actor import Actor
from models.people.policy import ensure_found, ensure_in_person
from models.people.tables import Person

_VERSIONS = 32767


async def renew_calendar(actor: Actor) -> Person:
    """
    Make another address for the actor's calendar: whoever has the old one reads nothing from now on.

    Raises SignInRequired, NotAllowed (an API token).
    """
    person_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        mine = Person.filter(account_id=actor.account_id, id=person_id)
        person = ensure_found(await mine.select_for_update(no_key=True).first())
        person.calendar_version = person.calendar_version % _VERSIONS + 1
        await mine.update(calendar_version=person.calendar_version)
        await audit.record(actor, "person.calendar_renewed", "person", person_id)
        return person
