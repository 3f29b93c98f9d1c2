"""Keeps the matches of a run, and lets go of those that it replaces."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
import orjson

from models.kernel import clock, ids, work
from models.kernel.actor import Actor
from models.matching.rules import Choice, Crowd, Opening, Reach, chances_of, reasons_for
from models.matching.rules.match import Matched
from models.matching.tables import MatchRun

KEEP_RUNS = timedelta(days=30)

_COLUMNS = (
    "id",
    "account_id",
    "run_id",
    "task_id",
    "shift_id",
    "person_id",
    "rank",
    "reserve",
    "score",
    "yes_chance",
    "show_chance",
    "distance_km",
    "reasons",
)
_PRICE_COLUMNS = ("id", "account_id", "run_id", "task_id", "shift_id", "prices")
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
"""
_PRUNE_MATCHES, _PRUNE_PRICES = _PRUNE.format(table="matches"), _PRUNE.format(table="match_prices")
_PRUNE_RUNS = """
DELETE FROM match_runs AS run WHERE run.account_id = $1 AND run.started_at < $2
  AND NOT EXISTS (SELECT FROM task_match_runs AS t WHERE t.account_id = $1 AND t.run_id = run.id)
  AND NOT EXISTS (SELECT FROM matches AS m WHERE m.account_id = $1 AND m.run_id = run.id)
"""


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
        await work.fetch_value(_ONE_AT_A_TIME, str(account_id))
        row = await _create(account_id, run)
        new_ids = [ids.new_id() for _ in tasks]
        await work.execute(_POINT, account_id, run.id, new_ids, tasks, run.started_at)
        await work.copy_rows("matches", _COLUMNS, list(_match_rows(account_id, run)))
        await work.copy_rows("match_prices", _PRICE_COLUMNS, list(_price_rows(account_id, run)))
        await work.execute(_PRUNE_MATCHES, account_id, tasks)
        await work.execute(_PRUNE_PRICES, account_id, tasks)
        await work.execute(_PRUNE_RUNS, account_id, run.started_at - KEEP_RUNS)
    return row


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


def _match_rows(account_id: UUID, run: Run) -> Iterator[tuple[Any, ...]]:
    """Rows of `matches`: within a task ranked from 1, matches before reserves, best first."""
    ranks: dict[UUID, int] = defaultdict(int)
    chances = _chances(run)
    for choice in sorted(run.matched.choices, key=_order):
        opening, person_id = run.openings[choice.opening], run.crowd.ids[choice.number]
        ranks[opening.task_id] += 1
        yield (
            ids.new_id(),
            account_id,
            run.id,
            opening.task_id,
            opening.shift_id,
            person_id,
            ranks[opening.task_id],
            choice.reserve,
            choice.score,
            *chances[choice.opening, choice.number],
            None if np.isnan(choice.km) else choice.km,
            orjson.dumps(reasons_for(run.crowd, opening, choice.number, choice.km)).decode(),
        )


def _chances(run: Run) -> dict[tuple[int, int], tuple[float, float]]:
    """Of each choice (by opening and person): the chances of a yes and of showing up."""
    chosen: dict[int, list[Choice]] = defaultdict(list)
    for choice in run.matched.choices:
        chosen[choice.opening].append(choice)
    found = {}
    for position, choices in chosen.items():
        reach = Reach(np.array([each.number for each in choices]), np.array([each.km for each in choices]))
        chances = chances_of(run.crowd, run.openings[position], reach)
        for each, yes, show in zip(choices, chances.yes, chances.show, strict=True):
            found[position, each.number] = float(yes), float(show)
    return found


def _price_rows(account_id: UUID, run: Run) -> Iterator[tuple[Any, ...]]:
    for opening, prices in zip(run.openings, run.matched.core.prices, strict=True):
        yield ids.new_id(), account_id, run.id, opening.task_id, opening.shift_id, orjson.dumps(prices).decode()


def _order(choice: Choice) -> tuple[Any, ...]:
    return choice.reserve, -choice.score, choice.opening, choice.number
