"""Cuts a run into shards, and has each begin."""

from uuid import UUID

import numpy as np

from models.kernel import clock, ids, outbox, work
from models.kernel.actor import Actor
from models.matching.actions.shards.notes import BORDER, CUT, forget_runs_under_way, note_turn, pack_cut
from models.matching.queries.load_openings import load_openings
from models.matching.queries.load_settled import load_settled
from models.matching.rules.parts import split_step_ups
from models.matching.rules.shards import Cut, Settled, cut
from models.matching.tables import MatchRun, MatchShard
from models.tasks.tables import Task


async def begin_shards(actor: Actor, *, run_id: UUID, most: int, trigger: str = "nightly") -> MatchRun | None:
    """
    Begin to match all tasks of the account in shards of about `most` people. A run that has begun stays as it is.

    None where nobody could be matched with anything. What an earlier run has left half done goes. System only.
    """
    account_id, now = actor.account_id, clock.now()
    openings, reserved = split_step_ups(await load_openings(account_id, None, now))
    regions = await load_settled(account_id)
    if not openings or not regions:
        return None
    found = cut(regions, openings, most)
    async with work.unit_of_work(actor):
        if run := await MatchRun.get_or_none(account_id=account_id, id=run_id):
            return run
        await forget_runs_under_way(account_id)
        run = await MatchRun.create(
            id=run_id,
            account_id=account_id,
            trigger=trigger,
            started_at=now,
            tasks=await Task.filter(account_id=account_id).count(),
            shards=len(found.shares),
        )
        await note_turn(run, CUT, BORDER, pack_cut(openings, reserved, found.shares))
        await _begin_each(run, regions, found)
    return run


async def _begin_each(run: MatchRun, regions: list[Settled], found: Cut) -> None:
    for number in range(run.shards):
        paths = [regions[position].path for position in np.flatnonzero(found.shard_of == number)]
        await MatchShard.create(id=ids.new_id(), account_id=run.account_id, run_id=run.id, number=number, regions=paths)
        await outbox.enqueue("matching.shard", account_id=run.account_id, run_id=run.id, number=number, turn=0)
