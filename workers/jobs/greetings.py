"""Newcomers are given to somebody, and climb when nobody came."""

from models.kernel import outbox, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.people.actions import escalate_greetings
from workers.jobs.claimed import ClaimedRow, by_account


async def watch_greetings() -> None:
    """Have each account look whose time it is."""
    for account in await Account.all():
        async with work.unit_of_work(system_actor(account.id)):
            await outbox.enqueue("greetings.due", account_id=account.id)


async def give_due(rows: list[ClaimedRow]) -> None:
    """Give newcomers of accounts to whoever comes next. Once per account, however many jobs."""
    for account_id, _ in by_account(rows):
        await escalate_greetings(system_actor(account_id))
