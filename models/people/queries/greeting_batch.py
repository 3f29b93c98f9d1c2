"""The newcomers whom a greeter has in hand."""

from dataclasses import dataclass
from uuid import UUID

from models.kernel import clock, work
from models.kernel.actor import Actor
from models.people.actions.greet_in_batches import WAITING, greetable_condition
from models.people.policy import may_greet_somebody
from models.people.rules.greeting import FINAL, to_take
from models.people.tables import GreetingLease, Person


@dataclass(frozen=True, slots=True)
class Greeting:
    """Somebody to greet, and the lease."""

    lease: GreetingLease
    person: Person


@dataclass(frozen=True, slots=True)
class GreetingBatch:
    """Whom the actor is to greet, how many others wait, and how many of those the actor could take."""

    greetings: list[Greeting]
    waiting: int
    can_take: int


async def greeting_batch(actor: Actor) -> GreetingBatch | None:
    """The actor's batch, who waits longest first; None unless they may greet somebody."""
    if actor.person_id is None or not may_greet_somebody(actor):
        return None
    greetings = await _in_hand(actor.account_id, actor.person_id)
    condition, parameters = greetable_condition(actor, 5)
    waiting: int = await work.fetch_value(
        f"SELECT count(*) {WAITING} AND {condition}",
        actor.account_id,
        actor.person_id,
        clock.now(),
        sorted(FINAL),
        *parameters,
    )
    return GreetingBatch(greetings, waiting, min(waiting, to_take(len(greetings))))


async def _in_hand(account_id: UUID, greeter_id: UUID) -> list[Greeting]:
    rows = GreetingLease.filter(account_id=account_id, greeter_person_id=greeter_id, leased_until__gt=clock.now())
    leases = {row.person_id: row for row in await rows if row.result not in FINAL}
    people = Person.filter(account_id=account_id, id__in=list(leases), greeted_at__isnull=True)
    return [Greeting(leases[person.id], person) for person in await people.order_by("created_at", "id")]
