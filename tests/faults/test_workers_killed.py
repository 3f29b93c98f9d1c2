"""Workers die at any moment; what people logged is added up exactly, once."""

import asyncio
import random
from uuid import uuid4

from tests.faults.judge import ensure_boards_are_the_ledger, ensure_each_counted_once
from tests.faults.processes import Process
from tests.faults.stage import Stage, until
from tests.size import scaled


async def test_boards_are_the_ledger_after_workers_were_killed(stage: Stage) -> None:
    (campaign,) = await stage.run_client("seed_people", count=scaled(600))
    keys = [str(uuid4()) for _ in range(scaled(12_000))]
    client = stage.start_client("log", **campaign, keys=keys, at_once=8, pause=0.02)
    kills = await kill_workers_while(stage, client, most=scaled(60))
    await stage.wait_for_end(client)
    await stage.do_all_jobs()
    assert kills >= scaled(30)
    await ensure_each_counted_once(stage, keys, client.said())
    assert await ensure_boards_are_the_ledger(stage, campaign["account_id"]) > len(campaign["people"])
    assert await stage.run_client("recomputed", account_id=campaign["account_id"]) == []
    await stage.wait_for_end(stage.start(["server.cli", "boards", "verify"]))


async def kill_workers_while(stage: Stage, client: Process, most: int) -> int:
    """Kill one of two workers again and again as long as a client runs; two live ones are left. Returns how often."""
    chance = random.Random(20261122)
    workers = [stage.start_worker(), stage.start_worker()]
    kills = 0
    while client.is_running() and kills < most:
        await until(lambda: anyone_works(stage))
        await asyncio.sleep(chance.uniform(0.0, 0.6))
        victim = chance.randrange(2)
        workers[victim].kill()
        kills += 1
        await stage.end_leases()
        workers[victim] = stage.start_worker()
    return kills


async def anyone_works(stage: Stage) -> bool:
    """Whether jobs are leased to somebody just now, or all are done."""
    waiting, leased = (
        await stage.ask("SELECT count(*), count(leased_until) FROM outbox_rows WHERE leased_until IS NULL OR leased_until > now()")
    )[0]
    return waiting == 0 or leased > 0
