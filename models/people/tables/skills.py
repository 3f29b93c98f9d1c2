"""What people can do."""

from enum import StrEnum

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class Evidence(StrEnum):
    """How well a skill is known, from least to most."""

    DECLARED = "declared"
    DEMONSTRATED = "demonstrated"
    ENDORSED = "endorsed"
    TAUGHT = "taught"


class PersonSkill(Model):
    """A skill of a person, with its evidence."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    skill_id = fields.UUIDField()
    evidence = fields.CharEnumField(Evidence, max_length=12, default=Evidence.DECLARED)
    since = fields.DatetimeField()
    last_used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "person_skills"
        unique_together = (("account_id", "person_id", "skill_id"),)
        indexes = [Index(fields=("account_id", "skill_id", "person_id"), name="person_skills_skill")]
