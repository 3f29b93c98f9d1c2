"""Newcomers are taken and given back: one greeter at a time has them, ten at most, for seven days."""

from typing import Any
from uuid import UUID

from models.kernel import audit, clock, outbox, work
from models.kernel.actor import ORGANIZING, Actor
from models.kernel.search_keys import prefix_range
from models.people.actions.greeting_steps import clock_of, ensure_started, queue_up_to_give, take_step
from models.people.policy import ensure_in_person, ensure_may_greet
from models.people.rules.greeting import GreetingStepKind, to_take
from models.people.rules.greeting_clock import hand_back, take
from models.people.tables import GreetingLease, Person
from models.people.visibility import led_teams

UNGREETED = """
FROM people p LEFT JOIN greeting_leases l ON l.account_id = p.account_id AND l.person_id = p.id
WHERE p.account_id = $1 AND p.kind = 'volunteer' AND p.greeted_at IS NULL AND p.id <> $2 AND l.closed_at IS NULL
"""
"""Newcomers who still have to be greeted; $1 account, $2 greeter."""
IN_NO_HANDS = "(l.id IS NULL OR l.leased_until <= $3 AND l.greeter_person_id IS DISTINCT FROM $2)"
"""Whom of them nobody has alone; $3 now; $4 on: `greetable_condition`."""


async def take_greeting_batch(actor: Actor) -> int:
    """
    Fill the actor's batch up to ten of the newcomers they may greet, those who wait longest first; returns how many came.

    Nobody else has them meanwhile: rows that another greeter is taking are passed over, and the lease is one row per
    newcomer. That their contact is shown to the actor is put on record. Raises NotAllowed, SignInRequired.
    """
    greeter_id = ensure_in_person(actor)
    ensure_may_greet(actor)
    async with work.unit_of_work(actor):
        await queue_up_to_give(actor.account_id)
        mine = GreetingLease.filter(account_id=actor.account_id, greeter_person_id=greeter_id, closed_at__isnull=True)
        condition, parameters = greetable_condition(actor, 5)
        rows = await work.fetch(
            f"SELECT p.id {UNGREETED} AND {IN_NO_HANDS} AND {condition}"
            " ORDER BY coalesce(l.started_at, p.created_at), p.id LIMIT $4 FOR NO KEY UPDATE OF p SKIP LOCKED",
            actor.account_id,
            greeter_id,
            clock.now(),
            to_take(await mine.filter(leased_until__gt=clock.now()).count()),
            *parameters,
        )
        taken = [row["id"] for row in rows if await _take(actor, greeter_id, row["id"])]
    return len(taken)


async def _take(actor: Actor, greeter_id: UUID, person_id: UUID) -> bool:
    lease = await ensure_started(await Person.get(account_id=actor.account_id, id=person_id))
    old, now = clock_of(lease), clock.now()
    if not old.is_open or old.leased_until > now:
        return False
    await take_step(lease, GreetingStepKind.TAKEN, take(old, greeter_id, now))
    await audit.record(actor, "greeting.take", "person", person_id)
    return True


def greetable_condition(actor: Actor, first: int) -> tuple[str, list[Any]]:
    """Whom an actor may greet, as SQL on a table `p`, with its parameters numbered from `first`: `policy.may_greet`."""
    paths = sorted({scope.region_path for scope in actor.scopes_with(*ORGANIZING) if scope.team_id is None})
    parts, parameters = [f"p.team_id = ANY(${first}::uuid[])"], [led_teams(actor)]
    for number, path in enumerate(paths):
        here = first + 1 + 2 * number
        parts.append(f"(p.region_path >= ${here} AND p.region_path < ${here + 1})")
        parameters += prefix_range(path)  # type: ignore[arg-type]
    return f"({' OR '.join(parts)})", list(parameters)


async def return_greeting_batch(actor: Actor) -> int:
    """
    Give back whoever is still to be greeted: others can take them, and somebody else is looked for, at once.

    Returns how many. Whom an organizer answers for by duty stays with them. Raises SignInRequired, NotAllowed.
    """
    greeter_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        now = clock.now()
        mine = GreetingLease.filter(
            account_id=actor.account_id, greeter_person_id=greeter_id, leased_until__gt=now, closed_at__isnull=True
        )
        leases = await mine.order_by("id").select_for_update()
        for lease in leases:
            await take_step(lease, GreetingStepKind.RETURNED, hand_back(clock_of(lease), now))
        if leases:
            await outbox.enqueue("greetings.due", account_id=actor.account_id)
            await audit.record(actor, "greeting.return", "person", greeter_id, number=len(leases))
    return len(leases)
