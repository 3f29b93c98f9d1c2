"""What a handler is given."""

from collections.abc import Awaitable, Callable, Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

ClaimedRow = dict[str, Any]
"""A claimed job: id, account_id, payload, attempt, due_at (`outbox.claim`)."""

Handler = Callable[[list[ClaimedRow]], Awaitable[None]]


def by_account(rows: Iterable[ClaimedRow]) -> Iterable[tuple[UUID, list[ClaimedRow]]]:
    """The jobs of each account."""
    ordered = sorted(rows, key=lambda row: row["account_id"])
    return ((account_id, list(own)) for account_id, own in groupby(ordered, key=lambda row: row["account_id"]))
