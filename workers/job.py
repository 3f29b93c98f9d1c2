"""
Arq's side of a job: what it calls, when, and with which limits. With `workers/queue.py` the only place that knows arq.

Arq retries nothing for us (it would not retry ordinary exceptions anyway): the outbox does. A look that dies with its
worker blocks only its own tick.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC
from typing import Any, cast

import structlog
from arq.cron import CronJob, cron
from arq.worker import Worker, func

from workers import looking, queue
from workers.schedule import SCHEDULE, Line

Context = dict[str, Any]
Hook = Callable[[], Awaitable[None]]

JOB_TIMEOUT_SECONDS = 300
CRON_TIMEOUT_SECONDS = 120
PATIENCE_AT_THE_END_SECONDS = 5


async def look(context: Context, name: str) -> None:
    """Do all due jobs of a name."""
    with structlog.contextvars.bound_contextvars(job_id=context["job_id"], job=name):
        await looking.look(name)


def make_worker(
    *, redis_url: str, on_startup: Hook, on_shutdown: Hook, max_jobs: int, handle_signals: bool = True
) -> Worker:
    """An arq worker for all our jobs; `run()` it. It ends with an error when Redis goes away."""
    return Worker(
        functions=[func(cast("Any", look), name="look", keep_result=0, timeout=JOB_TIMEOUT_SECONDS, max_tries=2)],
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
