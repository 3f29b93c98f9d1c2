"""Licences and trainings that work may require, and who has them."""

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.people.rules.qualifications import QualificationKind


class Qualification(Model):
    """
    A licence or training of an account's small vocabulary.

    One of those that we ship has a `word` (its name is translated); one that an organizer added has a `name` in their
    language, and `how` to get it. `needs_confirmation`: it counts only once an organizer has confirmed it.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    kind = fields.CharEnumField(QualificationKind, max_length=8)
    word = fields.CharField(max_length=30, null=True)
    name = fields.CharField(max_length=80, default="")
    how = fields.CharField(max_length=300, default="")
    needs_confirmation = fields.BooleanField(default=False)
    created_at = fields.DatetimeField()

    class Meta:
        table = "qualifications"
        unique_together = (("account_id", "word"),)


class PersonQualification(Model):
    """
    A licence or training that a person says to have, until the end of `expires_on` (None: for good).

    `confirmed_at`, `confirmed_by`: the organizer who has seen it; another date takes that back.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    qualification_id = fields.UUIDField()
    expires_on = fields.DateField(null=True)
    declared_at = fields.DatetimeField()
    confirmed_at = fields.DatetimeField(null=True)
    confirmed_by = fields.UUIDField(null=True)

    class Meta:
        table = "person_qualifications"
        unique_together = (("account_id", "person_id", "qualification_id"),)
        indexes = [Index(fields=("account_id", "qualification_id", "person_id"), name="person_qualifications_of")]
