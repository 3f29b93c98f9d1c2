"""Choosing asks and sending messages."""

from datetime import timedelta
from uuid import UUID

from models.asks.actions import (
    ask_next_steps,
    choose_asks,
    deliver_due,
    learn_policy,
    pass_on_cards,
    presume_sent,
    queue_shift_letters,
    reap_leases,
    recall_asks_of_shifts,
    recount_attention,
    send_service,
    send_sign_in,
    settle_asks,
    take_waves,
    thank_newcomers,
)
from models.asks.tables import Appeal, AppealState
from models.kernel import clock, database_clock, outbox, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from workers.jobs.claimed import ClaimedRow, by_account

LONGEST_RUN = timedelta(minutes=2)
LONGEST_SWEEP = timedelta(seconds=80)


async def choose(rows: list[ClaimedRow]) -> None:
    """Choose today's asks of an account, or of one of its tasks; shifts first, then what else people are asked for."""
    for row in rows:
        task_id = row["payload"].get("task_id")
        await choose_asks(system_actor(row["account_id"]), task_id=UUID(task_id) if task_id else None)
        if not task_id:
            await ask_next_steps(system_actor(row["account_id"]))


async def deliver(rows: list[ClaimedRow]) -> None:
    """
    Send everything that is due; what is left after two minutes by another job, before this one is cut off while sending.
    """
    account_id: UUID = rows[0]["account_id"]
    if await _deliver_for(LONGEST_RUN):
        return
    later = await database_clock.now() + timedelta(seconds=1)
    async with work.unit_of_work(system_actor(account_id)):
        await outbox.enqueue("asks.deliver", account_id=account_id, due_at=later)


async def _deliver_for(longest: timedelta) -> bool:
    """
    Send page after page, and begin none after `longest`; whether nothing is due any more, or this process sends already.
    """
    end = clock.now() + longest
    while await deliver_due(limit=None):
        if clock.now() >= end:
            return False
    return True


async def settle(rows: list[ClaimedRow]) -> None:
    """Count what asks have cost whose sender died. One page after the other: people and shifts are locked in order."""
    for row in rows:
        await settle_asks(system_actor(row["account_id"]), [UUID(ask_id) for ask_id in row["payload"]["ask_ids"]])


async def give_on_cards(rows: list[ClaimedRow]) -> None:
    """Give on the cards of accounts that nobody worked in time. Once per account, however many jobs."""
    for account_id, _ in by_account(rows):
        await pass_on_cards(system_actor(account_id))


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


async def thank_daily() -> None:
    """Have each account thank newcomers who earned it, by lot."""
    for account in await Account.all():
        async with work.unit_of_work(system_actor(account.id)):
            await outbox.enqueue("asks.thank", account_id=account.id)


async def recount_nightly() -> None:
    """Have each account count its people's attention anew."""
    for account in await Account.all():
        async with work.unit_of_work(system_actor(account.id)):
            await outbox.enqueue("asks.recount", account_id=account.id)


async def learn_nightly() -> None:
    """Have each account learn from its past asks."""
    for account in await Account.all():
        async with work.unit_of_work(system_actor(account.id)):
            await outbox.enqueue("asks.learn", account_id=account.id)


async def learn(rows: list[ClaimedRow]) -> None:
    """Learn a policy for an account."""
    for account_id in sorted({row["account_id"] for row in rows}):
        await learn_policy(system_actor(account_id))


async def recount(rows: list[ClaimedRow]) -> None:
    """Count the attention of an account's people anew."""
    for account_id in sorted({row["account_id"] for row in rows}):
        await recount_attention(system_actor(account_id))


async def thank(rows: list[ClaimedRow]) -> None:
    """Draw the lots of an account."""
    for account_id in sorted({row["account_id"] for row in rows}):
        await thank_newcomers(system_actor(account_id))


async def watch_shifts() -> None:
    """Have each account look whether somebody is to hear of a shift of theirs."""
    for account in await Account.all():
        async with work.unit_of_work(system_actor(account.id)):
            await outbox.enqueue("asks.shift_letters", account_id=account.id)


async def queue_letters_of_shifts(rows: list[ClaimedRow]) -> None:
    """Queue what people are to hear of their shifts. Once per account, however many jobs."""
    for account_id, _ in by_account(rows):
        await queue_shift_letters(system_actor(account_id))


async def watch_appeals() -> None:
    """Have each account whose appeals run look whether somebody is to be asked next."""
    running = await Appeal.filter(state=AppealState.RUNNING)
    for account_id in sorted({appeal.account_id for appeal in running}):
        async with work.unit_of_work(system_actor(account_id)):
            await outbox.enqueue("asks.wave", account_id=account_id)


async def take_next_waves(rows: list[ClaimedRow]) -> None:
    """Ask the next people of the appeals of accounts. Once per account, however many jobs."""
    for account_id, _ in by_account(rows):
        await take_waves(system_actor(account_id))


async def sweep_deliveries() -> None:
    """Send what is due and was never announced, and free what a dead worker held."""
    await reap_leases()
    await presume_sent()
    await _deliver_for(LONGEST_SWEEP)
