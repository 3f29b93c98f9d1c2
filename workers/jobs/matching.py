"""Matching people with what is needed."""

from collections import defaultdict
from uuid import UUID

from models.kernel import outbox, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.matching.actions import match_people, match_tasks, request_attendance, tell_attendance
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


async def match_all(rows: list[ClaimedRow]) -> None:
    """Match all tasks of accounts, after they were told who comes."""
    for account_id in sorted({row["account_id"] for row in rows}):
        await request_attendance(system_actor(account_id))
        await match_tasks(system_actor(account_id), trigger="nightly")


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
