"""Reads of appeals: for whoever organizes where their task is."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from models.asks.policy import may_ask
from models.asks.tables import Appeal, AppealState
from models.kernel import work
from models.kernel.actor import ORGANIZING, Actor
from models.kernel.errors import NotFound
from models.tasks.bound import FREE_PLACES
from models.tasks.tables import Task, TaskStatus

MOST_OF_TASK = 20

_SHIFTS = f"""
    SELECT coalesce(bool_or(s.starts_at >= $3), FALSE) AS ahead,
           coalesce(bool_or(s.starts_at >= $3 AND {FREE_PLACES} > 0), FALSE) AS open
    FROM shifts s WHERE s.account_id = $1 AND s.task_id = $2 AND s.cancelled_at IS NULL
"""
_ORGANIZES = """
    SELECT EXISTS (SELECT FROM memberships m
                   WHERE m.account_id = $1 AND m.person_id = $2 AND m.ended_at IS NULL AND m.team_id IS NULL
                     AND m.role = ANY($4::text[]) AND starts_with($3, m.region_path))
"""


async def visible_appeals(actor: Actor, appeal_ids: Collection[UUID]) -> dict[UUID, Appeal]:
    """Those of the appeals for whose tasks the actor may ask, by id."""
    found = await Appeal.filter(account_id=actor.account_id, id__in=list(appeal_ids))
    tasks = await Task.filter(account_id=actor.account_id, id__in=[each.task_id for each in found])
    within = {task.id for task in tasks if may_ask(actor, task.region_path)}
    return {each.id: each for each in found if each.task_id in within}


async def visible_appeal(actor: Actor, appeal_id: UUID) -> tuple[Appeal, Task]:
    """An appeal and its task. Raises NotFound unless the actor may ask for it."""
    appeal = (await visible_appeals(actor, [appeal_id])).get(appeal_id)
    if appeal is None:
        raise NotFound("This appeal")
    return appeal, await Task.get(account_id=actor.account_id, id=appeal.task_id)


async def appeals_of_tasks(account_id: UUID, task_ids: Sequence[UUID]) -> dict[UUID, list[Appeal]]:
    """The newest appeals of tasks, without drafts that were thrown away: the caller may ask for them."""
    found = await Appeal.filter(account_id=account_id, task_id__in=list(task_ids)).order_by("-created_at", "-id")
    by_task: dict[UUID, list[Appeal]] = {}
    for appeal in found:
        if appeal.released_at is not None or appeal.state is AppealState.DRAFT:
            by_task.setdefault(appeal.task_id, []).append(appeal)
    return {task_id: appeals[:MOST_OF_TASK] for task_id, appeals in by_task.items()}


async def lock_appeal(account_id: UUID, appeal_id: UUID) -> Appeal:
    """The appeal, locked: first of all, before shifts and people."""
    return await Appeal.filter(account_id=account_id, id=appeal_id).select_for_update(no_key=True).get()


async def why_over(appeal: Appeal, task: Task, no_later_than: Any) -> AppealState | None:
    """
    Why an appeal asks nobody any more: its task was called off, or whoever released it does not organize there any more;
    no shift begins at `no_later_than` or after; all that do are full. None: it goes on.
    """
    if task.status is not TaskStatus.OPEN or not await _organizes(appeal, task):
        return AppealState.STOPPED
    shifts = await work.fetch_row(_SHIFTS, appeal.account_id, task.id, no_later_than)
    if shifts is None or not shifts["ahead"]:
        return AppealState.TOO_LATE
    return None if shifts["open"] else AppealState.FILLED


async def _organizes(appeal: Appeal, task: Task) -> bool:
    roles = [role.value for role in ORGANIZING]
    return bool(await work.fetch_value(_ORGANIZES, appeal.account_id, appeal.asked_by, task.region_path, roles))
