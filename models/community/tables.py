"""What people in a team say and aim at, and what a campaign has to tell."""

from enum import StrEnum

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.kernel.columns import SortedField


class ReportReason(StrEnum):
    """Why a post should not stand. Chosen, not typed: a report holds no words about anybody."""

    HURTFUL = "hurtful"
    PRIVATE = "private"
    ADVERTISING = "advertising"
    OTHER = "other"


class TeamGoal(Model):
    """How many minutes a team wants to give in one week; `week_start` is its Monday. Members change it as they like."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    team_id = fields.UUIDField()
    week_start = fields.DateField()
    minutes = fields.IntField()
    set_by = fields.UUIDField(null=True)
    set_at = fields.DatetimeField()

    class Meta:
        table = "team_goals"
        unique_together = (("account_id", "team_id", "week_start"),)


class Post(Model):
    """
    Something a member says to their team. `thread_id` is the id of the first post of a talk, its own for that one: no
    foreign key, for replies stay when who began is erased. `hidden_at`: an organizer took it out of sight.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    team_id = fields.UUIDField()
    person_id = fields.UUIDField()
    thread_id = fields.UUIDField()
    text = fields.TextField()
    created_at = fields.DatetimeField()
    hidden_at = fields.DatetimeField(null=True)

    class Meta:
        table = "posts"
        indexes = [
            Index(fields=("account_id", "team_id", "thread_id", "id"), name="posts_team"),
            Index(fields=("account_id", "person_id", "created_at"), name="posts_person"),
        ]


class PostReport(Model):
    """
    Somebody finds that a post should not stand; `person_id` is who wrote it. An organizer of the region decides once
    about all that say so: `upheld` if the post was taken out of sight.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    post_id = fields.UUIDField()
    person_id = fields.UUIDField()
    reported_by = fields.UUIDField(null=True)
    reason = fields.CharEnumField(ReportReason, max_length=12)
    created_at = fields.DatetimeField()
    decided_at = fields.DatetimeField(null=True)
    upheld = fields.BooleanField(null=True)

    class Meta:
        table = "post_reports"
        unique_together = (("account_id", "post_id", "reported_by"),)


class News(Model):
    """What a campaign tells everybody who lives in a region."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    region_id = fields.UUIDField()
    region_path = SortedField(max_length=120)
    title = fields.CharField(max_length=120)
    text = fields.TextField()
    written_by = fields.UUIDField(null=True)
    published_at = fields.DatetimeField()
    withdrawn_at = fields.DatetimeField(null=True)

    class Meta:
        table = "news"
        indexes = [Index(fields=("account_id", "region_path", "id"), name="news_region")]
