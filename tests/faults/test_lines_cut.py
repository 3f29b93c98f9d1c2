"""The lines to PostgreSQL and Redis break in every way that we know: requests end, the process stays, and says how it is."""

import asyncio
from typing import Any

import asyncpg
import httpx

from tests.faults.proxy import Fault
from tests.faults.site import ACCOUNT, Site
from tests.faults.stage import Stage, until

AT_ONCE = 12
"""More than the pool has connections, so that some requests wait for one."""
IMPATIENT = {"GROUNDSWELL_STATEMENT_TIMEOUT": "1", "GROUNDSWELL_CONNECT_TIMEOUT": "2", "GROUNDSWELL_POOL_MAXIMUM": "4"}
SECONDS_AFTER_WHICH_WE_HANG_UP = 7
"""The statement's own time, and five seconds in which the server says that it is over."""
WELL = (200, {"database": True, "redis": True})
NO_DATABASE = (503, {"database": False, "redis": True})
NO_REDIS = (503, {"database": True, "redis": False})
NAME = {"data": {"account": {"name": "Campaign"}}}


async def test_broken_lines_to_postgresql(stage: Stage) -> None:
    """
    Black hole, refusal and lost answers: every request ends with an error that says nothing, and all is well after.

    That a request ends at all is what is asked here: the client waits for a minute, a black hole for ever.
    """
    await stage.run_client("seed_people", count=1)
    async with Site(stage, IMPATIENT) as site:
        assert await names(site) == [NAME] * AT_ONCE
        for fault in (Fault.BLACK_HOLE, Fault.REFUSED, Fault.MUTE):
            stage.database_line.break_line(fault)
            if fault is Fault.REFUSED:
                assert stage.database_line.reset() > 0
            answers = await asyncio.gather(*(site.query(ACCOUNT) for _ in range(AT_ONCE)))
            assert [answer.text for answer in answers if not is_masked(answer)] == []
            assert await site.readiness() == NO_DATABASE
            assert await site.is_alive()
            stage.database_line.mend_line()
            await until(lambda: is_well(site))
            assert await names(site) == [NAME] * AT_ONCE


async def test_reset_connections_cost_at_most_the_requests_that_used_them(stage: Stage) -> None:
    await stage.run_client("seed_people", count=1)
    async with Site(stage, IMPATIENT) as site:
        for _ in range(5):
            assert await names(site) == [NAME] * AT_ONCE
            assert stage.database_line.reset() > 0
            await until(lambda: is_well(site))


async def test_a_slow_line_is_only_slow(stage: Stage) -> None:
    await stage.run_client("seed_people", count=1)
    async with Site(stage, IMPATIENT) as site:
        stage.database_line.seconds_of_delay = stage.redis_line.seconds_of_delay = 0.05
        assert await names(site) == [NAME] * AT_ONCE
        assert await site.readiness() == WELL


async def test_broken_lines_to_redis(stage: Stage) -> None:
    """Without Redis pages are read and work is logged all the same."""
    await stage.run_client("seed_people", count=1)
    async with Site(stage, IMPATIENT) as site:
        for fault in (Fault.BLACK_HOLE, Fault.REFUSED, Fault.MUTE):
            stage.redis_line.break_line(fault)
            if fault is Fault.REFUSED:
                stage.redis_line.reset()
            assert await site.readiness() == NO_REDIS
            assert await names(site) == [NAME] * AT_ONCE
            stage.redis_line.mend_line()
            await until(lambda: is_well(site))


async def test_what_is_only_busy_is_not_hung_up_on(stage: Stage) -> None:
    """Adding up a whole campaign may take longer than any request."""
    (campaign,) = await stage.run_client("seed_people", count=1)
    blocker = await asyncpg.connect(stage.postgres.url)
    try:
        await blocker.execute("BEGIN; LOCK TABLE totals IN ACCESS EXCLUSIVE MODE")
        stage.settings = IMPATIENT
        client = stage.start_client("rebuild", account_id=campaign["account_id"])
        await until(lambda: somebody_waits(stage))
        await asyncio.sleep(SECONDS_AFTER_WHICH_WE_HANG_UP)
        assert client.is_running(), client.story()
    finally:
        await blocker.close()
    await stage.wait_for_end(client)
    assert list(client.said()) == [{"entries": 0}]


async def somebody_waits(stage: Stage) -> bool:
    """Whether somebody stands before a locked table."""
    return await stage.count("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation'") == 1


async def names(site: Site) -> list[dict[str, Any]]:
    """What many visitors read at once."""
    answers = await asyncio.gather(*(site.query(ACCOUNT) for _ in range(AT_ONCE)))
    return [answer.json() for answer in answers]


def is_masked(answer: httpx.Response) -> bool:
    """Whether it says that something failed, and nothing of what."""
    (error,) = answer.json().get("errors", [{}])
    return "errorId" in error.get("extensions", {}) and "connect" not in answer.text.lower()


async def is_well(site: Site) -> bool:
    """Whether both servers answer again."""
    return await site.readiness() == WELL
