"""What newcomers themselves say about their greeting: nobody came, or they take part no longer."""

from uuid import UUID

from models.kernel import clock, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import Conflict, NotFound
from models.people.actions.greeting_steps import clock_of, take_step
from models.people.policy import ensure_in_person
from models.people.rules.greeting import GreetingStepKind
from models.people.rules.greeting_clock import miss, withdraw
from models.people.tables import GreetingLease


async def miss_greeting(actor: Actor) -> GreetingLease:
    """
    Say that nobody came within the time that the actor was promised: somebody further up is told at once. Once is enough.

    Raises NotFound for whom nobody is to greet (any more), Conflict before the time is over, SignInRequired, NotAllowed.
    """
    person_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        lease = await _open_lease(actor.account_id, person_id)
        if lease is None:
            raise NotFound("Your welcome")
        if lease.due_at > clock.now():
            raise Conflict("There is still time. If nobody comes, tell us then.")
        if lease.missed_at is None:
            lease.missed_at = clock.now()
            await take_step(lease, GreetingStepKind.MISSED, miss(clock_of(lease), clock.now()))
            await outbox.enqueue("greetings.due", account_id=actor.account_id)
        return lease


async def withdraw_greeting(account_id: UUID, person_id: UUID) -> None:
    """In the current unit of work: nobody is to greet somebody who takes part no longer."""
    lease = await _open_lease(account_id, person_id)
    if lease is not None:
        await take_step(lease, GreetingStepKind.WITHDRAWN, withdraw(clock_of(lease), clock.now()))


async def _open_lease(account_id: UUID, person_id: UUID) -> GreetingLease | None:
    rows = GreetingLease.filter(account_id=account_id, person_id=person_id, closed_at__isnull=True)
    return await rows.select_for_update().first()
