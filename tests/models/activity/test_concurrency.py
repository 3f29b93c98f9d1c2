"""Many at once: the day is settled serially under its person's lock."""

import asyncio
from datetime import UTC, datetime, timedelta

from models.activity import actions
from models.activity.actions import NewActivity
from models.activity.tables import ActivityKind, LedgerEntry, Source
from models.kernel import clock
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from tests.factories import actor_for, make_person
from tests.models.activity.ledger_reading import counts

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


async def test_the_same_activity_sent_many_times_at_once_counts_once(committed_account: Account) -> None:
    actor = actor_for(await make_person(committed_account))

    async def send() -> bool:
        logged = await actions.log_activity(
            actor, client_key="key-00000001", kind=ActivityKind.CANVASS, quantity=3, minutes=30, started_at=NOW
        )
        return logged.repeated

    with clock.freeze(NOW):
        repeated = await asyncio.gather(*(send() for _ in range(12)))
    assert sorted(repeated) == [False] + [True] * 11
    assert await counts(committed_account.id) == (1, 0, 1)


async def test_a_day_filled_from_several_sides_never_exceeds_its_cap(committed_account: Account) -> None:
    person = await make_person(committed_account)
    actor = actor_for(person)

    async def log(number: int) -> None:
        await actions.log_activity(
            actor,
            client_key=f"single-{number:04}",
            kind=list(ActivityKind)[number],
            quantity=1,
            minutes=60,
            started_at=NOW - timedelta(minutes=number),
        )

    async def record(number: int) -> None:
        batch = [
            NewActivity(person.ledger_id, f"batch-{number}-{one:04}", ActivityKind.DESIGN, 1, 60, NOW)
            for one in range(3)
        ]
        await actions.record_many(system_actor(committed_account.id), batch, source=Source.IMPORT)

    with clock.freeze(NOW):
        await asyncio.gather(*(log(number) for number in range(12)), *(record(number) for number in range(4)))
        day = NOW.date()
        differences = await actions.recompute(system_actor(committed_account.id), first=day, last=day)
    points = await LedgerEntry.filter(account_id=committed_account.id).values_list("points", flat=True)
    assert sum(points) == 480_000
    assert differences == []
