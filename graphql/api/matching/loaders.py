"""Loaders of suggestions and runs."""

from collections.abc import Mapping
from uuid import UUID

from models.kernel.actor import Actor
from models.matching import queries, tables


async def my_suggestion_by_task(actor: Actor, task_ids: list[UUID]) -> Mapping[UUID, queries.Suggestion]:
    """The best shift of each task that the actor could do."""
    return await queries.suggestions_of_me_by_task(actor, task_ids)


async def match_run_by_task(actor: Actor, task_ids: list[UUID]) -> Mapping[UUID, tables.MatchRun]:
    """The current run of each task that the actor organizes."""
    return await queries.match_runs_by_task(actor, task_ids)


async def match_run_by_id(actor: Actor, run_ids: list[UUID]) -> Mapping[UUID, tables.MatchRun]:
    """Current runs of tasks that the actor organizes."""
    return await queries.match_runs_by_id(actor, run_ids)


async def shards_by_run(actor: Actor, run_ids: list[UUID]) -> Mapping[UUID, queries.Shards]:
    """What the shards of runs did that the actor may see."""
    return await queries.shards_by_run(actor, run_ids)
