"""What people agreed to."""

from enum import StrEnum

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class Purpose(StrEnum):
    """What consent is given for."""

    PARTICIPATION = "participation"
    ASKS = "asks"
    NEWS = "news"
    URGENT_CALLS = "urgent_calls"
    PUBLIC_BOARD = "public_board"
    DUTIES = "duties"
    SERVICE = "service"
    THANKS = "thanks"


class Channel(StrEnum):
    """The way a message goes, or the place where a name appears."""

    APP = "app"
    EMAIL = "email"
    SMS = "sms"
    PUSH = "push"
    PUBLIC = "public"
    PERSON = "person"


class Consent(Model):
    """One decision of a person about one purpose and channel. Append-only: the latest row counts."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    purpose = fields.CharEnumField(Purpose, max_length=16)
    channel = fields.CharEnumField(Channel, max_length=8)
    granted = fields.BooleanField()
    wording_version = fields.SmallIntField()
    source = fields.CharField(max_length=20)
    at = fields.DatetimeField()

    class Meta:
        table = "consents"
        indexes = [Index(fields=("account_id", "person_id", "purpose", "channel", "at", "id"), name="consents_person")]


class GuardianConsent(Model):
    """
    One decision of a parent or guardian about somebody under 16, as an organizer wrote it down. Append-only: the latest
    counts, and `people.guardian_consent_at` follows it.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    granted = fields.BooleanField()
    guardian_name = fields.CharField(max_length=100)
    wording_version = fields.SmallIntField()
    recorded_by = fields.UUIDField(null=True)
    at = fields.DatetimeField()

    class Meta:
        table = "guardian_consents"
        indexes = [Index(fields=("account_id", "person_id", "at", "id"), name="guardian_consents_person")]
