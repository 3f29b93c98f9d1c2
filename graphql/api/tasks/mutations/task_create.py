"""taskCreate."""

from datetime import datetime
from typing import Annotated

import strawberry

from api import ids
from api.activity.kinds import ActivityKind
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.rows import wrap
from api.tasks.local_shifts import OVERBOOK, LocalShiftInput, new_shift
from api.tasks.types import Task
from models.tasks import actions
from models.tasks.rules.validate import ShiftDraft


@strawberry.input(description="A time at which the task is done.")
class ShiftInput:
    """A new shift."""

    starts_at: datetime = strawberry.field(description="When it starts, with its time zone.")
    ends_at: datetime = strawberry.field(description="When it ends, within 24 hours.")
    capacity: int = strawberry.field(description="How many people are needed.")
    overbook: int | None = strawberry.field(description=OVERBOOK, default=None)


@strawberry.input(description="What is to be done, where and when.")
class TaskCreateInput:
    """Input of taskCreate."""

    kind: ActivityKind = strawberry.field(description="What kind of work it is.")
    title: str = strawberry.field(description="What is to be done, in 3 to 120 characters.")
    region_id: strawberry.ID = strawberry.field(description="The region that it belongs to; you organize there.")
    shifts: list[ShiftInput] = strawberry.field(description="When, as moments; may be empty beside localShifts.")
    local_shifts: list[LocalShiftInput] = strawberry.field(
        description="When, by the clock of the place. Of both kinds together at least one.", default_factory=list
    )
    description: str = strawberry.field(description="More about it.", default="")
    place: str = strawberry.field(description="Where to come.", default="")
    latitude: float | None = strawberry.field(
        description="Degrees north. Without a point, a county's middle counts.", default=None
    )
    longitude: float | None = strawberry.field(description="Degrees east.", default=None)
    remote: bool = strawberry.field(description="Whether it is done from home.", default=False)
    skill_ids: list[strawberry.ID] = strawberry.field(
        description="What it helps to be able to do, at most 10 skills.", default_factory=list
    )
    qualification_ids: list[strawberry.ID] = strawberry.field(
        description="The licences and trainings without which nobody may do it, at most 5.", default_factory=list
    )
    step_up_kind: ActivityKind | None = strawberry.field(
        description="For a step up: the work of which one needs earlier shifts.", default=None
    )
    step_up_times: int | None = strawberry.field(
        description="For a step up: how many earlier shifts, 1 to 50.", default=None
    )
    minimum_age: int | None = strawberry.field(description="How old one has to be.", default=None)
    urgency: int = strawberry.field(description="How pressing it is, from 0 to 3.", default=1)
    host_person_id: strawberry.ID | None = strawberry.field(description="Who receives people.", default=None)


@strawberry.type(description="It is posted; people who fit are looked for at once.")
class TaskCreatePayload:
    """What taskCreate answers."""

    task: Task = strawberry.field(description="The new task.")


TaskCreateResult = Annotated[
    TaskCreatePayload | CommonErrors,
    strawberry.union("TaskCreateResult", description="The new task, or what is wrong."),
]


@strawberry.type
class TaskCreate:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Post a task in a region that you organize.")
    async def task_create(self, info: Info, input: Given[TaskCreateInput]) -> TaskCreateResult:
        """Create a task."""
        task = await actions.create_task(
            info.context.actor,
            kind=input.kind,
            title=input.title,
            region_id=ids.row_id("Region", input.region_id),
            shifts=[*map(_draft, input.shifts), *map(new_shift, input.local_shifts)],
            description=input.description,
            place=input.place,
            latitude=input.latitude,
            longitude=input.longitude,
            remote=input.remote,
            skill_ids=ids.row_ids("Skill", [str(each) for each in input.skill_ids]),
            qualification_ids=ids.row_ids("Qualification", [str(each) for each in input.qualification_ids]),
            step_up_kind=input.step_up_kind,
            step_up_times=input.step_up_times,
            minimum_age=input.minimum_age,
            urgency=input.urgency,
            host_person_id=ids.row_id("Person", input.host_person_id) if input.host_person_id is not None else None,
        )
        return TaskCreatePayload(task=wrap(Task, task))


def _draft(given: ShiftInput) -> ShiftDraft:
    return ShiftDraft(given.starts_at, given.ends_at, given.capacity, overbook=given.overbook)
