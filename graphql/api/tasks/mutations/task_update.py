"""taskUpdate."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from api import ids
from api.activity.kinds import ActivityKind
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.rows import wrap
from api.tasks.errors import ShiftClash
from api.tasks.local_shifts import OVERBOOK, LocalShiftChangeInput, changed_shift
from api.tasks.types import Task
from models.tasks import actions
from models.tasks.actions.update_task import TaskChanges
from models.tasks.rules.validate import ShiftDraft


@strawberry.input(description="A shift as it is to be.")
class ShiftChangeInput:
    """A shift that changes, or a new one."""

    starts_at: datetime = strawberry.field(description="When it starts, with its time zone.")
    ends_at: datetime = strawberry.field(description="When it ends, within 24 hours.")
    capacity: int = strawberry.field(description="How many places it has; not fewer than are taken.")
    id: strawberry.ID | None = strawberry.field(
        description="The shift that changes; without it, a new one.", default=None
    )
    cancelled: bool = strawberry.field(description="True calls it off; whoever is in it is told.", default=False)
    overbook: int | None = strawberry.field(description=OVERBOOK, default=None)


@strawberry.input(description="What changes. What is not said stays; null takes an answer away where that is possible.")
class TaskUpdateInput:
    """Input of taskUpdate."""

    id: strawberry.ID = strawberry.field(description="The task.")
    version: int = strawberry.field(description="The version that you read; another one in the meantime is a Conflict.")
    kind: ActivityKind | None = strawberry.field(description="What kind of work it is.", default=None)
    title: str | None = strawberry.field(description="What is to be done, in 3 to 120 characters.", default=None)
    description: str | None = strawberry.field(description="More about it.", default=None)
    region_id: strawberry.ID | None = strawberry.field(description="The region that it belongs to.", default=None)
    place: str | None = strawberry.field(description="Where to come.", default=None)
    latitude: strawberry.Maybe[float | None] = strawberry.field(description="Degrees north.")
    longitude: strawberry.Maybe[float | None] = strawberry.field(description="Degrees east.")
    remote: bool | None = strawberry.field(description="Whether it is done from home.", default=None)
    skill_ids: list[strawberry.ID] | None = strawberry.field(
        description="All skills that help; at most 10.", default=None
    )
    qualification_ids: list[strawberry.ID] | None = strawberry.field(
        description="All licences and trainings without which nobody may do it; at most 5.", default=None
    )
    step_up_kind: strawberry.Maybe[ActivityKind | None] = strawberry.field(
        description="For a step up: the work of which one needs earlier shifts."
    )
    step_up_times: strawberry.Maybe[int | None] = strawberry.field(
        description="For a step up: how many earlier shifts, 1 to 50."
    )
    minimum_age: strawberry.Maybe[int | None] = strawberry.field(description="How old one has to be.")
    urgency: int | None = strawberry.field(description="How pressing it is, from 0 to 3.", default=None)
    host_person_id: strawberry.Maybe[strawberry.ID | None] = strawberry.field(description="Who receives people.")
    shifts: list[ShiftChangeInput] = strawberry.field(
        description="Shifts that change or are new; the others stay.", default_factory=list
    )
    local_shifts: list[LocalShiftChangeInput] = strawberry.field(
        description="The same, by the clock of the place as it is after the change.", default_factory=list
    )


@strawberry.type(description="It is changed; whoever signed up is told of another time or place.")
class TaskUpdatePayload:
    """What taskUpdate answers."""

    task: Task = strawberry.field(description="The task as it is now.")


TaskUpdateResult = Annotated[
    TaskUpdatePayload | ShiftClash | CommonErrors,
    strawberry.union("TaskUpdateResult", description="The task, or what is wrong."),
]


@strawberry.type
class TaskUpdate:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Change a task that you organize, and its shifts.")
    async def task_update(self, info: Info, input: Given[TaskUpdateInput]) -> TaskUpdateResult:
        """Change a task."""
        task = await actions.update_task(
            info.context.actor,
            task_id=ids.row_id("Task", input.id),
            version=input.version,
            changes=_changes(input),
            shifts=[*map(_draft, input.shifts), *map(changed_shift, input.local_shifts)],
        )
        return TaskUpdatePayload(task=wrap(Task, task))


def _draft(given: ShiftChangeInput) -> ShiftDraft:
    shift_id = ids.row_id("Shift", given.id) if given.id is not None else None
    return ShiftDraft(given.starts_at, given.ends_at, given.capacity, shift_id, given.cancelled, given.overbook)


def _changes(given: TaskUpdateInput) -> TaskChanges:
    """What is said. A plain field that is null stays; a Maybe that is null is taken away."""
    plain = {
        "kind": given.kind,
        "title": given.title,
        "description": given.description,
        "place": given.place,
        "remote": given.remote,
        "urgency": given.urgency,
        "region_id": ids.row_id("Region", given.region_id) if given.region_id is not None else None,
        "qualification_ids": _row_ids("Qualification", given.qualification_ids),
        "skill_ids": _row_ids("Skill", given.skill_ids),
    }
    changes: TaskChanges = TaskChanges(**{name: value for name, value in plain.items() if value is not None})  # type: ignore[typeddict-item]
    if given.latitude is not None:
        changes["latitude"] = given.latitude.value
    if given.longitude is not None:
        changes["longitude"] = given.longitude.value
    if given.step_up_kind is not None:
        changes["step_up_kind"] = given.step_up_kind.value
    if given.step_up_times is not None:
        changes["step_up_times"] = given.step_up_times.value
    if given.minimum_age is not None:
        changes["minimum_age"] = given.minimum_age.value
    if given.host_person_id is not None:
        host = given.host_person_id.value
        changes["host_person_id"] = None if host is None else ids.row_id("Person", host)
    return changes


def _row_ids(kind: str, given: list[strawberry.ID] | None) -> list[UUID] | None:
    return None if given is None else ids.row_ids(kind, [str(each) for each in given])
