"""The newcomers whom a greeter has in hand."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.kernel import clock, work
from models.kernel.actor import Actor
from models.people.actions.greet_in_batches import IN_NO_HANDS, UNGREETED, greetable_condition
from models.people.policy import may_greet_somebody
from models.people.rules.greeting import BATCH, GreetingStepKind, to_take
from models.people.rules.greeting_clock import UNDO
from models.people.tables import GreetingLease, GreetingStep, Person


@dataclass(frozen=True, slots=True)
class Greeting:
    """Somebody to greet, and the lease."""

    lease: GreetingLease
    person: Person


@dataclass(frozen=True, slots=True)
class GreetingBatch:
    """
    Whom the actor is to greet (ten at most, those due first, of `in_hand`), how many others wait, how many of those they
    could take; the results that they could still take back; and whether nobody whom they may greet is left, in anybody's
    hands.
    """

    greetings: list[Greeting]
    in_hand: int
    waiting: int
    can_take: int
    noted: list[Greeting]
    everybody_greeted: bool


async def greeting_batch(actor: Actor) -> GreetingBatch | None:
    """The actor's batch, who is due first first; None unless they may greet somebody, or answer for somebody."""
    if actor.person_id is None:
        return None
    mine = await _in_hand(actor.account_id, actor.person_id)
    noted = await _just_noted(actor.account_id, actor.person_id)
    if not may_greet_somebody(actor):
        return GreetingBatch(mine[:BATCH], len(mine), 0, 0, noted, False) if mine or noted else None
    condition, parameters = greetable_condition(actor, 4)
    left: Any = await work.fetch_row(
        f"SELECT count(*) AS all, count(*) FILTER (WHERE {IN_NO_HANDS}) AS waiting {UNGREETED} AND {condition}",
        actor.account_id,
        actor.person_id,
        clock.now(),
        *parameters,
    )
    waiting: int = left["waiting"]
    alone = sum(each.lease.leased_until > clock.now() for each in mine)
    return GreetingBatch(mine[:BATCH], len(mine), waiting, min(waiting, to_take(alone)), noted, left["all"] == 0)


async def _in_hand(account_id: UUID, greeter_id: UUID) -> list[Greeting]:
    leases = GreetingLease.filter(account_id=account_id, greeter_person_id=greeter_id, closed_at__isnull=True)
    return await _with_people(account_id, await leases.order_by("due_at", "id"))


async def _just_noted(account_id: UUID, greeter_id: UUID) -> list[Greeting]:
    """Those whose last step is a result that the greeter recorded just now."""
    steps = GreetingStep.filter(
        account_id=account_id,
        greeter_person_id=greeter_id,
        kind=GreetingStepKind.RECORDED,
        at__gt=clock.now() - UNDO,
    )
    last = {step.person_id: step.number for step in await steps.order_by("number")}
    leases = GreetingLease.filter(account_id=account_id, greeter_person_id=greeter_id, person_id__in=list(last))
    found = [lease for lease in await leases.order_by("-recorded_at") if lease.steps == last[lease.person_id]]
    return await _with_people(account_id, found)


async def _with_people(account_id: UUID, leases: list[GreetingLease]) -> list[Greeting]:
    people = Person.filter(account_id=account_id, id__in=[lease.person_id for lease in leases])
    by_id = {person.id: person for person in await people}
    return [Greeting(lease, by_id[lease.person_id]) for lease in leases]
