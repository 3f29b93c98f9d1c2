"""Tasks, shifts, and who comes."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, cast
from uuid import UUID

import strawberry

from api.activity.kinds import ActivityKind
from api.asks.appeals import TaskAppeals
from api.asks.task_asks import TaskAsks
from api.context import Info
from api.costs import costs
from api.matching.task import TaskMatching
from api.node import Node
from api.people.loaders import person_by_id
from api.people.qualifications import Qualification, qualification_by_id
from api.regions.loaders import region_by_id, skill_by_id
from api.regions.places import home_of
from api.regions.skills import Skill
from api.regions.types import Region
from api.rows import wrap, wrap_all, wrap_or_none
from api.tasks.enums import AssignmentState, SignUpOutcome, TaskStatus
from api.tasks.loaders import (
    assignment_by_id,
    assignments_by_shift,
    expected_by_shift,
    feedback_by_assignment,
    host_by_id,
    my_assignment_by_shift,
    queue_position_by_assignment,
    shift_by_id,
    shift_of_shown_assignment,
    shifts_by_task,
    task_by_id,
    task_of_shown_shift,
)
from models.people.rules.names import name_and_initial
from models.regions.rules import distance_km
from models.tasks import tables

if TYPE_CHECKING:
    from api.people.types import Person


@strawberry.type(description="Whoever receives people at a task.")
class TaskHost:
    """Shows as much of a person as everybody who comes needs."""

    display_name: str = strawberry.field(description="First name and initial.")


@strawberry.type(description="Something that needs people.")
class Task(TaskAppeals, TaskAsks, TaskMatching, Node, row=tables.Task, loader=task_by_id):
    """Shows a row of `tasks`."""

    region_id: strawberry.Private[UUID]
    skill_ids: strawberry.Private[list[UUID]]
    qualification_ids: strawberry.Private[list[UUID]]
    host_person_id: strawberry.Private[UUID | None]
    latitude: strawberry.Private[float | None]
    longitude: strawberry.Private[float | None]
    kind: ActivityKind = strawberry.field(description="What kind of work it is.")
    title: str = strawberry.field(description="What is to be done, in a few words.")
    description: str = strawberry.field(description="More about it; may be empty.")
    place: str = strawberry.field(description="Where to come; empty for remote work.")
    remote: bool = strawberry.field(description="Whether it is done from home.")
    time_zone: str = strawberry.field(description="The IANA time zone in which to show its times.")
    step_up_kind: ActivityKind | None = strawberry.field(
        description="If it is a step up: the work of which one needs earlier shifts."
    )
    step_up_times: int | None = strawberry.field(description="If it is a step up: how many earlier shifts.")
    minimum_age: int | None = strawberry.field(description="How old one has to be, if that matters.")
    urgency: int = strawberry.field(description="How pressing it is, from 0 to 3.")
    status: TaskStatus = strawberry.field(description="Whether it still looks for people.")
    cancel_reason: str = strawberry.field(description="Why it was called off; empty if it was not, or nobody said.")
    version: int = strawberry.field(description="Send it with taskUpdate: it rises with each change.")

    @strawberry.field(description="The region that it belongs to.")
    async def region(self, info: Info) -> Region | None:
        """The region of the task."""
        return wrap_or_none(Region, await info.context.load(region_by_id, self.region_id))

    @strawberry.field(description="What it helps to be able to do.", metadata=costs(rows=3))
    async def skills(self, info: Info) -> list[Skill]:
        """The skills that are needed."""
        found = [await info.context.load(skill_by_id, skill_id) for skill_id in self.skill_ids]
        return wrap_all(Skill, (skill for skill in found if skill is not None))

    @strawberry.field(description="The licences and trainings without which nobody may do it.", metadata=costs(rows=2))
    async def qualifications(self, info: Info) -> list[Qualification]:
        """What is required."""
        found = [await info.context.load(qualification_by_id, each) for each in self.qualification_ids]
        return wrap_all(Qualification, (each for each in found if each is not None))

    @strawberry.field(description="Who receives you, if somebody does.")
    async def host(self, info: Info) -> TaskHost | None:
        """The host's name."""
        host = await info.context.load(host_by_id, self.host_person_id) if self.host_person_id else None
        return TaskHost(display_name=name_and_initial(host.first_name, host.last_name)) if host else None

    @strawberry.field(description="When it is done, earliest first; without what was called off.")
    async def shifts(self, info: Info) -> list[Annotated["Shift", strawberry.lazy("api.tasks.types")]]:
        """The shifts that take place."""
        return wrap_all(Shift, await info.context.load(shifts_by_task, UUID(str(self.id))) or [])

    @strawberry.field(description="How far it is from where you live, in kilometres as the crow flies, if known.")
    async def distance_km(self, info: Info) -> float | None:
        """Kilometres to one decimal place."""
        person_id = info.context.actor.person_id
        home = await info.context.load(home_of, person_id) if person_id else None
        here = (home.latitude, home.longitude) if home else (None, None)
        if None in here or self.latitude is None or self.longitude is None:
            return None
        return round(distance_km(*cast("tuple[float, float]", here), self.latitude, self.longitude), 1)


@strawberry.type(description="How many come, by everybody's chance of showing up.")
class ExpectedAttendance:
    """Shows an `Attendance` of the domain."""

    mean: float = strawberry.field(description="The mean of how many come.")
    low: int = strawberry.field(description="With four chances out of five it is this many at least…")
    high: int = strawberry.field(description="…and this many at most.")


@strawberry.type(description="A time at which a task is done.")
class Shift(Node, row=tables.Shift, loader=shift_by_id):
    """Shows a row of `shifts`."""

    task_id: strawberry.Private[UUID]
    starts_at: datetime = strawberry.field(description="When it starts.")
    ends_at: datetime = strawberry.field(description="When it ends.")
    capacity: int = strawberry.field(description="How many places it has.")
    confirmed: int = strawberry.field(description="How many of them are taken.")
    overbook: int = strawberry.field(
        description="How many more people than places may be confirmed while too few are expected to come."
    )
    free_places: int = strawberry.field(
        description="How many more people get a place for sure; those that overbooking opens count, too."
    )
    would_be: SignUpOutcome = strawberry.field(description="Where you would stand if you said yes now.")
    cancelled_at: datetime | None = strawberry.field(description="When it was called off, if it was.")

    @strawberry.field(description="What is done then.")
    async def task(self, info: Info) -> Task:
        """The task of the shift."""
        return wrap(Task, await info.context.load(task_of_shown_shift, self.task_id))

    @strawberry.field(description="Where you stand with it; null if you have nothing to do with it.")
    async def my_assignment(self, info: Info) -> Annotated["Assignment", strawberry.lazy("api.tasks.types")] | None:
        """The actor's assignment."""
        return wrap_or_none(Assignment, await info.context.load(my_assignment_by_shift, UUID(str(self.id))))

    @strawberry.field(
        description="How many are expected to come; null unless you organize there or are the host.",
        metadata=costs(20),
    )
    async def expected(self, info: Info) -> ExpectedAttendance | None:
        """By the chances of those who have a place."""
        return wrap_or_none(ExpectedAttendance, await info.context.load(expected_by_shift, UUID(str(self.id))))

    @strawberry.field(
        description="Who comes, waits or came, in the order of signing up; null unless you organize there or are the host.",
        metadata=costs(rows=20),
    )
    async def assignments(self, info: Info) -> list[Annotated["Assignment", strawberry.lazy("api.tasks.types")]] | None:
        """All assignments that were not given back."""
        found = await info.context.load(assignments_by_shift, UUID(str(self.id)))
        return None if found is None else wrap_all(Assignment, found)


@strawberry.type(description="A person and a shift.")
class Assignment(Node, row=tables.Assignment, loader=assignment_by_id):
    """Shows a row of `assignments`."""

    shift_id: strawberry.Private[UUID]
    person_id: strawberry.Private[UUID]
    state: AssignmentState = strawberry.field(description="Where the person stands with it.")
    coming_said_at: datetime | None = strawberry.field(description="When they said again that they come, if they did.")
    checked_in_at: datetime | None = strawberry.field(description="When they checked in, if they did.")
    rating: strawberry.Private[int | None]
    feedback: strawberry.Private[str]

    @strawberry.field(
        name="rating",
        description="One to five stars, if they gave any; null unless it is yours, or you organize there.",
    )
    async def stars(self, info: Info) -> int | None:
        """The stars, for who may read them."""
        readable = await info.context.load(feedback_by_assignment, UUID(str(self.id)))
        return readable.rating if readable else None

    @strawberry.field(
        name="feedback",
        description="How they found it, in their own words, perhaps none; null unless it is yours, or you organize there.",
    )
    async def words(self, info: Info) -> str | None:
        """The words, for who may read them."""
        readable = await info.context.load(feedback_by_assignment, UUID(str(self.id)))
        return readable.feedback if readable else None

    @strawberry.field(description="The shift.")
    async def shift(self, info: Info) -> Shift:
        """The shift, called off or not."""
        return wrap(Shift, await info.context.load(shift_of_shown_assignment, self.shift_id))

    @strawberry.field(description="The person, if you may see them.")
    async def person(self, info: Info) -> Annotated["Person", strawberry.lazy("api.people.types")] | None:
        """Oneself, or somebody whom one organizes."""
        from api.people.types import Person

        return wrap_or_none(Person, await info.context.load(person_by_id, self.person_id))

    @strawberry.field(description="The place on the waiting list, from 1; null if not on it.")
    async def queue_position(self, info: Info) -> int | None:
        """How many are before, and one."""
        if self.state is not AssignmentState.WAITLISTED:
            return None
        return await info.context.load(queue_position_by_assignment, UUID(str(self.id)))
