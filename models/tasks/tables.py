"""Tasks, their shifts, and who comes."""

from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.indexes import Index
from tortoise.models import Model

from models.activity.tables import ActivityKind
from models.tasks.bound import free_places


class TaskStatus(StrEnum):
    """Whether a task still looks for people."""

    OPEN = "open"
    CANCELLED = "cancelled"


class AssignmentState(StrEnum):
    """Where a person stands with a shift (the movement's common words)."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    WAITLISTED = "waitlisted"
    CONFIRMED = "confirmed"
    ATTENDED = "attended"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    DECLINED = "declined"


class SignUpOutcome(StrEnum):
    """What a yes leads to."""

    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"


class Task(Model):
    """
    Something that needs people. `remote` work has no place; `region_path` is where it counts and who may see it.

    `skill_ids` help; without all of `qualification_ids` (licences, trainings) nobody may. A step up is for those who came
    to `step_up_times` shifts of `step_up_kind` before; both are None for all other tasks.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    kind = fields.CharEnumField(ActivityKind, max_length=20)
    title = fields.CharField(max_length=120)
    description = fields.TextField(default="")
    region_id = fields.UUIDField()
    region_path = fields.CharField(max_length=120)
    place = fields.CharField(max_length=160, default="")
    latitude = fields.FloatField(null=True)
    longitude = fields.FloatField(null=True)
    remote = fields.BooleanField(default=False)
    time_zone = fields.CharField(max_length=64)
    skill_ids: list[UUID] = ArrayField("uuid", default=list)
    minimum_age = fields.SmallIntField(null=True)
    qualification_ids: list[UUID] = ArrayField("uuid", default=list)
    step_up_kind = fields.CharEnumField(ActivityKind, max_length=20, null=True)
    step_up_times = fields.SmallIntField(null=True)
    host_person_id = fields.UUIDField(null=True)
    urgency = fields.SmallIntField(default=1)
    status = fields.CharEnumField(TaskStatus, max_length=10, default=TaskStatus.OPEN)
    cancel_reason = fields.CharField(max_length=300, default="")
    created_by = fields.UUIDField(null=True)
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()
    version = fields.IntField(default=1)

    class Meta:
        table = "tasks"
        indexes = [
            Index(fields=("account_id", "status", "region_path"), name="tasks_region"),
            Index(fields=("account_id", "created_at", "id"), name="tasks_created"),
        ]


class Shift(Model):
    """
    A time at which a task is done, with places. `confirmed` counts the taken ones; it changes under the row's lock.

    `overbook`: how many more people may get a place while too few are expected to come; `expected`: how many come of
    those who have one, by their chances (see `bound`).
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    task_id = fields.UUIDField()
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()
    capacity = fields.IntField()
    confirmed = fields.IntField(default=0)
    overbook = fields.SmallIntField(default=0)
    expected = fields.FloatField(default=0)
    cancelled_at = fields.DatetimeField(null=True)

    @property
    def free_places(self) -> int:
        """How many more people get a place for sure."""
        return free_places(self.capacity, self.overbook, self.confirmed, self.expected)

    @property
    def would_be(self) -> SignUpOutcome:
        """Where somebody would stand who said yes now."""
        return SignUpOutcome.CONFIRMED if self.free_places else SignUpOutcome.WAITLISTED

    class Meta:
        table = "shifts"
        indexes = [
            Index(fields=("account_id", "task_id", "starts_at"), name="shifts_task"),
            Index(fields=("account_id", "starts_at", "id"), name="shifts_start"),
        ]


class Assignment(Model):
    """
    A person and a shift. `queued_at` orders the waiting list; `invited_at`: when an organizer invited them, if one did.

    `show_chance`: that they come, 0 to 1, while they have a place; None as long as nobody has told it. `coming_said_at`: when
    they said again that they come, to the hours that the shift has now.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    shift_id = fields.UUIDField()
    person_id = fields.UUIDField()
    state = fields.CharEnumField(AssignmentState, max_length=10)
    queued_at = fields.DatetimeField()
    invited_at = fields.DatetimeField(null=True)
    show_chance = fields.FloatField(null=True)
    coming_said_at = fields.DatetimeField(null=True)
    checked_in_at = fields.DatetimeField(null=True)
    rating = fields.SmallIntField(null=True)
    feedback = fields.CharField(max_length=1000, default="")
    updated_at = fields.DatetimeField()

    class Meta:
        table = "assignments"
        unique_together = (("account_id", "shift_id", "person_id"),)
        indexes = [Index(fields=("account_id", "person_id", "state"), name="assignments_person")]
