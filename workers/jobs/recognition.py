"""Badges."""

from uuid import UUID

from models.kernel.actor import system_actor
from models.recognition.actions import award_badges, recount_badges
from workers.jobs.claimed import ClaimedRow, days_by_account


async def award(rows: list[ClaimedRow]) -> None:
    """Count the days that changed: payload `on` and `ledger_ids`."""
    for account_id, touched in days_by_account(rows):
        await award_badges(system_actor(account_id), touched)


async def recount(rows: list[ClaimedRow]) -> None:
    """Count everybody's days anew, a page a job: payload `after`, the person before the page (none: the first page)."""
    for row in rows:
        after = row["payload"].get("after")
        await recount_badges(system_actor(row["account_id"]), after=UUID(after) if after else None)
