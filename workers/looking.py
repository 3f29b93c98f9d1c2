"""Looks into the outbox: claims pages of jobs of one name and has them done."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import UUID

import structlog

from models.kernel import outbox
from models.kernel.outbox import renew
from workers import queue
from workers.jobs import JOBS, ONE_AT_A_TIME, ClaimedRow, Handler

PAGE = 100
RENEW_SECONDS = outbox.LEASE.total_seconds() / 3

_log = structlog.get_logger(__name__)
_looks_again: dict[str, bool] = {}


async def look(name: str) -> int:
    """
    Do all due jobs of a name, page by page; returns how many were claimed.

    A process looks for a name once at a time: a second look makes the first look again, and returns at once. Of jobs that
    are done one at a time, it does one, and tells the queue to have somebody look for the others.
    """
    handler = JOBS.get(name)
    if handler is None:
        _log.error("job_unknown", name=name)
        return 0
    if name in _looks_again:
        _looks_again[name] = True
        return 0
    if name in ONE_AT_A_TIME:
        return await _do_one(name, handler)
    return await _look_until_nothing_is_due(name, handler)


async def _do_one(name: str, handler: Handler) -> int:
    """Told before, the queue finds whoever is free; told after, this process looks again too."""
    _looks_again[name] = True
    try:
        rows = await outbox.claim(name, 1)
        if rows:
            await queue.announce({name})
            await do_page(handler, rows)
    finally:
        del _looks_again[name]
    if rows:
        await queue.announce({name})
    return len(rows)


async def _look_until_nothing_is_due(name: str, handler: Handler) -> int:
    claimed = 0
    _looks_again[name] = True
    try:
        while _looks_again[name]:
            _looks_again[name] = False
            while rows := await outbox.claim(name, PAGE):
                claimed += len(rows)
                await do_page(handler, rows)
    finally:
        del _looks_again[name]
    return claimed


async def do_page(handler: Handler, rows: list[ClaimedRow]) -> None:
    """
    Have claimed jobs done, and finish them.

    When a page fails its jobs are tried one by one, so that one that cannot be done does not hold up the others; that
    one is given back, to be tried again later and later.
    """
    row_ids = [row["id"] for row in rows]
    try:
        async with _leases_renewed(row_ids):
            await handler(rows)
    except Exception as problem:
        await _after_failure(handler, rows, problem)
    else:
        await outbox.finish(row_ids)


async def _after_failure(handler: Handler, rows: list[ClaimedRow], problem: Exception) -> None:
    if len(rows) > 1:
        _log.warning("page_failed", jobs=len(rows), problem=repr(problem))
        for row in rows:
            await do_page(handler, [row])
        return
    row = rows[0]
    _log.error("job_failed", row_id=str(row["id"]), attempt=row["attempt"], exc_info=problem)
    await outbox.fail(row["id"], row["attempt"], repr(problem))


@asynccontextmanager
async def _leases_renewed(row_ids: list[UUID]) -> AsyncIterator[None]:
    """Keep the jobs ours for as long as the block takes."""
    renewing = asyncio.create_task(_renew_forever(row_ids))
    try:
        yield
    finally:
        renewing.cancel()
        with suppress(asyncio.CancelledError):
            await renewing


async def _renew_forever(row_ids: list[UUID]) -> None:
    while True:
        await asyncio.sleep(RENEW_SECONDS)
        try:
            await renew(row_ids)
        except Exception as problem:
            _log.warning("lease_not_renewed", problem=repr(problem))
