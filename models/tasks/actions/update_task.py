"""Changes a task, if nobody else did meanwhile."""

from collections.abc import Collection, Sequence
from typing import Any, TypedDict
from uuid import UUID

from models.activity.tables import ActivityKind
from models.kernel import audit, clock, work
from models.kernel.actor import Actor
from models.kernel.errors import Conflict
from models.tasks import policy
from models.tasks.actions.change_shifts import change_shifts, tell_all
from models.tasks.actions.lock_rows import lock_task
from models.tasks.actions.place_task import ensure_host, ensure_known_qualifications, ensure_known_skills, place_task
from models.tasks.announce import announce_task
from models.tasks.rules.local_times import LocalShift
from models.tasks.rules.validate import ShiftDraft, ensure_valid_task, tidy, tidy_line
from models.tasks.tables import Task, TaskStatus

_TIDIED = {"title": tidy_line, "description": tidy, "place": tidy_line}
_WHERE = ("place", "latitude", "longitude", "remote")
_PLACING = ("region_id", "latitude", "longitude", "remote")


class TaskChanges(TypedDict, total=False):
    """What may be changed; what is left out stays. None takes away a point, an age or a host."""

    kind: ActivityKind
    title: str
    description: str
    region_id: UUID
    place: str
    latitude: float | None
    longitude: float | None
    remote: bool
    skill_ids: Collection[UUID]
    minimum_age: int | None
    qualification_ids: Collection[UUID]
    step_up_kind: ActivityKind | None
    step_up_times: int | None
    host_person_id: UUID | None
    urgency: int


async def update_task(
    actor: Actor, *, task_id: UUID, version: int, changes: TaskChanges, shifts: Sequence[ShiftDraft | LocalShift] = ()
) -> Task:
    """
    Change a task that still has this `version`, and those of its shifts that are named (see `ShiftDraft`).

    Raises Conflict when it was changed meanwhile or cancelled; ShiftClash, Invalid, NotFound, NotAllowed, SignInRequired.
    """
    policy.ensure_signed_in(actor)
    async with work.unit_of_work(actor):
        task = await lock_task(actor, task_id)
        policy.ensure_may_organize(actor, task.region_path)
        _ensure_changeable(task, version)
        values = await _values(actor, task, changes)
        moved = any(getattr(task, name) != values.get(name, getattr(task, name)) for name in _WHERE)
        values |= {"version": task.version + 1, "updated_at": clock.now()}
        await Task.filter(account_id=actor.account_id, id=task.id).update(**values)
        task.update_from_dict(values)
        told = await change_shifts(task, shifts)
        if moved:
            await tell_all(task, but=told)
        await audit.record(actor, "task.update", "task", task.id, fields=sorted(changes))
        await announce_task(task)
        return task


def _ensure_changeable(task: Task, version: int) -> None:
    if task.status is TaskStatus.CANCELLED:
        raise Conflict("This task was cancelled. Post a new one.")
    if task.version != version:
        raise Conflict(
            "Somebody changed this task meanwhile. Load it again, then repeat what you still want to change."
        )


async def _values(actor: Actor, task: Task, changes: TaskChanges) -> dict[str, Any]:
    """The columns to write: tidied, checked, and placed anew where that changed."""
    values: dict[str, Any] = dict(changes)
    for name, tidied in _TIDIED.items():
        if name in values:
            values[name] = tidied(values[name])
    if "skill_ids" in values:
        values["skill_ids"] = sorted(set(values["skill_ids"]))
        await ensure_known_skills(values["skill_ids"])
    if "qualification_ids" in values:
        values["qualification_ids"] = sorted(set(values["qualification_ids"]))
        await ensure_known_qualifications(actor, values["qualification_ids"])
    whole = {name: getattr(task, name) for name in (*_PLACING, "step_up_kind", "step_up_times")} | values
    ensure_valid_task(whole)
    if values.get("host_person_id"):
        await ensure_host(actor, values["host_person_id"])
    if not values.keys() & set(_PLACING):
        return values
    placed = await place_task(actor, whole)
    return values | {name: placed[name] for name in (*_PLACING, "region_path", "time_zone")}
