"""The replay itself: in batches that may be given again, so that it can be resumed at any point."""

import asyncio
import time
from pathlib import Path
from uuid import UUID

from models.activity.actions import NewActivity, record_many
from models.activity.tables import Source
from models.kernel import clock
from models.kernel.actor import Actor, system_actor
from models.leaderboards.actions import rebuild_boards
from models.people.tables import Import
from models.regions.loading import load_geography
from server.progress import Report
from server.replay.settling import find_or_found_account, find_or_settle, ledger_ids
from server.replay.stream import Action, Stream, read_stream

BATCH = 20_000
FIRST_BATCH = 2_000
LANES = 2

Summary = dict[str, object]


def _say_nothing(_step: str, _done: int, _total: int | None) -> None:
    """For those who do not watch."""


class Stopwatch:
    """Seconds spent in each stage."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}
        self._since = time.monotonic()

    def lap(self, stage: str) -> None:
        """All time since the last lap went into this stage."""
        now = time.monotonic()
        self.stages[stage] = round(now - self._since, 3)
        self._since = now


async def replay(folder: Path, *, account: str, report: Report = _say_nothing, limit: int | None = None) -> Summary:
    """
    Take in the stream of a folder (its first `limit` actions), into the account of that slug, which is made if need be.

    It may be killed at any moment: started again, it goes on after the last whole batch, and what it took in twice
    counts once. Returns how many actions there are, how many of them were new, and the seconds of each stage. Raises
    StreamUnreadable.
    """
    watch = Stopwatch()
    await load_geography(lambda table, done, total: report(f"Geography: {table}", done, total))
    watch.lap("geography")
    stream = read_stream(folder, limit)
    watch.lap("reading")
    actor = system_actor((await find_or_found_account(account, stream.actions)).id)
    run = await find_or_settle(actor, stream)
    watch.lap("people")
    added = await _take_in(actor, run, stream, report)
    watch.lap("activities")
    entries = await rebuild_boards(actor, report=report)
    await Import.filter(account_id=actor.account_id, id=run.id, finished_at=None).update(finished_at=clock.now())
    watch.lap("boards")
    return {"actions": len(stream.actions), "new": added, "board entries": entries, "seconds": watch.stages}


async def _take_in(actor: Actor, run: Import, stream: Stream, report: Report) -> int:
    """Record what is not recorded yet, batch by batch; the place reached is stored after each batch."""
    ledger_id_of = await ledger_ids(run)
    whole = len(stream.actions)
    added = 0
    start = int(run.counts["taken"])
    while start < whole:
        # While its tables are empty PostgreSQL plans to read them whole; two lanes would read each other's rows.
        size, lanes = (BATCH, LANES) if start else (FIRST_BATCH, 1)
        batch = stream.actions[start : start + size]
        added += await _record(actor, run.id, batch, ledger_id_of, lanes)
        start += len(batch)
        await Import.filter(account_id=actor.account_id, id=run.id).update(counts={"taken": start})
        report("Activities", start, whole)
    return added


async def _record(
    actor: Actor, run_id: UUID, batch: list[Action], ledger_id_of: dict[int, UUID], number_of_lanes: int
) -> int:
    """
    Record a batch in lanes, each with people of its own and in a transaction of its own; returns how many were new.

    While PostgreSQL works for one lane, points are computed for the other. After a kill some lanes of a batch may be
    there and others not: the batch is given again, and what is known already counts once.
    """
    lanes = [[one for one in batch if one.person % number_of_lanes == lane] for lane in range(number_of_lanes)]
    recorded = await asyncio.gather(
        *(record_many(actor, _activities(lane, ledger_id_of), source=Source.REPLAY, import_id=run_id) for lane in lanes)
    )
    return sum(one.added for one in recorded)


def _activities(batch: list[Action], ledger_id_of: dict[int, UUID]) -> list[NewActivity]:
    return [
        NewActivity(ledger_id_of[person], client_key, work_.kind, 1, work_.minutes, at)
        for client_key, at, person, work_ in batch
    ]
