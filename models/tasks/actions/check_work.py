"""Looks whether work that changed can be so, by the places of its shifts."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from models.activity.actions import flag_concerns
from models.kernel import work
from models.kernel.actor import Actor

_PLACES = """
SELECT shift.id, task.latitude, task.longitude FROM shifts AS shift
JOIN tasks AS task ON task.account_id = shift.account_id AND task.id = shift.task_id
WHERE shift.account_id = $1 AND shift.id = ANY($2::uuid[])
  AND NOT task.remote AND task.latitude IS NOT NULL AND task.longitude IS NOT NULL
"""


async def check_work(actor: Actor, touched: Collection[tuple[UUID, date]]) -> int:
    """Look at days (ledger id, local date) that changed; returns how many flags came or went. System only."""
    return await flag_concerns(actor, touched, _places)


async def _places(account_id: UUID, shift_ids: Collection[UUID]) -> Mapping[UUID, tuple[float, float]]:
    rows = await work.fetch(_PLACES, account_id, list(shift_ids))
    return {row["id"]: (row["latitude"], row["longitude"]) for row in rows}
