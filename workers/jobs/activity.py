"""Work that was logged."""

from models.kernel.actor import system_actor
from models.tasks.actions import check_work
from workers.jobs.claimed import ClaimedRow, days_by_account


async def check(rows: list[ClaimedRow]) -> None:
    """Look whether what changed can be so: payload `on` and `ledger_ids`."""
    for account_id, touched in days_by_account(rows):
        await check_work(system_actor(account_id), touched)
