"""A turn of the border: its places bid for the people of all shards."""

import asyncio
import time
from uuid import UUID

from models.kernel import outbox, work
from models.kernel.actor import Actor
from models.matching.actions.shards.notes import BORDER, SharedRun, lock_run, note_turn, read_run, read_turn
from models.matching.solver.shards.border import nothing_given, settle
from models.matching.solver.shards.pack import border_of, offers_in, pack_border


async def settle_border(actor: Actor, *, run_id: UUID, turn: int) -> None:
    """
    Let the border decide, given what every shard offered in the turn before, and have the shards go on.

    A turn that was taken is not taken again, and a run that is over needs none. System only.
    """
    began = time.process_time()
    run = await read_run(actor.account_id, run_id)
    if run is None:
        return
    offers = [await read_turn(actor.account_id, run_id, turn - 1, number) for number in range(run.row.shards)]
    before = await read_turn(actor.account_id, run_id, turn - 1, BORDER) if turn > 1 else None
    contents, moved = await asyncio.to_thread(_settle, run, before, offers)
    async with work.unit_of_work(actor):
        row = await lock_run(actor.account_id, run_id, turn, BORDER)
        if row is None:
            return
        await note_turn(row, turn, BORDER, contents, moved=moved, began=began)
        for number in range(row.shards):
            await outbox.enqueue("matching.shard", account_id=row.account_id, run_id=run_id, number=number, turn=turn)


def _settle(run: SharedRun, stored: bytes | None, offers: list[bytes]) -> tuple[bytes, int]:
    before = nothing_given(run.border_seats) if stored is None else border_of(stored)
    after, grants = settle(run.border_seats, before, [offers_in(each) for each in offers])
    moved = int(((after.shard != before.shard) | (after.person != before.person)).sum())
    return pack_border(after, grants), moved
