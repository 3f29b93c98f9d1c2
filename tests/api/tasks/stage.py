"""Who stands on the stage: an organizer, a volunteer, a task with a shift; all in New York County."""

from typing import Any
from uuid import UUID

from api.ids import global_id
from models.kernel.tables import Account
from models.tasks.tables import Shift, Task
from tests.factories import make_region, make_shift, make_task


def task_id(task: Task) -> str:
    return global_id("Task", task.id)


def shift_id(shift: Shift) -> str:
    return global_id("Shift", shift.id)


def person_id(person: UUID | None) -> str:
    assert person is not None
    return global_id("Person", person)


async def make_stage(account: Account, **changes: Any) -> tuple[Task, Shift]:
    """A task and its shift, in a region that exists."""
    await make_region()
    task = await make_task(account, **changes)
    return task, await make_shift(task)
