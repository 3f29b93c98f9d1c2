"""Redis is emptied, then replaced by one that knows nothing, while people log: it held only copies."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

import pytest
from redis.asyncio import Redis

from server.supervisor import Child, Supervisor
from tests.faults.judge import ensure_boards_are_the_ledger, ensure_each_counted_once
from tests.faults.site import BOARD, Site
from tests.faults.stage import Stage, until
from tests.size import scaled


async def test_boards_come_back_when_redis_was_emptied_and_replaced(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    (campaign,) = await stage.run_client("seed_people", count=scaled(600))
    keys = [str(uuid4()) for _ in range(scaled(6_000))]
    async with Site(stage) as site, kept_worker(stage, monkeypatch) as child:
        visit = asyncio.create_task(site.visit(BOARD))
        client = stage.start_client("log", **campaign, keys=keys, at_once=4, pause=0.05)
        await until(lambda: len(list(client.said())) > len(keys) // 4)
        await empty(stage)
        await until(lambda: len(list(client.said())) > len(keys) // 2)
        stage.lose_redis()
        await until(lambda: child.falls > 0)  # arq leaves when Redis goes; the supervisor brings the worker back
        stage.find_redis()
        await stage.wait_for_end(client)
        await stage.do_all_jobs()
        await ensure_each_counted_once(stage, keys, client.said())
        await ensure_boards_are_the_ledger(stage, campaign["account_id"])
        await stage.wait_for_end(stage.start(["server.cli", "boards", "verify"]))
        visit.cancel()
        with suppress(asyncio.CancelledError):
            await visit  # raises what it saw go wrong
        assert await site.readiness() == (200, {"database": True, "redis": True})


async def empty(stage: Stage) -> None:
    """Make Redis forget everything, as somebody does who takes it for a cache."""
    redis = Redis.from_url(stage.redis.url)
    await redis.flushall()
    await redis.aclose()


@asynccontextmanager
async def kept_worker(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Child]:
    """A worker that the supervisor looks after, as in `groundswell up`."""
    for name, value in stage.environment().items():
        monkeypatch.setenv(name, value)
    child = Child("worker", ["work"], stage.folder / "kept-worker.log")
    supervisor = Supervisor([child], say=lambda _: None)
    supervisor.start()
    looking = asyncio.create_task(_look_after(supervisor))
    try:
        yield child
    finally:
        looking.cancel()
        supervisor.stop()


async def _look_after(supervisor: Supervisor) -> None:
    while True:
        supervisor.look()
        await asyncio.sleep(0.2)
