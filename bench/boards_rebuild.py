"""
Redis has lost everything: how long until all boards are back, and what the site says meanwhile. A part of `bench/boards.py`.

Each person worked on three days in three years, so has a place on 12 boards (day, week, month, season of each). The
totals are in PostgreSQL, as they always are: `seconds` is what it takes until the boards are back (`copy_boards`).
`recount_seconds`: comparing all totals with the ledger besides, as `groundswell boards rebuild` does. While the boards
are copied the top of one is read every tenth of a second.
"""

import asyncio
import time
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from bench.planning import analyze
from models.activity.tables import ActivityKind, EntryReason
from models.kernel import clock, ids, redis_connection, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.leaderboards import totals
from models.leaderboards.actions import copy_boards
from models.leaderboards.names import BoardName
from models.leaderboards.queries.scores import top_scores
from models.leaderboards.tables import BoardKind, Window

DAYS = (date(2024, 3, 6), date(2025, 7, 9), date(2026, 11, 18))
BOARD = BoardName(BoardKind.PERSON, Window.SEASON, date(2026, 1, 1))
COLUMNS = (
    *("id", "account_id", "ledger_id", "client_key", "local_date", "kind"),
    *("region_id", "team_id", "points", "formula_version", "reason", "recorded_at"),
)
PAUSE = 0.1


def entries(account_id: UUID, people: int) -> Iterator[tuple[Any, ...]]:
    """Three ledger entries for everybody."""
    now, region_id = clock.now(), ids.id_for("region:US")
    for number, ledger_id in enumerate(ids.new_ids(people)):
        for day, entry_id in zip(DAYS, ids.new_ids(3), strict=True):
            points = 1 + number * 7919 % 1_000_003
            yield (
                *(entry_id, account_id, ledger_id, day.isoformat(), day, ActivityKind.CANVASS.value),
                *(region_id, None, points, 1, EntryReason.SCORED.value, now),
            )


async def rebuild(people: int) -> dict[str, Any]:
    """Fill PostgreSQL, then build all boards from it, reading on."""
    account = await Account.create(id=ids.new_id(), slug="rebuild", name="Rebuild", created_at=clock.now())
    actor = system_actor(account.id)
    async with work.unit_of_work(actor):
        await work.copy_rows("ledger_entries", COLUMNS, entries(account.id, people))
        await totals.recount(account.id)
    await analyze()
    said: list[int] = []
    done = asyncio.Event()
    reader = asyncio.create_task(_read_on(account.id, done))
    began, cpu = time.perf_counter(), time.process_time()
    count = await copy_boards(actor, report=lambda _step, so_far, _whole: said.append(so_far))
    seconds, spent = time.perf_counter() - began, time.process_time() - cpu
    done.set()
    began = time.perf_counter()
    async with work.unit_of_work(actor):
        await totals.recount(account.id)
    recounting = time.perf_counter() - began
    redis_memory = (await redis_connection.redis().info("memory"))["used_memory"]
    return {
        "people": people,
        "entries": count,
        "seconds": round(seconds, 1),
        "cpu_seconds_here": round(spent, 1),
        "recount_seconds": round(recounting, 1),
        "entries_per_second": round(count / seconds),
        "progress_reports": len(said),
        "redis_bytes_per_entry": round(redis_memory / count, 1),
        "meanwhile": await reader,
    }


async def _read_on(account_id: UUID, done: asyncio.Event) -> dict[str, Any]:
    """Read the top of a board again and again."""
    waits, catching_up, empty = [], 0, 0
    while not done.is_set():
        began = time.perf_counter()
        found = await top_scores(account_id, BOARD, 0, 100)
        waits.append(time.perf_counter() - began)
        catching_up += found.catching_up
        empty += not found.members
        await asyncio.sleep(PAUSE)
    waits.sort()
    return {
        "reads": len(waits),
        "said_catching_up": catching_up,
        "empty": empty,
        "p50_ms": round(1000 * waits[len(waits) // 2], 1),
        "p99_ms": round(1000 * waits[len(waits) * 99 // 100], 1),
    }
