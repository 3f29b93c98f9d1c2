"""Newcomers get an owner, and climb when their time runs out: by the clock, each step once (`rules.md` A7)."""

from uuid import UUID

from models.kernel import audit, clock, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import NotAllowed
from models.people.actions.find_keeper import find_keeper
from models.people.actions.greeting_steps import clock_of, keep, queue_up_to_give, take_step
from models.people.rules.greeting import GreetingStepKind
from models.people.rules.greeting_clock import LOOK_AGAIN, find_nobody, give
from models.people.tables import GreetingLease, Person

BATCH = 50

_DUE = """
SELECT l.id, (l.escalates_at IS NOT NULL AND l.escalates_at <= $2 AND l.greeter_person_id IS NOT NULL) AS climbs
  FROM greeting_leases AS l
  LEFT JOIN people AS o ON o.account_id = l.account_id AND o.id = l.greeter_person_id
 WHERE l.account_id = $1 AND l.closed_at IS NULL
   AND (l.escalates_at <= $2
        OR l.leased_at <= $3 AND (o.id IS NULL OR o.paused_until > $2
            OR NOT 'greeting' = ANY(o.willing) AND NOT EXISTS (
               SELECT FROM memberships AS m
                WHERE m.account_id = l.account_id AND m.person_id = o.id AND m.ended_at IS NULL
                  AND m.role IN ('team_leader', 'organizer', 'admin'))))
 ORDER BY l.escalates_at, l.id LIMIT $4 FOR UPDATE OF l SKIP LOCKED
"""


async def escalate_greetings(actor: Actor) -> list[UUID]:
    """
    Give every newcomer of the account whose time it is to somebody: the first owner, the next one further up, or another
    one where the owner can no longer do it. Returns who got somebody. System only.

    Each step is taken under the lock of its row and moves the time of the next one, so that it happens once, however often
    this runs. Batch by batch, so that it can be broken off.
    """
    if not actor.system:
        raise NotAllowed
    keepers: list[UUID] = []
    while True:
        async with work.unit_of_work(actor):
            await queue_up_to_give(actor.account_id)
            now = clock.now()
            due = await work.fetch(_DUE, actor.account_id, now, now - LOOK_AGAIN, BATCH)
            new = [keeper for row in due for keeper in await _move(actor, row["id"], climbs=row["climbs"])]
            if new:
                await outbox.enqueue(
                    "greetings.handed", account_id=actor.account_id, person_ids=sorted(set(new)), at=now
                )
            keepers += new
        if not due:
            return keepers


async def _move(actor: Actor, lease_id: UUID, *, climbs: bool) -> list[UUID]:
    """The new owner of one newcomer, if there is one."""
    lease = await GreetingLease.get(account_id=actor.account_id, id=lease_id)
    person = await Person.get(account_id=actor.account_id, id=lease.person_id)
    old = clock_of(lease)
    keeper = await find_keeper(person, old, climb=climbs)
    if keeper is None:
        await _leave(lease, climbs=climbs)
        return []
    kind = GreetingStepKind.ESCALATED if climbs else GreetingStepKind.GIVEN
    await take_step(lease, kind, give(old, keeper, clock.now()))
    await audit.record(
        actor, f"greeting.{'escalate' if climbs else 'give'}", "person", person.id, about=person.id, to=keeper.person_id
    )
    return [keeper.person_id]


async def _leave(lease: GreetingLease, *, climbs: bool) -> None:
    new = find_nobody(clock_of(lease), clock.now())
    if climbs:
        await take_step(lease, GreetingStepKind.NOBODY_LEFT, new)
    else:
        await keep(lease, new)
