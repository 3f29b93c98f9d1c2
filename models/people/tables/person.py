"""People, and how far they have come in."""

from enum import StrEnum

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.indexes import Index
from tortoise.models import Model

from models.kernel.columns import SortedField


class PersonKind(StrEnum):
    """How far somebody has come in: an imported contact is never asked before their own opt-in."""

    CONTACT = "contact"
    UNCONFIRMED = "unconfirmed"
    VOLUNTEER = "volunteer"


class PublicName(StrEnum):
    """What others may read on a public page; hidden unless the person chose otherwise."""

    HIDDEN = "hidden"
    ALIAS = "alias"
    INITIAL = "initial"


class Person(Model):
    """
    One human being within one account.

    Members of a household that share an address have the same `email_key` (the normalised e-mail); only one of them has
    it as `sign_in_key` (unique). `ledger_id` is the random name under which the ledger knows the person; this row is its
    only mapping. `import_key`: a hash of what told an imported row from all others. `sort_key`: the folded name, last name
    first, `name_key`: first name first; names are found by both. `availability`: a mask of 21 slots, bit
    `3 * weekday + part` with Monday = 0 and morning, afternoon, evening = 0, 1, 2; None is unknown. `phone_proven_at`: when
    they typed a code that was sent to that number; until then it is texted nothing else. `unwilling`: kinds of work that
    they do not want to be asked for any more; never one of `willing`.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    ledger_id = fields.UUIDField()
    kind = fields.CharEnumField(PersonKind, max_length=12)
    email = fields.CharField(max_length=254, null=True)
    email_key = fields.CharField(max_length=254, null=True)
    sign_in_key = fields.CharField(max_length=254, null=True)
    first_name = fields.CharField(max_length=100)
    last_name = fields.CharField(max_length=100, default="")
    alias = fields.CharField(max_length=40, null=True)
    public_name = fields.CharEnumField(PublicName, max_length=8, default=PublicName.HIDDEN)
    sort_key = SortedField(max_length=220, default="")
    name_key = SortedField(max_length=220, default="")
    language = fields.CharField(max_length=12)
    phone = fields.CharField(max_length=20, null=True)
    phone_proven_at = fields.DatetimeField(null=True)
    birth_year = fields.SmallIntField(null=True)
    guardian_consent_at = fields.DatetimeField(null=True)
    country = fields.CharField(max_length=2)
    postal_code = fields.CharField(max_length=12, null=True)
    place = fields.CharField(max_length=120, default="")
    region_id = fields.UUIDField()
    region_path = SortedField(max_length=120)
    latitude = fields.FloatField(null=True)
    longitude = fields.FloatField(null=True)
    time_zone = fields.CharField(max_length=64)
    team_id = fields.UUIDField(null=True)
    availability = fields.IntField(null=True)
    willing: list[str] = ArrayField("text", default=list)
    unwilling: list[str] = ArrayField("text", default=list)
    from_home = fields.BooleanField(default=True)
    dismissed_questions: list[str] = ArrayField("text", default=list)
    maximum_distance_km = fields.SmallIntField(null=True)
    weekly_minutes = fields.SmallIntField(null=True)
    rest_hours = fields.SmallIntField(null=True)
    most_in_a_row = fields.SmallIntField(null=True)
    paused_until = fields.DatetimeField(null=True)
    rank_hidden = fields.BooleanField(default=False)
    holdout = fields.BooleanField(default=False)
    calendar_version = fields.SmallIntField(default=1)
    source = fields.CharField(max_length=20, default="web")
    import_id = fields.UUIDField(null=True)
    import_key = fields.CharField(max_length=64, null=True)
    created_at = fields.DatetimeField()
    confirmed_at = fields.DatetimeField(null=True)
    greeted_at = fields.DatetimeField(null=True)
    last_active_at = fields.DatetimeField(null=True)
    version = fields.IntField(default=1)

    class Meta:
        table = "people"
        unique_together = (("account_id", "sign_in_key"), ("account_id", "ledger_id"))
        indexes = [
            Index(fields=("account_id", "email_key"), name="people_email"),
            Index(fields=("account_id", "region_path", "sort_key", "id"), name="people_region"),
            Index(fields=("account_id", "sort_key", "id"), name="people_name"),
            Index(fields=("account_id", "name_key", "id"), name="people_first_name"),
            Index(fields=("account_id", "created_at", "id"), name="people_created"),
            Index(fields=("account_id", "team_id"), name="people_team"),
            Index(fields=("account_id", "import_id"), name="people_import"),
            Index(fields=("account_id", "import_key"), name="people_import_key"),
        ]
