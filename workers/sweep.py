"""Finds due jobs that nobody was told of: announcements that were lost, retries, leases of workers that died."""

import structlog

from models.kernel import outbox
from workers import queue
from workers.jobs import JOBS

_log = structlog.get_logger(__name__)


async def sweep() -> None:
    """Announce every name of which jobs are due."""
    names = await outbox.due_names()
    if unknown := names - JOBS.keys():
        _log.error("jobs_unknown", names=sorted(unknown))
    await queue.announce(names & JOBS.keys())
