"""Matches tasks with people, and keeps what was found."""

import asyncio
from collections.abc import Collection
from uuid import UUID

from models.kernel import clock, ids, work
from models.kernel.actor import Actor
from models.matching import policy
from models.matching.actions.store_run import Run, store_run
from models.matching.queries.load_crowd import load_crowd
from models.matching.queries.load_elsewhere import load_elsewhere
from models.matching.queries.load_openings import load_openings
from models.matching.rules.match import match
from models.matching.tables import MatchRun
from models.tasks.tables import Task
from models.tasks.visibility import visible_task


async def match_tasks(actor: Actor, *, task_ids: Collection[UUID] | None = None, trigger: str = "asked") -> MatchRun:
    """
    Match all shifts of these tasks that look for people (None: of all tasks); from now on this run's matches count.

    Organizers of each task's region; all tasks only the system. Reads first, computes in a thread, writes at the end,
    so that no lock is held meanwhile. Raises NotFound, NotAllowed, SignInRequired.
    """
    policy.ensure_signed_in(actor)
    tasks = await _tasks(actor, task_ids)
    started_at = clock.now()
    openings = await load_openings(actor.account_id, None if task_ids is None else tasks, started_at)
    crowd = await load_crowd(actor.account_id, openings, started_at)
    elsewhere = await load_elsewhere(actor.account_id, crowd, tasks, started_at)
    matched = await asyncio.to_thread(match, crowd, openings, elsewhere)
    run = Run(ids.new_id(), trigger, started_at, tasks, crowd, openings, matched)
    return await store_run(actor, run)


async def _tasks(actor: Actor, task_ids: Collection[UUID] | None) -> list[UUID]:
    """The tasks of the run, in the order of their ids; those that look for nobody any more lose their old matches."""
    if task_ids is None:
        policy.ensure_may_match(actor, "")
        return await _all_tasks(actor.account_id)
    if actor.system:
        known = Task.filter(account_id=actor.account_id, id__in=list(task_ids))
        return sorted([task.id for task in await known])
    for task_id in task_ids:
        policy.ensure_may_match(actor, (await visible_task(actor, task_id)).region_path)
    return sorted(set(task_ids))


async def _all_tasks(account_id: UUID) -> list[UUID]:
    rows = await work.fetch("SELECT id FROM tasks WHERE account_id = $1 ORDER BY id", account_id)
    return [row["id"] for row in rows]
