"""What became of greeting somebody: one tap, which can be taken back for ten minutes."""

from uuid import UUID

from models.kernel import audit, clock, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import Conflict, NotFound
from models.people.actions.greeting_steps import clock_of, clock_of_step, take_step
from models.people.policy import ensure_in_person
from models.people.rules.greeting import GreetingResult, GreetingStepKind
from models.people.rules.greeting_clock import UNDO, record
from models.people.tables import GreetingLease, GreetingStep, Person


async def record_greeting(actor: Actor, *, person_id: UUID, result: GreetingResult) -> GreetingLease:
    """
    Note what became of greeting somebody whom the actor answers for; who was reached is greeted.

    Raises NotFound for whom the actor does not have in hand (any more), NotAllowed, SignInRequired.
    """
    greeter_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        lease = await _own_lease(actor, greeter_id, person_id)
        if lease.closed_at is not None:
            raise NotFound("This newcomer")
        now = clock.now()
        await take_step(lease, GreetingStepKind.RECORDED, record(clock_of(lease), result, greeter_id, now))
        if result is GreetingResult.REACHED:
            newcomer = Person.filter(account_id=actor.account_id, id=person_id, greeted_at__isnull=True)
            await newcomer.update(greeted_at=now)
        await audit.record(actor, "greeting.record", "person", person_id, result=result.value)
        return lease


async def undo_greeting(actor: Actor, *, person_id: UUID) -> GreetingLease:
    """
    Take back the actor's own last result, within ten minutes: everything stands as it stood before it.

    Raises NotFound for whom the actor does not answer for, Conflict for what is too old or was no result, NotAllowed,
    SignInRequired.
    """
    greeter_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        lease = await _own_lease(actor, greeter_id, person_id)
        steps = GreetingStep.filter(account_id=actor.account_id, person_id=person_id)
        last, before = await steps.get(number=lease.steps), await steps.get(number=lease.steps - 1)
        if last.kind is not GreetingStepKind.RECORDED or last.at <= clock.now() - UNDO:
            raise Conflict("This cannot be taken back any more. If it was wrong, note what is right.")
        newcomer = Person.filter(account_id=actor.account_id, id=person_id, greeted_at=last.recorded_at)
        await newcomer.update(greeted_at=None)
        await take_step(lease, GreetingStepKind.UNDONE, clock_of_step(lease, before))
        await audit.record(actor, "greeting.undo", "person", person_id)
        await outbox.enqueue("greetings.due", account_id=actor.account_id)
        return lease


async def _own_lease(actor: Actor, greeter_id: UUID, person_id: UUID) -> GreetingLease:
    rows = GreetingLease.filter(account_id=actor.account_id, person_id=person_id, greeter_person_id=greeter_id)
    lease = await rows.select_for_update().first()
    if lease is None:
        raise NotFound("This newcomer")
    return lease
