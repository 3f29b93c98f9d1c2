"""The organization: its parts, who has which role in them, and neighbourhood teams."""

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.kernel.actor import Role
from models.kernel.columns import SortedField


class OrganizationNode(Model):
    """A part of the account's organization: national, state, chapter; with the region it stands for."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    parent_id = fields.UUIDField(null=True)
    level = fields.CharField(max_length=12)
    name = fields.CharField(max_length=120)
    region_id = fields.UUIDField(null=True)
    region_path = fields.CharField(max_length=120, default="")
    created_at = fields.DatetimeField()

    class Meta:
        table = "organization_nodes"
        unique_together = (("account_id", "parent_id", "name"),)


class Membership(Model):
    """A role of a person in a node of the organization, over a subtree of regions. `region_path` empty: everywhere."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    role = fields.CharEnumField(Role, max_length=12)
    node_id = fields.UUIDField(null=True)
    region_path = fields.CharField(max_length=120, default="")
    team_id = fields.UUIDField(null=True)
    created_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "memberships"
        indexes = [Index(fields=("account_id", "person_id"), name="memberships_person")]


class Team(Model):
    """A neighbourhood team of 5 to 15 people."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    name = fields.CharField(max_length=80)
    region_id = fields.UUIDField()
    region_path = SortedField(max_length=120)
    latitude = fields.FloatField(null=True)
    longitude = fields.FloatField(null=True)
    member_count = fields.SmallIntField(default=0)
    created_at = fields.DatetimeField()

    class Meta:
        table = "teams"
        indexes = [Index(fields=("account_id", "region_path"), name="teams_region")]


class Pause(Model):
    """A break that a person took or takes: until `ends_at`, or until they came back earlier."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()

    class Meta:
        table = "pauses"
        indexes = [Index(fields=("account_id", "person_id", "starts_at"), name="pauses_person")]


class PastHome(Model):
    """
    Where somebody was at home until they moved, or changed their team: work that was done by then and comes in late
    counts there (`rules.md` G15). Joining a first team is no such change.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    until = fields.DatetimeField()
    region_id = fields.UUIDField()
    team_id = fields.UUIDField(null=True)
    time_zone = fields.CharField(max_length=64)

    class Meta:
        table = "past_homes"
        indexes = [Index(fields=("account_id", "person_id", "until"), name="past_homes_person")]
