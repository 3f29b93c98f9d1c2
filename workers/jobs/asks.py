"""Choosing asks and sending messages."""

from datetime import timedelta
from uuid import UUID

from models.asks.actions import (
    choose_asks,
    deliver_due,
    reap_leases,
    recall_asks_of_shifts,
    send_service,
    send_sign_in,
)
from models.kernel import clock, database_clock, outbox, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from workers.jobs.claimed import ClaimedRow

PAGE = 50
PAGE_OF_A_SWEEP = 20
LONGEST_RUN = timedelta(minutes=2)


async def choose(rows: list[ClaimedRow]) -> None:
    """Choose today's asks of an account, or of one of its tasks."""
    for row in rows:
        task_id = row["payload"].get("task_id")
        await choose_asks(system_actor(row["account_id"]), task_id=UUID(task_id) if task_id else None)


async def deliver(rows: list[ClaimedRow]) -> None:
    """
    Send everything that is due; what is left after two minutes by another job, before this one is cut off while sending.
    """
    account_id: UUID = rows[0]["account_id"]
    end = clock.now() + LONGEST_RUN
    while await deliver_due(PAGE) == PAGE:
        if clock.now() >= end:
            later = await database_clock.now() + timedelta(seconds=1)
            async with work.unit_of_work(system_actor(account_id)):
                await outbox.enqueue("asks.deliver", account_id=account_id, due_at=later)
            return


async def sign_in_requested(rows: list[ClaimedRow]) -> None:
    """Queue the magic links that people wait for."""
    for row in rows:
        await send_sign_in(system_actor(row["account_id"]), UUID(row["payload"]["request_id"]))


async def shifts_changed(rows: list[ClaimedRow]) -> None:
    """Take back asks for shifts that are full or cancelled."""
    for row in rows:
        shift_ids = [UUID(shift_id) for shift_id in row["payload"]["shift_ids"]]
        await recall_asks_of_shifts(system_actor(row["account_id"]), shift_ids)


async def tell_people(rows: list[ClaimedRow]) -> None:
    """Tell people news of a shift: payload `template`, `shift_id`, `person_ids`."""
    for row in rows:
        payload = row["payload"]
        await send_service(
            system_actor(row["account_id"]),
            person_ids=[UUID(person_id) for person_id in payload["person_ids"]],
            template=payload["template"],
            shift_id=UUID(payload["shift_id"]),
            news_id=row["id"],
        )


async def choose_daily() -> None:
    """Have each account choose its asks of the day."""
    for account in await Account.all():
        actor = system_actor(account.id)
        async with work.unit_of_work(actor):
            await outbox.enqueue("asks.choose", account_id=account.id)


async def sweep_deliveries() -> None:
    """Send what is due and was never announced, and free what a dead worker held."""
    await reap_leases()
    await deliver_due(PAGE_OF_A_SWEEP)
