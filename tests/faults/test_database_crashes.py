"""PostgreSQL crashes while clients log and repeat what was not acknowledged: each key counts once, nothing is lost."""

import asyncio
import random
from functools import partial
from itertools import cycle, islice
from uuid import uuid4

from tests.faults.judge import ensure_boards_are_the_ledger, ensure_each_counted_once
from tests.faults.processes import Process
from tests.faults.site import ACCOUNT, Site
from tests.faults.stage import CRASHES, Stage, until
from tests.size import scaled

CLIENTS = 2


async def test_nothing_acknowledged_is_lost_and_nothing_counts_twice(stage: Stage) -> None:
    (campaign,) = await stage.run_client("seed_people", count=scaled(400))
    keys = [str(uuid4()) for _ in range(scaled(8_000))]
    (worker,) = await stage.start_workers(1)
    async with Site(stage) as site:
        clients = [
            stage.start_client("log", **campaign, keys=keys, at_once=6, pause=0.02),  # the same work from two phones
            stage.start_client("log", **campaign, keys=keys[::-1], at_once=6, pause=0.02),
        ]
        crashes = await crash_while_anybody_logs(stage, clients, most=scaled(30))
        await stage.wait_for_end(*clients)
        await stage.do_all_jobs()
        assert crashes > 0
        assert worker.is_running(), worker.story()
        assert await site.readiness() == (200, {"database": True, "redis": True})
        assert (await site.query(ACCOUNT)).json() == {"data": {"account": {"name": "Campaign"}}}
    answers = [answer for client in clients for answer in client.said()]
    assert len(answers) == CLIENTS * len(keys)
    assert max(answer["tries"] for answer in answers) > 1
    await ensure_each_counted_once(stage, keys, answers)
    assert sum(not answer["repeated"] for answer in answers) <= len(keys)
    await ensure_boards_are_the_ledger(stage, campaign["account_id"])
    assert await stage.run_client("recomputed", account_id=campaign["account_id"]) == []


async def crash_while_anybody_logs(stage: Stage, clients: list[Process], most: int) -> int:
    """Once all of them are at it, crash PostgreSQL at random moments, by turns in both ways; returns how often."""
    chance = random.Random(20261122)
    crashes = 0
    await until(lambda: all(any(client.said()) or not client.is_running() for client in clients))
    for how in islice(cycle(CRASHES), most):
        await until(partial(_have_answered_since, clients, sum(len(list(client.said())) for client in clients)))
        if not any(client.is_running() for client in clients):
            break
        await asyncio.sleep(chance.uniform(0.0, 0.5))
        await stage.crash_postgres(how)
        crashes += 1
    return crashes


def _have_answered_since(clients: list[Process], before: int) -> bool:
    """Whether work goes on after the last crash, or is done."""
    done = not any(client.is_running() for client in clients)
    return done or sum(len(list(client.said())) for client in clients) > before
