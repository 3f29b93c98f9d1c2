"""Newcomers are given to somebody, and climb when nobody came."""

from datetime import datetime
from uuid import UUID

from models.asks.actions import tell_keepers
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


async def tell_handed(rows: list[ClaimedRow]) -> None:
    """Have those hear of it who were given newcomers, or people to ask: payload `person_ids`, `at`."""
    for row in rows:
        people = [UUID(person_id) for person_id in row["payload"]["person_ids"]]
        since = datetime.fromisoformat(row["payload"]["at"])
        await tell_keepers(system_actor(row["account_id"]), person_ids=people, since=since)
