"""
Which function does the jobs of which name.

A handler gets a page of claimed jobs and may raise: then each is tried alone, and what fails alone is tried again
later. It runs at least once for each job, so it must be idempotent; one that must run exactly once finishes its rows
(`outbox.finish`) in the transaction that does the work.
"""

from collections.abc import Awaitable, Callable
from typing import Any

ClaimedRow = dict[str, Any]
"""A claimed job: id, account_id, payload, attempt, due_at (`outbox.claim`)."""

Handler = Callable[[list[ClaimedRow]], Awaitable[None]]

JOBS: dict[str, Handler] = {}
