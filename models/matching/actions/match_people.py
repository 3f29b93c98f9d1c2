"""Matches anew what a change in somebody's life may change."""

from collections.abc import Collection
from uuid import UUID

from models.kernel import clock, work
from models.kernel.actor import Actor
from models.matching.actions.match_tasks import match_tasks
from models.matching.queries.load_crowd import load_crowd
from models.matching.queries.load_openings import load_openings
from models.matching.queries.load_prices import load_prices
from models.matching.rules.where_they_add import tasks_where_they_add
from models.matching.tables import MatchRun

_MATCHED = """
SELECT DISTINCT m.task_id FROM matches m
JOIN task_match_runs r ON r.account_id = m.account_id AND r.task_id = m.task_id AND r.run_id = m.run_id
WHERE m.account_id = $1 AND m.person_id = ANY($2::uuid[])
"""


async def match_people(actor: Actor, *, person_ids: Collection[UUID]) -> MatchRun | None:
    """
    Match anew the tasks that these people were matched with, and those where they would do better now than who is planned
    there, by the prices of the latest runs: all else stays as it is.

    Remote work that they could newly do waits for the nightly run: it would mean everybody, each time; their own
    suggestions have it at once. None if no task is concerned. System only.
    """
    matched = await work.fetch(_MATCHED, actor.account_id, list(person_ids))
    tasks = {row["task_id"] for row in matched} | await _where_they_add(actor.account_id, person_ids)
    if not tasks:
        return None
    return await match_tasks(actor, task_ids=tasks, trigger="people_changed")


async def _where_they_add(account_id: UUID, person_ids: Collection[UUID]) -> set[UUID]:
    now = clock.now()
    openings = [each for each in await load_openings(account_id, None, now, near=person_ids) if not each.remote]
    crowd = await load_crowd(account_id, openings, now, list(person_ids))
    prices = await load_prices(account_id, {each.task_id for each in openings})
    return tasks_where_they_add(crowd, openings, prices)
