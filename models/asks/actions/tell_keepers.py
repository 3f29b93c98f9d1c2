"""Whoever was given people to greet hears of it: one letter a day at most, free of attention (`rules.md` A2, A7, A15)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from models.asks.rules.hours import morning_of, next_allowed
from models.asks.rules.one_a_day import Day, day_of_letter
from models.asks.tables import Delivery, MessagePurpose
from models.kernel import clock, database_clock, ids, outbox, work
from models.kernel.actor import Actor
from models.people.queries import has_stopped
from models.people.tables import Channel, Person, Purpose

_QUEUE = """
    INSERT INTO deliveries (id, account_id, person_id, purpose, channel, template, parameters, state, attempt, due_at, created_at)
    VALUES ($1, $2, $3, $4, 'email', 'duties', jsonb_build_object('since', $5::text), 'pending', 0, $6, $7)
    ON CONFLICT (account_id, id) DO UPDATE SET state = 'pending', due_at = excluded.due_at, parameters = excluded.parameters
    WHERE deliveries.state = 'recalled'
"""


async def tell_keepers(actor: Actor, *, person_ids: Sequence[UUID], since: datetime) -> int:
    """
    Queue the day's letter to those of the people who were given somebody at or after `since`; returns how many were queued.

    The letter says what is so when it is sent. A letter that still waits to be sent tells all; after today's has gone out,
    tomorrow's does. Its id is that of the person and their local day: idempotent. Whoever stopped these letters gets none.
    """
    now = await database_clock.now()
    async with work.unit_of_work(actor):
        reachable = Person.filter(account_id=actor.account_id, id__in=list(person_ids), email__isnull=False)
        people = await reachable.order_by("id").select_for_update(no_key=True)
        return sum([await _tell(actor, person, since, now) for person in people])


async def _tell(actor: Actor, person: Person, since: datetime, now: datetime) -> bool:
    if await has_stopped(person.account_id, person.id, Purpose.DUTIES, Channel.EMAIL):
        return False
    soon = next_allowed(now, person.time_zone)
    days = [clock.local_date(soon, person.time_zone) + timedelta(days=number) for number in (0, 1)]
    keys = [_key(person, day) for day in days]
    known = {row.id: row.state for row in await Delivery.filter(account_id=person.account_id, id__in=keys)}
    wanted = day_of_letter(known.get(keys[0]), known.get(keys[1]))
    if wanted is None:
        return False
    due_at = soon if wanted is Day.TODAY else morning_of(days[1], person.time_zone)
    about = keys[wanted], person.account_id, person.id, MessagePurpose.SERVICE.value
    queued = await work.execute(_QUEUE, *about, since.isoformat(), due_at, clock.now())
    await outbox.enqueue("asks.deliver", account_id=actor.account_id, due_at=due_at)
    return bool(queued)


def _key(person: Person, day: date) -> UUID:
    return ids.id_for(f"duties:{person.account_id}:{person.id}:{day}")
