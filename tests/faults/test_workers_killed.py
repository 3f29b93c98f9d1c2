"""Workers die at any moment; what people logged is added up exactly, once."""

import asyncio
import random
from uuid import uuid4

import asyncpg

from tests.faults.judge import ensure_boards_are_the_ledger, ensure_each_counted_once
from tests.faults.stage import Stage, until
from tests.size import scaled

ONE_RUN_AT_A_TIME = "SELECT pg_advisory_lock(hashtextextended('match:' || $1::text, 0))"
"""The lock under which runs are stored (`models/matching/actions/store_run.py`)."""


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


async def test_a_worker_killed_in_the_middle_of_a_match_run_loses_nothing(stage: Stage) -> None:
    (campaign,) = await stage.run_client("seed_people", count=60)
    (made,) = await stage.run_client("seed_asks", **campaign, tasks=4)
    judge = await asyncpg.connect(stage.postgres.url)
    await judge.execute(ONE_RUN_AT_A_TIME, campaign["account_id"])
    await stage.run_client("request_matches", account_id=campaign["account_id"])
    (worker,) = await stage.start_workers(1)
    await until(lambda: _waits_to_store(stage))
    worker.kill()
    await judge.close()
    assert await stage.count("SELECT count(*) FROM match_runs WHERE trigger <> 'test'") == 0
    await stage.end_leases()
    await stage.start_workers(1)
    await stage.do_all_jobs()
    (run,) = await stage.ask("SELECT id, tasks, people FROM match_runs WHERE trigger = 'nightly'")
    assert (run["tasks"], run["people"]) == (4, 60)
    current = await stage.ask("SELECT task_id, run_id FROM task_match_runs ORDER BY task_id")
    assert [(str(row["task_id"]), row["run_id"]) for row in current] == [
        (task_id, run["id"]) for task_id in sorted(made["task_ids"])
    ]
    runs = await stage.ask("SELECT run_id, count(DISTINCT task_id) AS tasks FROM matches GROUP BY run_id")
    assert [tuple(row) for row in runs] == [(run["id"], 4)]


async def test_a_worker_killed_in_its_shard_costs_the_work_of_that_shard(stage: Stage) -> None:
    stage.settings["GROUNDSWELL_PEOPLE_A_SHARD"] = "20"
    (campaign,) = await stage.run_client("seed_people", count=60)
    await stage.run_client("seed_asks", **campaign, tasks=4)
    judge = await asyncpg.connect(stage.postgres.url)
    await stage.run_client("request_matches", account_id=campaign["account_id"])
    first, second = await stage.start_workers(2)
    await until(lambda: _has_shards(stage))
    async with judge.transaction():
        await judge.execute("SELECT FROM match_runs WHERE trigger = 'nightly' FOR UPDATE")
        await until(lambda: _stands_before(stage, "match_runs"))
        before = await stage.ask("SELECT id FROM match_turns ORDER BY id")
        first.kill()
    await judge.close()
    await stage.do_all_jobs()
    second.kill()
    (run,) = await stage.ask("SELECT id, shards, tasks, people, finished_at FROM match_runs WHERE trigger = 'nightly'")
    assert (run["shards"], run["tasks"], run["people"]) == (3, 4, 60)
    assert run["finished_at"] is not None
    turns = await stage.ask("SELECT id, turn, shard FROM match_turns ORDER BY id")
    assert {row["id"] for row in before} < {row["id"] for row in turns}
    assert len({(row["turn"], row["shard"]) for row in turns}) == len(turns)
    held = await stage.ask("SELECT shift_id, count(*) AS people FROM matches WHERE NOT reserve GROUP BY shift_id")
    assert await stage.count("SELECT count(DISTINCT run_id) FROM task_match_runs") == 1
    assert await stage.count("SELECT count(*) FROM matches WHERE run_id <> $1", run["id"]) == 0
    assert sum(row["people"] for row in held) == 60


async def _has_shards(stage: Stage) -> bool:
    return await stage.count("SELECT count(*) FROM match_shards") > 0


async def _stands_before(stage: Stage, table: str) -> bool:
    """Whether a worker waits for a row of a table that the judge holds."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%' || $1 || '%'"
    return await stage.count(waiting, table) > 0


async def _waits_to_store(stage: Stage) -> bool:
    """Whether a worker has solved it and stands before the lock that the judge holds."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%match:%'"
    return await stage.count(waiting) > 0


async def kill_workers(stage: Stage, times: int) -> None:
    """Kill one of two workers at random moments and start another in its place; two live ones are left."""
    chance = random.Random(20261122)
    workers = await stage.start_workers(2)
    for _ in range(times):
        await asyncio.sleep(chance.uniform(0.0, 0.5))
        workers.pop(chance.randrange(2)).kill()
        await stage.end_leases()
        workers += await stage.start_workers(1)
