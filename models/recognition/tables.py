"""Badges: which there are, who has them, and how far everybody's days have been counted."""

from typing import Any

from tortoise import fields
from tortoise.models import Model


class BadgeSet(Model):
    """A version of an account's badges: data, published. The set that comes with Groundswell is version 1."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    version = fields.SmallIntField()
    body: Any = fields.JSONField()
    created_at = fields.DatetimeField()

    class Meta:
        table = "badge_sets"
        unique_together = (("account_id", "version"),)


class BadgeProgress(Model):
    """
    What all of a person's days before `through` came to, by the rules of a version: `state` by code of the badge.

    Derived from the ledger. A day before `through` that changes has it counted anew from the first day on.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    version = fields.SmallIntField()
    through = fields.DateField()
    state: dict[str, Any] = fields.JSONField()

    class Meta:
        table = "badge_progress"
        unique_together = (("account_id", "person_id"),)


class Badge(Model):
    """
    A badge that a person has, by the days that are counted now.

    `earned_on` is the local date that completed it, and `value` what had been counted by its end.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    code = fields.CharField(max_length=40)
    value = fields.IntField()
    earned_on = fields.DateField(null=True)
    awarded_at = fields.DatetimeField(null=True)

    class Meta:
        table = "badges"
        unique_together = (("account_id", "person_id", "code"),)
