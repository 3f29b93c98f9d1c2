"""Newcomers in the hands of greeters."""

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.people.rules.greeting import GreetingResult


class GreetingLease(Model):
    """
    A newcomer in the hands of one greeter until `leased_until`: one row per newcomer, so that nobody is given twice.

    `result` is that of the last attempt of this greeter; `attempts` counts those of all.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    greeter_person_id = fields.UUIDField(null=True)
    leased_at = fields.DatetimeField()
    leased_until = fields.DatetimeField()
    result = fields.CharEnumField(GreetingResult, max_length=12, null=True)
    recorded_at = fields.DatetimeField(null=True)
    attempts = fields.SmallIntField(default=0)

    class Meta:
        table = "greeting_leases"
        unique_together = (("account_id", "person_id"),)
        indexes = [Index(fields=("account_id", "greeter_person_id", "leased_until"), name="greeting_leases_greeter")]
