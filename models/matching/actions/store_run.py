"""Keeps the matches of a run, and lets go of those that it replaces."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from models.kernel import clock, ids, work
from models.kernel.actor import Actor
from models.matching.actions.copy_matches import copy_matches, copy_prices
from models.matching.rules import Crowd, Opening
from models.matching.rules.match import Matched
from models.matching.tables import MatchRun

KEEP_RUNS = timedelta(days=30)

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('match:' || $1::text, 0))"
_POINT = """
INSERT INTO task_match_runs AS current (id, account_id, task_id, run_id)
SELECT id, $1, task_id, $2 FROM unnest($3::uuid[], $4::uuid[]) AS new (id, task_id) ORDER BY task_id
ON CONFLICT (account_id, task_id) DO UPDATE SET run_id = excluded.run_id
WHERE (SELECT run.started_at FROM match_runs AS run WHERE run.account_id = $1 AND run.id = current.run_id) <= $5
"""
_PRUNE = """
DELETE FROM {table} AS old USING task_match_runs AS current
WHERE old.account_id = $1 AND old.task_id = ANY($2::uuid[])
  AND current.account_id = $1 AND current.task_id = old.task_id AND current.run_id <> old.run_id
  AND NOT EXISTS (
    SELECT FROM match_runs AS run WHERE run.account_id = $1 AND run.id = old.run_id AND run.finished_at IS NULL)
"""
"""What a run has stored that shards are still at stays: nobody sees it before it is whole."""
_OLD_RUNS = """
SELECT id FROM match_runs AS run WHERE run.account_id = $1 AND run.started_at < $2
  AND NOT EXISTS (SELECT FROM task_match_runs AS t WHERE t.account_id = $1 AND t.run_id = run.id)
  AND NOT EXISTS (SELECT FROM matches AS m WHERE m.account_id = $1 AND m.run_id = run.id)
"""
_FORGET = "DELETE FROM {table} WHERE account_id = $1 AND {column} = ANY($2::uuid[])"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run looked at and what it chose. `tasks` in the order of their ids."""

    id: UUID
    trigger: str
    started_at: datetime
    tasks: Sequence[UUID]
    crowd: Crowd
    openings: Sequence[Opening]
    matched: Matched


async def store_run(actor: Actor, run: Run) -> MatchRun:
    """
    Store a run and make it the current one of its tasks, unless a run that started later was quicker.

    Matches that are current no longer go; runs without matches go after 30 days.
    """
    account_id, tasks = actor.account_id, list(run.tasks)
    async with work.unit_of_work(actor):
        await have_turn(account_id)
        row = await _create(account_id, run)
        await copy_matches(row, run.crowd, run.openings, run.matched.choices)
        await copy_prices(row, run.openings, run.matched.core.prices)
        await make_current(row, tasks)
    return row


async def have_turn(account_id: UUID) -> None:
    """Runs are stored one after the other."""
    await work.fetch_value(_ONE_AT_A_TIME, str(account_id))


async def make_current(run: MatchRun, tasks: Sequence[UUID]) -> None:
    """From now on a run's matches count, unless a run that started later was quicker. What it replaces goes."""
    account_id, new_ids = run.account_id, [ids.new_id() for _ in tasks]
    await work.execute(_POINT, account_id, run.id, new_ids, list(tasks), run.started_at)
    for table in ("matches", "match_prices"):
        await work.execute(_PRUNE.format(table=table), account_id, list(tasks))
    old = [row["id"] for row in await work.fetch(_OLD_RUNS, account_id, run.started_at - KEEP_RUNS)]
    for table in ("match_turns", "match_shards"):
        await work.execute(_FORGET.format(table=table, column="run_id"), account_id, old)
    await work.execute(_FORGET.format(table="match_runs", column="id"), account_id, old)


async def _create(account_id: UUID, run: Run) -> MatchRun:
    return await MatchRun.create(
        id=run.id,
        account_id=account_id,
        trigger=run.trigger,
        started_at=run.started_at,
        finished_at=clock.now(),
        tasks=len(run.tasks),
        people=len(run.crowd),
        pairs=run.matched.pairs,
        value=sum(choice.score for choice in run.matched.choices if not choice.reserve),
        core_value=run.matched.core.value,
        bound=run.matched.core.bound,
        care_value=run.matched.care.value,
        care_bound=run.matched.care.bound,
    )
