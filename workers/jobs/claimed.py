"""What a handler is given."""

from collections.abc import Awaitable, Callable
from typing import Any

ClaimedRow = dict[str, Any]
"""A claimed job: id, account_id, payload, attempt, due_at (`outbox.claim`)."""

Handler = Callable[[list[ClaimedRow]], Awaitable[None]]
