"""Workers die at any moment; what people logged is added up exactly, once."""

import asyncio
import random
from uuid import uuid4

from tests.faults.judge import ensure_boards_are_the_ledger, ensure_each_counted_once
from tests.faults.stage import Stage
from tests.size import scaled


async def test_boards_are_the_ledger_after_workers_were_killed(stage: Stage) -> None:
    (campaign,) = await stage.run_client("seed_people", count=scaled(600))
    keys = [str(uuid4()) for _ in range(scaled(12_000))]
    client = stage.start_client("log", **campaign, keys=keys, at_once=8, pause=0.05)
    await kill_workers(stage, scaled(40))
    await stage.wait_for_end(client)
    await stage.do_all_jobs()
    await ensure_each_counted_once(stage, keys, client.said())
    assert await ensure_boards_are_the_ledger(stage, campaign["account_id"]) > len(campaign["people"])
    assert await stage.run_client("recomputed", account_id=campaign["account_id"]) == []
    await stage.wait_for_end(stage.start(["server.cli", "boards", "verify"]))


async def kill_workers(stage: Stage, times: int) -> None:
    """Kill one of two workers at random moments and start another in its place; two live ones are left."""
    chance = random.Random(20261122)
    workers = await stage.start_workers(2)
    for _ in range(times):
        await asyncio.sleep(chance.uniform(0.0, 0.5))
        workers.pop(chance.randrange(2)).kill()
        await stage.end_leases()
        workers += await stage.start_workers(1)
