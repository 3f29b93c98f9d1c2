"""Copies changed totals to Redis, and tells who watches."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from models.kernel import outbox
from models.kernel.actor import Actor
from models.kernel.redis_connection import redis
from models.leaderboards import copies, totals
from models.leaderboards.actions.request_rebuild import request_rebuild
from models.leaderboards.names import BoardName, channel
from models.leaderboards.tables import BoardKind

PUSH = "boards.push"
PAGE = 2000

Payload = dict[str, Any]


async def request_push(actor: Actor, changed: totals.ChangedDays) -> None:
    """Store the jobs that copy the totals of these members on these dates, in all windows. Needs a unit of work."""
    for (on, kind), member_ids in changed.items():
        for start in range(0, len(member_ids), PAGE):
            page = member_ids[start : start + PAGE]
            await outbox.enqueue(PUSH, account_id=actor.account_id, on=on, kind=kind, member_ids=page)


async def push_totals(actor: Actor, payloads: Sequence[Payload]) -> int:
    """
    Copy what PostgreSQL says now of the totals that `boards.push` jobs name; returns how many totals that are.

    Late, lost and repeated jobs do no harm: values are absolute, and an older one never overwrites a newer one.
    """
    rows = await totals.totals_of_days(actor.account_id, _merged(payloads))
    if not await copies.write_everywhere(actor.account_id, totals.lines_of(rows)):
        await request_rebuild(actor)
    await _tell_viewers(actor.account_id, {row.board for row in rows})
    return len(rows)


def _merged(payloads: Iterable[Mapping[str, Any]]) -> totals.ChangedDays:
    """The members of several jobs, each once per date and kind."""
    merged: dict[tuple[date, BoardKind], set[UUID]] = {}
    for payload in payloads:
        key = (date.fromisoformat(payload["on"]), BoardKind(payload["kind"]))
        merged.setdefault(key, set()).update(UUID(member_id) for member_id in payload["member_ids"])
    return {key: sorted(member_ids) for key, member_ids in merged.items()}


async def _tell_viewers(account_id: UUID, boards: Iterable[BoardName]) -> None:
    async with redis().pipeline(transaction=False) as pipeline:
        for board in boards:
            pipeline.publish(
                channel(account_id, board.kind, board.window, board.parent_id), board.starts_on.isoformat()
            )
        await pipeline.execute()
