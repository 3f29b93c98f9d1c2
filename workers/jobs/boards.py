"""Totals and boards."""

from datetime import date
from uuid import UUID

from models.kernel.actor import system_actor
from models.leaderboards.actions import advance_season, compute_standings, copy_boards, fold_entries, push_totals
from workers.jobs.claimed import ClaimedRow, by_account


async def fold(rows: list[ClaimedRow]) -> None:
    """Fold new ledger entries into the totals, and finish the rows with that."""
    for account_id, own in by_account(rows):
        jobs = {row["id"]: [UUID(entry_id) for entry_id in row["payload"]["entry_ids"]] for row in own}
        await fold_entries(system_actor(account_id), jobs)


async def push(rows: list[ClaimedRow]) -> None:
    """Copy changed totals to Redis."""
    for account_id, own in by_account(rows):
        await push_totals(system_actor(account_id), [row["payload"] for row in own])


async def rebuild(rows: list[ClaimedRow]) -> None:
    """Bring the boards of accounts back."""
    for account_id, _ in by_account(rows):
        await copy_boards(system_actor(account_id))


async def compute(rows: list[ClaimedRow]) -> None:
    """Compute the standings of regions: payload `on`. Once per account and date, however many jobs."""
    for account_id, own in by_account(rows):
        for on in sorted({date.fromisoformat(row["payload"]["on"]) for row in own}):
            await compute_standings(system_actor(account_id), on=on)


async def advance(rows: list[ClaimedRow]) -> None:
    """Let the seasons of accounts go on: payload `on`. Once per account and date, however many jobs."""
    for account_id, own in by_account(rows):
        for on in sorted({date.fromisoformat(row["payload"]["on"]) for row in own}):
            await advance_season(system_actor(account_id), on=on)
