"""
Arq's side of a job: what it calls, when, and with which limits. With `workers/queue.py` the only place that knows arq.

Arq retries nothing for us (it would not retry ordinary exceptions anyway): the outbox does. A look that dies with its
worker blocks only its own tick.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable
from datetime import UTC
from signal import Signals
from typing import Any, cast

import structlog
from arq.cron import CronJob, cron
from arq.worker import Worker, func

from workers import looking, queue
from workers.jobs import ONE_AT_A_TIME
from workers.schedule import SCHEDULE, Line

Context = dict[str, Any]
Hook = Callable[[], Awaitable[None]]
Task = asyncio.Task[Any]

JOB_TIMEOUT_SECONDS = 300
LONG_JOB_TIMEOUT_SECONDS = 3600
"""Of those that are done one at a time: a part of a whole country may take long, and would begin anew each time."""
CRON_TIMEOUT_SECONDS = 120
PATIENCE_AT_THE_END_SECONDS = 5
INSISTENCE_SECONDS = 10.0
"""How long a worker that was told to end is cancelled again and again before its process is cut off."""
_PAUSE_SECONDS = 0.1

_log = structlog.get_logger(__name__)


async def look(context: Context, name: str) -> None:
    """Do all due jobs of a name. Raises TimeoutError: their leases run out, and they are done again."""
    with structlog.contextvars.bound_contextvars(job_id=context["job_id"], job=name):
        async with asyncio.timeout(LONG_JOB_TIMEOUT_SECONDS if name in ONE_AT_A_TIME else JOB_TIMEOUT_SECONDS):
            await looking.look(name)


def make_worker(
    *, redis_url: str, on_startup: Hook, on_shutdown: Hook, max_jobs: int, handle_signals: bool = True
) -> Worker:
    """An arq worker for all our jobs; `run()` it. It ends with an error when Redis goes away."""
    return Worker(
        functions=[func(cast("Any", look), name="look", keep_result=0, timeout=LONG_JOB_TIMEOUT_SECONDS, max_tries=2)],
        cron_jobs=[_cron_job(line) for line in SCHEDULE],
        queue_name=queue.QUEUE,
        redis_pool=queue.open_pool(redis_url),
        job_serializer=queue.SERIALIZE,
        job_deserializer=queue.DESERIALIZE,
        on_startup=_without_context(on_startup),
        on_shutdown=_without_context(on_shutdown),
        handle_signals=handle_signals,
        job_completion_wait=PATIENCE_AT_THE_END_SECONDS,
        max_jobs=max_jobs,
        poll_delay=queue.TICK_SECONDS,
        queue_read_limit=1000,
        keep_result=0,
        health_check_interval=10,
        health_check_key=queue.HEALTH_KEY,
        timezone=UTC,
        log_results=False,
    )


def end_when_told(worker: Worker) -> None:
    """Have a signal end the worker's process for certain, within two patiences: arq cancels once, which may go unheard."""

    def insist(_number: Signals) -> None:
        worker.loop.create_task(_insist(worker))

    worker.on_stop = insist


async def _insist(worker: Worker) -> None:
    """End the process if cancelling does not help. The leases of its jobs run out, and they are done elsewhere."""
    if not await cancel_until_heard(lambda: [worker.main_task, *worker.tasks.values()], INSISTENCE_SECONDS):
        _log.error("worker_cut_off", jobs=len(worker.tasks))
        os._exit(1)


async def cancel_until_heard(tasks: Callable[[], list[Task | None]], seconds: float) -> bool:
    """
    Cancel tasks, those that come meanwhile too, until all are done; False when some still run after so many seconds.

    Once is not enough: `asyncio.wait_for` of Python 3.11, in redis-py, may swallow it (cpython issue 86296).
    """
    deadline = asyncio.get_running_loop().time() + seconds
    while running := [task for task in tasks() if task is not None and not task.done()]:
        if asyncio.get_running_loop().time() > deadline:
            return False
        for task in running:
            task.cancel()
        await asyncio.wait(running, timeout=_PAUSE_SECONDS)
    return True


def _cron_job(line: Line) -> CronJob:
    return cron(
        _logged(line),
        name=f"cron:{line.name}",
        hour=_set_of(line.hours),
        minute=_set_of(line.minutes),
        second=_set_of(line.seconds),
        timeout=CRON_TIMEOUT_SECONDS,
        keep_result=0,
        max_tries=1,
    )


def _set_of(times: frozenset[int] | None) -> set[int] | None:
    return None if times is None else set(times)


def _logged(line: Line) -> Any:  # arq's own type wants a function's attributes too
    async def run(context: Context) -> None:
        with structlog.contextvars.bound_contextvars(job_id=context["job_id"], job=line.name):
            await line.run()

    return run


def _without_context(hook: Hook) -> Any:
    async def run(_context: Context) -> None:
        await hook()

    return run
