"""Makes one run of what all shards have done."""

import time
from uuid import UUID

import numpy as np

from models.kernel import clock, work
from models.kernel.actor import Actor
from models.matching.actions.copy_matches import copy_prices
from models.matching.actions.shards.notes import (
    BORDER,
    SharedRun,
    load_cut_openings,
    lock_run,
    note_turn,
    read_run,
    read_turn,
)
from models.matching.actions.store_run import have_turn, make_current
from models.matching.solver.problem import Doubles
from models.matching.solver.shards.pack import border_of, pack, unpack
from models.matching.tables import MatchRun, MatchShard, MatchTurn

_RANK = """
UPDATE matches AS m SET rank = ranked.rank FROM (
    SELECT id, row_number() OVER (PARTITION BY task_id ORDER BY reserve, score DESC, shift_id, person_id) AS rank
    FROM matches WHERE account_id = $1 AND run_id = $2
) AS ranked
WHERE m.account_id = $1 AND m.id = ranked.id AND m.rank <> ranked.rank
"""
_VALUE = "SELECT coalesce(sum(score), 0) FROM matches WHERE account_id = $1 AND run_id = $2 AND NOT reserve"
_TASKS = "SELECT id FROM tasks WHERE account_id = $1 AND created_at <= $2 ORDER BY id"


async def unite_shards(actor: Actor, *, run_id: UUID, turn: int) -> MatchRun | None:
    """
    Add up the certificates, rank the matches of all shards together, and let them count from now on.

    None if that was done already. What shards kept between turns goes; what they did stays with the run. System only.
    """
    began = time.process_time()
    account_id = actor.account_id
    run = await read_run(account_id, run_id)
    if run is None:
        return None
    fair = border_of(await read_turn(account_id, run_id, turn, BORDER)).fair
    parts = [unpack(await read_turn(account_id, run_id, turn + 1, number))["parts"] for number in range(run.row.shards)]
    async with work.unit_of_work(actor), work.patiently():
        await have_turn(account_id)
        row = await lock_run(account_id, run_id, turn + 1, BORDER)
        if row is None:
            return None
        await _copy_border_prices(run, row, fair)
        await work.execute(_RANK, account_id, run_id)
        await note_turn(row, turn + 1, BORDER, pack(), began=began)
        await _finish(row, np.sum(parts, axis=0), float(fair.sum()))
        tasks = [each["id"] for each in await work.fetch(_TASKS, account_id, row.started_at)]
        await make_current(row, tasks)
    return row


async def _copy_border_prices(run: SharedRun, row: MatchRun, fair: Doubles) -> None:
    by_opening = [each.tolist() for each in np.split(fair, run.border_seats.first_place[1:-1])]
    await copy_prices(row, await load_cut_openings(run, run.border), by_opening[: len(run.border)])


async def _finish(row: MatchRun, parts: Doubles, at_border: float) -> None:
    """parts: value and bound, of the core and within all limits; at_border: what the places cost that shards share."""
    account_id, run_id = row.account_id, row.id
    row.core_value, row.bound = float(parts[0, 0]), float(parts[0, 1]) + at_border
    row.care_value, row.care_bound = float(parts[1, 0]), float(parts[1, 1]) + at_border
    row.value = float(await work.fetch_value(_VALUE, account_id, run_id))
    shards = await MatchShard.filter(account_id=account_id, run_id=run_id).only("people", "pairs")
    row.people, row.pairs = sum(each.people for each in shards), sum(each.pairs for each in shards)
    row.finished_at = clock.now()
    await row.save()
    await MatchShard.filter(account_id=account_id, run_id=run_id).update(contents=None)
    await MatchTurn.filter(account_id=account_id, run_id=run_id).update(contents=None)
