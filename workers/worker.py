"""A worker process."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack

import uvloop

from workers.job import end_when_told, make_worker


def run_worker(*, redis_url: str, opened: Callable[[], AbstractAsyncContextManager[None]], max_jobs: int = 10) -> None:
    """
    Do jobs until a signal ends it, after what is at hand is done, or some seconds later: what is not done then is
    somebody else's when its lease ends.

    `opened` gives a context in which database, Redis and queue are open: the composition root says how. Raises what
    redis-py raises when Redis goes away: a supervisor starts the worker again, and the sweep finds what is due.
    """
    stack = AsyncExitStack()

    async def open_connections() -> None:
        await stack.enter_async_context(opened())

    asyncio.set_event_loop(uvloop.new_event_loop())  # sends with three quarters of the processor time; arq takes it
    worker = make_worker(redis_url=redis_url, on_startup=open_connections, on_shutdown=stack.aclose, max_jobs=max_jobs)
    end_when_told(worker)
    worker.run()
