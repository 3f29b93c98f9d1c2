"""Newcomers in the hands of greeters, and the clock of their first human contact."""

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.kernel.columns import SortedField
from models.people.rules.greeting import GreetingResult, GreetingStage, GreetingStepKind


class GreetingLease(Model):
    """
    A newcomer, who answers for their first human contact (`greeter_person_id`), and until when (`rules/greeting_clock.py`).

    One row per newcomer, so that nobody is given twice. Until `leased_until` they are the greeter's alone. `result` is that
    of the last attempt of this greeter; `attempts` counts those of all. `region_path`: where they lived when they came,
    which their greeting counts for. `missed_at`: when they said that nobody had come. `steps`: how many there are.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    region_path = SortedField(max_length=120, default="")
    greeter_person_id = fields.UUIDField(null=True)
    stage = fields.CharEnumField(GreetingStage, max_length=12, default=GreetingStage.GREETER)
    scope_path = fields.CharField(max_length=120, null=True)
    started_at = fields.DatetimeField()
    due_at = fields.DatetimeField()
    escalates_at = fields.DatetimeField(null=True)
    leased_at = fields.DatetimeField()
    leased_until = fields.DatetimeField()
    result = fields.CharEnumField(GreetingResult, max_length=12, null=True)
    recorded_at = fields.DatetimeField(null=True)
    attempts = fields.SmallIntField(default=0)
    missed_at = fields.DatetimeField(null=True)
    closed_at = fields.DatetimeField(null=True)
    steps = fields.SmallIntField(default=0)

    class Meta:
        table = "greeting_leases"
        unique_together = (("account_id", "person_id"),)
        indexes = [
            Index(fields=("account_id", "greeter_person_id", "leased_until"), name="greeting_leases_greeter"),
            Index(fields=("account_id", "closed_at", "due_at", "id"), name="greeting_leases_open"),
            Index(fields=("account_id", "region_path", "started_at"), name="greeting_leases_region"),
        ]


class GreetingStep(Model):
    """
    What happened to a newcomer's clock, and how it stood after it; append-only. `number`: from 1, each once.

    `greeter_person_id`: who answered for them from then on.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    number = fields.SmallIntField()
    kind = fields.CharEnumField(GreetingStepKind, max_length=12)
    greeter_person_id = fields.UUIDField(null=True)
    stage = fields.CharEnumField(GreetingStage, max_length=12)
    scope_path = fields.CharField(max_length=120, null=True)
    due_at = fields.DatetimeField()
    escalates_at = fields.DatetimeField(null=True)
    leased_until = fields.DatetimeField()
    result = fields.CharEnumField(GreetingResult, max_length=12, null=True)
    recorded_at = fields.DatetimeField(null=True)
    attempts = fields.SmallIntField(default=0)
    at = fields.DatetimeField()

    class Meta:
        table = "greeting_steps"
        unique_together = (("account_id", "person_id", "number"),)
