"""A worker in the test's own process."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from workers.job import cancel_until_heard, make_worker


async def _nothing() -> None:
    """A hook that has nothing to do."""


async def work_until(redis_url: str, holds: Callable[[], Awaitable[bool]]) -> None:
    """Run a worker until the condition holds."""
    async with _running_worker(redis_url) as running:
        while not await holds():
            assert not running.done()
            await asyncio.sleep(0.02)


@asynccontextmanager
async def _running_worker(redis_url: str) -> AsyncIterator[asyncio.Task[None]]:
    worker = make_worker(
        redis_url=redis_url, on_startup=_nothing, on_shutdown=_nothing, max_jobs=10, handle_signals=False
    )
    running = asyncio.create_task(worker.async_run())
    try:
        yield running
    finally:
        assert await cancel_until_heard(lambda: [running], 60.0)
        await asyncio.gather(*worker.tasks.values(), return_exceptions=True)
        await worker.close()
