"""Cancels a task: those who signed up are told."""

from uuid import UUID

from models.kernel import audit, clock, work
from models.kernel.actor import Actor
from models.kernel.errors import Invalid
from models.tasks import policy
from models.tasks.actions.change_shifts import call_off
from models.tasks.actions.lock_rows import lock_shifts, lock_task
from models.tasks.announce import announce_shifts, announce_task
from models.tasks.rules.validate import tidy
from models.tasks.tables import Task, TaskStatus

LONGEST_REASON = 300


async def cancel_task(actor: Actor, *, task_id: UUID, reason: str = "") -> Task:
    """
    Call off a task with all its shifts that are not over. Again, it changes nothing.

    `reason` is for those who signed up. Raises Invalid, NotFound, NotAllowed, SignInRequired.
    """
    policy.ensure_signed_in(actor)
    reason = tidy(reason)
    if len(reason) > LONGEST_REASON:
        raise Invalid("A reason has at most {most} characters.", field="reason", most=LONGEST_REASON)
    async with work.unit_of_work(actor):
        task = await lock_task(actor, task_id)
        policy.ensure_may_organize(actor, task.region_path)
        if task.status is TaskStatus.CANCELLED:
            return task
        values = {
            "status": TaskStatus.CANCELLED,
            "cancel_reason": reason,
            "version": task.version + 1,
            "updated_at": clock.now(),
        }
        await Task.filter(account_id=actor.account_id, id=task.id).update(**values)
        task.update_from_dict(values)
        cancelled = [shift.id for shift in await lock_shifts(task) if await call_off(shift)]
        await announce_shifts(task.account_id, cancelled)
        await audit.record(actor, "task.cancel", "task", task.id)
        await announce_task(task)
        return task
