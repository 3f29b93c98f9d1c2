"""A newcomer is welcomed by a human being."""

from uuid import UUID

from models.kernel import audit, clock, work
from models.kernel.actor import Actor
from models.kernel.errors import NotAllowed
from models.people.actions.greeting_steps import clock_of, take_step
from models.people.policy import ensure_found, ensure_may_read_people, may_greet
from models.people.rules.greeting import GreetingResult, GreetingStepKind
from models.people.rules.greeting_clock import record
from models.people.tables import GreetingLease, Person
from models.people.visibility import visible_to


async def greet_person(actor: Actor, *, person_id: UUID) -> Person:
    """
    Note that somebody was greeted. The first greeting counts: later ones change nothing.

    Organizers of their region and the leader of their team may. Raises NotFound, NotAllowed.
    """
    ensure_may_read_people(actor)
    async with work.unit_of_work(actor):
        person = ensure_found(await visible_to(actor).get_or_none(id=person_id))
        if not may_greet(actor, person):
            raise NotAllowed
        waiting = Person.filter(account_id=actor.account_id, id=person.id, greeted_at__isnull=True)
        if await waiting.update(greeted_at=clock.now()):
            await _stop_clock(actor, person)
            await audit.record(actor, "person.greet", "person", person.id)
        return await Person.get(account_id=actor.account_id, id=person.id)


async def _stop_clock(actor: Actor, person: Person) -> None:
    """Whoever answered for them need not call any more: it was the actor who did."""
    rows = GreetingLease.filter(account_id=actor.account_id, person_id=person.id, closed_at__isnull=True)
    lease = await rows.select_for_update().first()
    if lease is not None:
        reached = record(clock_of(lease), GreetingResult.REACHED, actor.person_id, clock.now())
        await take_step(lease, GreetingStepKind.RECORDED, reached)
