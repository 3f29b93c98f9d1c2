"""Shifts of tasks that the actor sees."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from models.kernel.actor import Actor
from models.tasks.queries.tasks import tasks_by_id
from models.tasks.tables import Shift


async def shifts_of_tasks(actor: Actor, task_ids: Collection[UUID]) -> dict[UUID, list[Shift]]:
    """By task, the shifts that were not called off, earliest first."""
    visible = await tasks_by_id(actor, task_ids)
    found: dict[UUID, list[Shift]] = defaultdict(list)
    rows = Shift.filter(account_id=actor.account_id, task_id__in=list(visible), cancelled_at__isnull=True)
    for shift in await rows.order_by("starts_at", "id"):
        found[shift.task_id].append(shift)
    return dict(found)


async def shifts_by_id(actor: Actor, shift_ids: Collection[UUID]) -> dict[UUID, Shift]:
    """Those of the shifts, called off or not, whose task the actor sees."""
    found = await Shift.filter(account_id=actor.account_id, id__in=list(shift_ids))
    visible = await tasks_by_id(actor, {shift.task_id for shift in found})
    return {shift.id: shift for shift in found if shift.task_id in visible}


async def shifts_of_account(account_id: UUID, shift_ids: Collection[UUID]) -> dict[UUID, Shift]:
    """Shifts, whoever asks; the caller has checked that the actor may see what belongs to them."""
    return {shift.id: shift for shift in await Shift.filter(account_id=account_id, id__in=list(shift_ids))}
