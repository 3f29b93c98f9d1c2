"""A turn of a shard: it begins, or takes over what the border decided."""

import asyncio
import time
from uuid import UUID

import numpy as np

from models.kernel import outbox, work
from models.kernel.actor import Actor
from models.matching.actions.shards.notes import (
    BORDER,
    SharedRun,
    load_cut_openings,
    lock_run,
    note_turn,
    people_arrays,
    read_run,
    read_turn,
    turns_of_shards,
)
from models.matching.queries.load_crowd import load_crowd
from models.matching.rules import Crowd, Opening
from models.matching.rules.core import form_problem
from models.matching.rules.match import candidates_for
from models.matching.rules.shards import numbers_at_border
from models.matching.solver.problem import Problem
from models.matching.solver.shards.pack import grants_of, pack, pack_turn, problem_arrays, shard_of
from models.matching.solver.shards.shard import begin, offers_of, take_turn
from models.matching.solver.shards.solve import TURNS
from models.matching.solver.source import Whole
from models.matching.tables import MatchRun, MatchShard

_NOTHING = np.zeros(0, dtype=np.int64)


async def take_shards_turn(actor: Actor, *, run_id: UUID, number: int, turn: int) -> None:
    """
    Turn 0 loads the shard's people and fills its own places; each later one goes on from what the border decided.

    The last shard of a turn has the border take the next, or has all conclude. A turn that was taken is not taken again,
    and a run that is over needs none. System only.
    """
    run = await read_run(actor.account_id, run_id)
    if run is None:
        return
    if turn == 0:
        await _begin(actor, run, number)
    else:
        await _go_on(actor, run, number, turn)


async def _begin(actor: Actor, run: SharedRun, number: int) -> None:
    began = time.process_time()
    openings = await load_cut_openings(run, run.openings_of(number))
    crowd, problem = await _load(run, number, openings)
    turn, kept = await asyncio.to_thread(_first_turn, run, number, openings, crowd, problem)
    async with work.unit_of_work(actor):
        row = await lock_run(actor.account_id, run.row.id, 0, number)
        if row is not None:
            shard = MatchShard.filter(account_id=actor.account_id, run_id=row.id, number=number)
            await shard.update(people=len(crowd), pairs=_counted(openings, problem), contents=kept)
            await note_turn(row, 0, number, turn, began=began)
            await _after(row, 0)


def _counted(openings: list[Opening], problem: Problem) -> int:
    """Its pairs of people and shifts, once each."""
    whole = np.array([not each.first_timers_only for each in openings], dtype=np.bool_)
    return int(whole[problem.pairs.opening].sum())


async def _load(run: SharedRun, number: int, openings: list[Opening]) -> tuple[Crowd, Problem]:
    """The people of the shard, and all their pairs (those for a step up's reserved places too)."""
    shard = await MatchShard.get(account_id=run.row.account_id, run_id=run.row.id, number=number)
    crowd = await load_crowd(run.row.account_id, openings, run.row.started_at, regions=shard.regions)
    candidates = await asyncio.to_thread(candidates_for, crowd, openings)
    return crowd, form_problem(crowd, candidates, run.seats.some(run.openings_of(number)))


def _first_turn(
    run: SharedRun, number: int, openings: list[Opening], crowd: Crowd, problem: Problem
) -> tuple[bytes, bytes]:
    """What the turn leaves, and what is kept of everybody."""
    here = run.openings_of(number)
    everywhere = np.array([each.remote for each in openings], dtype=np.bool_)
    shard = begin(Whole(problem), numbers_at_border(here, run.border), run.shares[number, here], everywhere)
    kept = pack(**problem_arrays(problem), **people_arrays(crowd.ids, crowd.first_week))
    return pack_turn(shard, offers_of(shard, _NOTHING), first=True), kept


async def _go_on(actor: Actor, run: SharedRun, number: int, turn: int) -> None:
    began = time.process_time()
    account_id, run_id = actor.account_id, run.row.id
    first, latest = [await read_turn(account_id, run_id, each, number) for each in (0, turn - 1)]
    told = await read_turn(account_id, run_id, turn, BORDER)
    contents, moved = await asyncio.to_thread(_next_turn, run, number, (first, latest, told), turn == TURNS)
    async with work.unit_of_work(actor):
        row = await lock_run(account_id, run_id, turn, number)
        if row is not None:
            await note_turn(row, turn, number, contents, moved=moved, began=began)
            await _after(row, turn)


def _next_turn(run: SharedRun, number: int, stored: tuple[bytes, bytes, bytes], last: bool) -> tuple[bytes, int]:
    first, latest, told = stored
    before = shard_of(first, latest, run.seats.some(run.openings_of(number)))
    shard, released = take_turn(before, run.border_seats, grants_of(told, number), last=last)
    return pack_turn(shard, offers_of(shard, released)), len(released)


async def _after(run: MatchRun, turn: int) -> None:
    """Who is the last in a turn says what comes next: as in `solve_in_shards`."""
    turns = await turns_of_shards(run, turn)
    if turns is None:
        return
    if turn == TURNS or (turn > 0 and not any(each.moved for each in turns)):
        for number in range(run.shards):
            await outbox.enqueue(
                "matching.conclude", account_id=run.account_id, run_id=run.id, number=number, turn=turn
            )
    else:
        await outbox.enqueue("matching.border", account_id=run.account_id, run_id=run.id, turn=turn + 1)
