"""Skills: the same for every account."""

from tortoise import fields
from tortoise.models import Model

from models.kernel.columns import SortedField


class Skill(Model):
    """
    A skill. `id` is the UUIDv5 of `skill:` and the code: a word of ours (`first-aid`), else the last part of ESCO's URI.

    `position`: place in the list of what campaigns need most; None beyond it. `names`: labels by language, where known.
    `label_key`: the search key of the label.
    """

    id = fields.UUIDField(primary_key=True)
    code = SortedField(max_length=40, unique=True)
    uri = fields.CharField(max_length=120)
    position = fields.SmallIntField(null=True, unique=True)
    label = fields.CharField(max_length=240)
    label_key = SortedField(max_length=240)
    names: dict[str, str] = fields.JSONField(default=dict)
    description = fields.TextField()

    class Meta:
        table = "skills"


class SkillWord(Model):
    """A word of a skill's labels, under which it is found."""

    id = fields.IntField(primary_key=True, generated=False)
    word = SortedField(max_length=60, db_index=True)
    skill_id = fields.UUIDField()

    class Meta:
        table = "skill_words"
