"""Who is to greet the actor, and how many the actor is to greet."""

from dataclasses import dataclass
from datetime import datetime

from models.kernel.actor import Actor
from models.people.tables import GreetingLease, Person


@dataclass(frozen=True, slots=True)
class MyGreeting:
    """Who is to greet a newcomer (None: still looked for), until when, whether they tried, and when it was missed."""

    greeter_name: str | None
    due_at: datetime
    tried: bool
    missed_at: datetime | None


async def my_greeting(actor: Actor) -> MyGreeting | None:
    """The actor's own welcome; None once somebody spoke with them, and for whoever is no newcomer."""
    lease = await GreetingLease.get_or_none(
        account_id=actor.account_id, person_id=actor.person_id, closed_at__isnull=True
    )
    if lease is None:
        return None
    greeter = await Person.get_or_none(account_id=actor.account_id, id=lease.greeter_person_id)
    return MyGreeting(greeter.first_name if greeter else None, lease.due_at, lease.attempts > 0, lease.missed_at)


async def greetings_in_hand(actor: Actor) -> int:
    """How many newcomers the actor answers for."""
    return await GreetingLease.filter(
        account_id=actor.account_id, greeter_person_id=actor.person_id, closed_at__isnull=True
    ).count()
