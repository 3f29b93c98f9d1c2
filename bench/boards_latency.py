"""How long it takes until an activity is on a board that somebody watches: a part of `bench/boards.py`."""

import asyncio
import time
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from models.activity.tables import ActivityKind, EntryReason, LedgerEntry
from models.kernel import clock, ids, outbox, work
from models.kernel.actor import Actor, system_actor
from models.kernel.tables import Account
from models.leaderboards import copies
from models.leaderboards.actions import rebuild_boards
from models.leaderboards.names import BoardName
from models.leaderboards.stream import changes
from models.leaderboards.tables import BoardKind, Window
from workers.looking import look

TICK = 0.05
PEOPLE = 20_000
PATIENCE = 30
ON = date(2026, 11, 18)
BOARD = BoardName(BoardKind.REGION, Window.DAY, ON)


async def latency(rate: int, lasting: timedelta) -> dict[str, Any]:
    """Log so many activities a second, work off what follows, and watch the board of their region meanwhile."""
    account = await Account.create(id=ids.new_id(), slug="latency", name="Latency", created_at=clock.now())
    actor = system_actor(account.id)
    await rebuild_boards(actor)
    people = [ids.new_pseudonym() for _ in range(PEOPLE)]
    stored: list[tuple[int, float]] = []
    seen: list[tuple[int, float]] = []
    jobs = ("activity.recorded", "boards.push")
    helpers = [*(asyncio.create_task(_work(name)) for name in jobs), asyncio.create_task(_watch(account.id, seen))]
    await _log(actor, people, max(1, round(rate * TICK)), round(lasting.total_seconds() / TICK), stored)
    with suppress(TimeoutError):
        await asyncio.wait_for(_seen_all(account.id, seen, stored[-1][0]), PATIENCE)
    for helper in helpers:
        helper.cancel()
    return _summary(stored, seen)


async def _seen_all(account_id: UUID, seen: list[tuple[int, float]], whole: int) -> None:
    """Wait until the watcher has seen all points."""
    async for _ in changes(account_id, BoardKind.REGION, Window.DAY, None):
        if seen and seen[-1][0] >= whole:
            return


async def _log(actor: Actor, people: list[UUID], each: int, ticks: int, stored: list[tuple[int, float]]) -> None:
    """So many activities each tick; notes how many were stored by when."""
    region_id = ids.id_for("region:US")
    next_tick = time.perf_counter()
    for tick in range(ticks):
        rows = [_entry(actor, people[(tick * each + number) % len(people)], region_id) for number in range(each)]
        async with work.unit_of_work(actor):
            await LedgerEntry.bulk_create(rows)
            await outbox.enqueue("activity.recorded", account_id=actor.account_id, entry_ids=[row.id for row in rows])
        stored.append(((tick + 1) * each, time.perf_counter()))
        next_tick += TICK
        await asyncio.sleep(max(0.0, next_tick - time.perf_counter()))


def _entry(actor: Actor, ledger_id: UUID, region_id: UUID) -> LedgerEntry:
    return LedgerEntry(
        id=ids.new_id(),
        account_id=actor.account_id,
        ledger_id=ledger_id,
        client_key=ids.new_id().hex,
        local_date=ON,
        kind=ActivityKind.CANVASS,
        region_id=region_id,
        points=1,
        formula_version=1,
        reason=EntryReason.SCORED,
        recorded_at=clock.now(),
    )


async def _work(name: str) -> None:
    """What a worker does, without end: it looks for jobs of different names at the same time."""
    while True:
        done = await look(name)
        await asyncio.sleep(0 if done else 0.005)


async def _watch(account_id: UUID, seen: list[tuple[int, float]]) -> None:
    """Notes how many points the board had by when, as soon as it is told of a change."""
    async for _ in changes(account_id, BoardKind.REGION, Window.DAY, None):
        found = await copies.top(account_id, BOARD, 0, 10)
        seen.append((sum(points for _, points in found or ()), time.perf_counter()))


def _summary(stored: list[tuple[int, float]], seen: list[tuple[int, float]]) -> dict[str, Any]:
    waits = []
    frames = iter(seen)
    frame = next(frames, None)
    for count, at in stored:
        while frame is not None and frame[0] < count:
            frame = next(frames, None)
        if frame is not None:
            waits.append(frame[1] - at)
    waits.sort()
    took = stored[-1][1] - stored[0][1]
    return {
        "activities": stored[-1][0],
        "activities_per_second": round((stored[-1][0] - stored[0][0]) / took),
        "never_seen": len(stored) - len(waits),
        "frames": len(seen),
        **({f"p{p}": round(waits[min(len(waits) - 1, len(waits) * p // 100)], 3) for p in (50, 99)} if waits else {}),
        "most": round(waits[-1], 3) if waits else None,
    }
