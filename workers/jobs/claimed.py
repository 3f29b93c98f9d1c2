"""What a handler is given."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import date
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


def days_by_account(rows: Iterable[ClaimedRow]) -> Iterator[tuple[UUID, set[tuple[UUID, date]]]]:
    """The days (ledger id, local date) that the jobs of each account name: payload `on` and `ledger_ids`."""
    for account_id, own in by_account(rows):
        yield (
            account_id,
            {
                (UUID(ledger_id), date.fromisoformat(row["payload"]["on"]))
                for row in own
                for ledger_id in row["payload"]["ledger_ids"]
            },
        )
