"""Posts a task with its shifts."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from models.activity.tables import ActivityKind
from models.kernel import audit, clock, ids, work
from models.kernel.actor import Actor
from models.tasks import policy
from models.tasks.actions.place_task import ensure_host, ensure_known_qualifications, ensure_known_skills, place_task
from models.tasks.announce import announce_task
from models.tasks.rules.local_times import LocalShift, in_zone
from models.tasks.rules.validate import (
    ShiftDraft,
    ensure_number_of_shifts,
    ensure_valid_shift,
    ensure_valid_task,
    tidy,
    tidy_line,
)
from models.tasks.tables import Shift, Task


async def create_task(
    actor: Actor,
    *,
    kind: ActivityKind,
    title: str,
    region_id: UUID,
    shifts: Sequence[ShiftDraft | LocalShift],
    description: str = "",
    place: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    remote: bool = False,
    skill_ids: Collection[UUID] = (),
    minimum_age: int | None = None,
    qualification_ids: Collection[UUID] = (),
    step_up_kind: ActivityKind | None = None,
    step_up_times: int | None = None,
    host_person_id: UUID | None = None,
    urgency: int = 1,
) -> Task:
    """
    Post a task in a region where the actor organizes; who fits is matched as soon as it is stored.

    Point in degrees; `urgency` 0 to 3. Raises Invalid, NotFound, NotAllowed, SignInRequired.
    """
    policy.ensure_signed_in(actor)
    values: dict[str, Any] = {
        "kind": kind,
        "title": tidy_line(title),
        "description": tidy(description),
        "region_id": region_id,
        "place": tidy_line(place),
        "latitude": latitude,
        "longitude": longitude,
        "remote": remote,
        "skill_ids": sorted(set(skill_ids)),
        "minimum_age": minimum_age,
        "qualification_ids": sorted(set(qualification_ids)),
        "step_up_kind": step_up_kind,
        "step_up_times": step_up_times,
        "host_person_id": host_person_id,
        "urgency": urgency,
    }
    ensure_valid_task(values)
    ensure_number_of_shifts(len(shifts))
    async with work.unit_of_work(actor):
        await ensure_known_skills(values["skill_ids"])
        await ensure_known_qualifications(actor, values["qualification_ids"])
        if host_person_id:
            await ensure_host(actor, host_person_id)
        return await _post(actor, await place_task(actor, values), shifts)


async def _post(actor: Actor, values: dict[str, Any], shifts: Sequence[ShiftDraft | LocalShift]) -> Task:
    now = clock.now()
    drafts = [in_zone(each, values["time_zone"]) if isinstance(each, LocalShift) else each for each in shifts]
    for draft in drafts:
        ensure_valid_shift(draft, now)
    own: dict[str, Any] = {"id": ids.new_id(), "account_id": actor.account_id, "created_by": actor.person_id}
    task = await Task.create(**values, **own, created_at=now, updated_at=now)
    for draft in drafts:
        await add_shift(task, draft)
    await audit.record(actor, "task.create", "task", task.id)
    await announce_task(task)
    return task


async def add_shift(task: Task, draft: ShiftDraft) -> Shift:
    """Give a task one more shift."""
    return await Shift.create(
        id=ids.new_id(),
        account_id=task.account_id,
        task_id=task.id,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        capacity=draft.capacity,
        overbook=draft.overbook or 0,
    )
