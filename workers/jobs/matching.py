"""Matching people with what is needed."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from models.kernel import outbox, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.matching.actions import (
    conclude_shard,
    match_all,
    match_people,
    match_tasks,
    request_attendance,
    settle_border,
    take_shards_turn,
    tell_attendance,
    unite_shards,
)
from workers.jobs.claimed import ClaimedRow


async def tasks_changed(rows: list[ClaimedRow]) -> None:
    """Match tasks anew: payload `task_ids`. One run per account, however many jobs."""
    for account_id, task_ids in _ids_by_account(rows, "task_ids").items():
        await match_tasks(system_actor(account_id), task_ids=task_ids, trigger="tasks_changed")


async def people_changed(rows: list[ClaimedRow]) -> None:
    """Match anew what changes in people's lives may change: payload `person_ids`. One run per account."""
    for account_id, person_ids in _ids_by_account(rows, "person_ids").items():
        await match_people(system_actor(account_id), person_ids=person_ids)


async def places_changed(rows: list[ClaimedRow]) -> None:
    """Tell how likely they come who have places in shifts: payload `shift_ids`."""
    for account_id, shift_ids in _ids_by_account(rows, "shift_ids").items():
        await tell_attendance(system_actor(account_id), shift_ids=shift_ids)


async def match_everything(rows: list[ClaimedRow]) -> None:
    """
    Match all tasks of accounts, after they were told who comes. The job's id becomes that of a run in shards, so that it
    begins once.
    """
    for row in rows:
        await request_attendance(system_actor(row["account_id"]))
        await match_all(system_actor(row["account_id"]), run_id=row["id"])


async def take_turns(rows: list[ClaimedRow]) -> None:
    """Turns of shards: payload `run_id`, `number`, `turn`."""
    for row in rows:
        await take_shards_turn(system_actor(row["account_id"]), **_of_run(row, "number", "turn"))


async def settle_borders(rows: list[ClaimedRow]) -> None:
    """Turns of borders between shards: payload `run_id`, `turn`."""
    for row in rows:
        await settle_border(system_actor(row["account_id"]), **_of_run(row, "turn"))


async def conclude_shards(rows: list[ClaimedRow]) -> None:
    """Matches of shards: payload `run_id`, `number`, `turn` (the last one)."""
    for row in rows:
        await conclude_shard(system_actor(row["account_id"]), **_of_run(row, "number", "turn"))


async def unite_runs(rows: list[ClaimedRow]) -> None:
    """One run of all shards: payload `run_id`, `turn` (the last one)."""
    for row in rows:
        await unite_shards(system_actor(row["account_id"]), **_of_run(row, "turn"))


def _of_run(row: ClaimedRow, *names: str) -> dict[str, Any]:
    payload = row["payload"]
    return {"run_id": UUID(payload["run_id"])} | {name: payload[name] for name in names}


async def match_nightly() -> None:
    """Have each account match everything."""
    for account in await Account.all():
        async with work.unit_of_work(system_actor(account.id)):
            await outbox.enqueue("matching.all", account_id=account.id)


def _ids_by_account(rows: list[ClaimedRow], name: str) -> dict[UUID, list[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for row in rows:
        found[row["account_id"]].update(map(UUID, row["payload"][name]))
    return {account_id: sorted(found[account_id]) for account_id in sorted(found)}
