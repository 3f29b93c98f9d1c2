"""Workers are told to end, as by every deployment: they do, and nothing that they had claimed is lost."""

import signal
import time
from uuid import uuid4

import asyncpg

from tests.faults.judge import ensure_boards_are_the_ledger, ensure_each_counted_once
from tests.faults.processes import Process
from tests.faults.stage import Stage, until
from tests.size import patience
from workers.job import INSISTENCE_SECONDS, PATIENCE_AT_THE_END_SECONDS

LIMIT = patience(PATIENCE_AT_THE_END_SECONDS + INSISTENCE_SECONDS + 5.0)
_HOLD_UP_FOLDING = "SELECT pg_advisory_lock(hashtextextended('totals:' || $1::uuid::text, 0))"
_CLAIMED = "SELECT count(*) FROM outbox_rows WHERE leased_until > now()"


async def test_idle_or_busy_a_worker_ends_when_it_is_told(stage: Stage) -> None:
    (idle,) = await stage.start_workers(1)
    await end(idle)
    assert idle.exit_code == 0, idle.story()
    (campaign,) = await stage.run_client("seed_people", count=20)
    keys = [str(uuid4()) for _ in range(40)]
    connection = await asyncpg.connect(stage.postgres.url)
    try:
        await connection.execute(_HOLD_UP_FOLDING, campaign["account_id"])
        (busy,) = await stage.start_workers(1)
        client = stage.start_client("log", **campaign, keys=keys, at_once=8, pause=0.0)
        await stage.wait_for_end(client)

        async def has_claimed() -> bool:
            return bool(await connection.fetchval(_CLAIMED))

        await until(has_claimed)
        await end(busy)
        assert await connection.fetchval("SELECT count(*) FROM outbox_rows") > 0
    finally:
        await connection.close()
    await stage.start_workers(1)
    await stage.do_all_jobs()
    await ensure_each_counted_once(stage, keys, client.said())
    assert await ensure_boards_are_the_ledger(stage, campaign["account_id"]) > 0


async def end(worker: Process) -> None:
    """Tell a worker to end, and see that it does in time."""
    began = time.monotonic()
    worker.send(signal.SIGTERM)
    await until(lambda: not worker.is_running())
    assert time.monotonic() - began < LIMIT, worker.story()
