"""Newcomers are given to one greeter at a time, ten at most, for seven days; each result is one tap."""

from datetime import datetime
from typing import Any
from uuid import UUID

from models.kernel import audit, clock, ids, work
from models.kernel.actor import ORGANIZING, Actor
from models.kernel.errors import NotFound
from models.kernel.search_keys import prefix_range
from models.people.actions.greet_person import greet_person
from models.people.policy import ensure_in_person, ensure_may_greet
from models.people.rules.greeting import FINAL, LEASE, GreetingResult, to_take
from models.people.tables import GreetingLease, Person
from models.people.visibility import led_teams

_OPEN = """
SELECT count(*) FROM greeting_leases l JOIN people p ON p.account_id = l.account_id AND p.id = l.person_id
WHERE l.account_id = $1 AND l.greeter_person_id = $2 AND l.leased_until > $3 AND p.greeted_at IS NULL
  AND (l.result IS NULL OR l.result <> ALL($4::text[]))
"""
WAITING = """
FROM people p
WHERE p.account_id = $1 AND p.kind = 'volunteer' AND p.greeted_at IS NULL AND p.id <> $2
  AND NOT EXISTS (SELECT FROM greeting_leases l WHERE l.account_id = $1 AND l.person_id = p.id
                  AND (l.leased_until > $3 OR l.result = ANY($4::text[])))
"""
"""Newcomers whom nobody has in hand; $1 account, $2 greeter, $3 now, $4 final results; $5 on: `greetable_condition`."""

_TAKE = """
INSERT INTO greeting_leases AS mine (id, account_id, person_id, greeter_person_id, leased_at, leased_until, attempts)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::timestamptz[], $7::smallint[])
ON CONFLICT (account_id, person_id) DO UPDATE
SET greeter_person_id = excluded.greeter_person_id, leased_at = excluded.leased_at, leased_until = excluded.leased_until,
    result = NULL
WHERE mine.leased_until <= excluded.leased_at AND (mine.result IS NULL OR mine.result <> ALL($8::text[]))
RETURNING person_id
"""

_RETURN = """
UPDATE greeting_leases SET leased_until = $3
WHERE account_id = $1 AND greeter_person_id = $2 AND leased_until > $3 AND (result IS NULL OR result <> ALL($4::text[]))
"""


async def take_greeting_batch(actor: Actor) -> int:
    """
    Fill the actor's batch up to ten of the newcomers they may greet, those who wait longest first; returns how many came.

    Nobody else has them meanwhile: rows that another greeter is taking are passed over, and the lease is one row per
    newcomer. That their contact is shown to the actor is put on record. Raises NotAllowed, SignInRequired.
    """
    greeter_id = ensure_in_person(actor)
    ensure_may_greet(actor)
    async with work.unit_of_work(actor):
        await Person.filter(account_id=actor.account_id, id=greeter_id).select_for_update(no_key=True).first()
        now, final = clock.now(), sorted(FINAL)
        places = to_take(await work.fetch_value(_OPEN, actor.account_id, greeter_id, now, final))
        condition, parameters = greetable_condition(actor, 6)
        rows = await work.fetch(
            f"SELECT p.id {WAITING} AND {condition} ORDER BY p.created_at, p.id LIMIT $5 FOR NO KEY UPDATE OF p SKIP LOCKED",
            actor.account_id,
            greeter_id,
            now,
            final,
            places,
            *parameters,
        )
        taken = await _lease(actor.account_id, greeter_id, [row["id"] for row in rows], now, final)
        for person_id in taken:
            await audit.record(actor, "greeting.take", "person", person_id)
    return len(taken)


async def _lease(
    account_id: UUID, greeter_id: UUID, person_ids: list[UUID], now: datetime, final: list[GreetingResult]
) -> list[UUID]:
    number = len(person_ids)
    columns: list[list[Any]] = [
        [ids.new_id() for _ in person_ids],
        [account_id] * number,
        person_ids,
        [greeter_id] * number,
        [now] * number,
        [now + LEASE] * number,
        [0] * number,
    ]
    return [row["person_id"] for row in await work.fetch(_TAKE, *columns, final)]


def greetable_condition(actor: Actor, first: int) -> tuple[str, list[Any]]:
    """Whom an actor may greet, as SQL on a table `p`, with its parameters numbered from `first`: `policy.may_greet`."""
    paths = sorted({scope.region_path for scope in actor.scopes_with(*ORGANIZING) if scope.team_id is None})
    parts, parameters = [f"p.team_id = ANY(${first}::uuid[])"], [led_teams(actor)]
    for number, path in enumerate(paths):
        here = first + 1 + 2 * number
        parts.append(f"(p.region_path >= ${here} AND p.region_path < ${here + 1})")
        parameters += prefix_range(path)  # type: ignore[arg-type]
    return f"({' OR '.join(parts)})", list(parameters)


async def record_greeting(actor: Actor, *, person_id: UUID, result: GreetingResult) -> GreetingLease:
    """
    Note what became of greeting somebody of one's batch; who was reached is greeted.

    Raises NotFound for whom the actor does not have in hand (any more), NotAllowed, SignInRequired.
    """
    greeter_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        lease = await _own_lease(actor, greeter_id, person_id)
        await GreetingLease.filter(account_id=actor.account_id, id=lease.id).update(
            result=result, recorded_at=clock.now(), attempts=lease.attempts + 1
        )
        if result is GreetingResult.REACHED:
            await greet_person(actor, person_id=person_id)
        await audit.record(actor, "greeting.record", "person", person_id, result=result.value)
        return await GreetingLease.get(account_id=actor.account_id, id=lease.id)


async def return_greeting_batch(actor: Actor) -> int:
    """Give back whoever is still to be greeted: others can take them at once. Returns how many."""
    greeter_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        returned = await work.execute(_RETURN, actor.account_id, greeter_id, clock.now(), sorted(FINAL))
        if returned:
            await audit.record(actor, "greeting.return", "person", greeter_id, number=returned)
    return returned


async def _own_lease(actor: Actor, greeter_id: UUID, person_id: UUID) -> GreetingLease:
    rows = GreetingLease.filter(
        account_id=actor.account_id, person_id=person_id, greeter_person_id=greeter_id, leased_until__gt=clock.now()
    )
    lease = await rows.select_for_update().first()
    if lease is None:
        raise NotFound("This newcomer")
    return lease
