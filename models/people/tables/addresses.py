"""Addresses: browsers that take notifications, numbers that are proven, and what nothing is sent to any more."""

from enum import StrEnum

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.people.tables.consent import Channel


class SuppressionReason(StrEnum):
    """Why an address is not written to."""

    BOUNCED = "bounced"
    COMPLAINED = "complained"


class SuppressedAddress(Model):
    """
    A person's address on a channel that nothing is sent to any more, but the way in for whoever asks for it.

    `status`: the enhanced status code (RFC 3463) that a bounce gave, such as 5.1.1. It goes when the person signs in by a
    message to that address: then it works again.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    channel = fields.CharEnumField(Channel, max_length=8)
    reason = fields.CharEnumField(SuppressionReason, max_length=10)
    status = fields.CharField(max_length=12, null=True)
    since = fields.DatetimeField()

    class Meta:
        table = "suppressed_addresses"
        unique_together = (("account_id", "person_id", "channel"),)


class PushSubscription(Model):
    """
    A browser in which a person takes notifications: where its maker takes them (RFC 8030), and the keys that only this
    browser can read with (RFC 8291), in base64url. `endpoint_key`: a hash of the address. It ends with its session.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    session_id = fields.UUIDField(null=True)
    endpoint = fields.CharField(max_length=1000)
    endpoint_key = fields.CharField(max_length=64)
    p256dh = fields.CharField(max_length=100)
    auth = fields.CharField(max_length=40)
    name = fields.CharField(max_length=80, default="")
    created_at = fields.DatetimeField()

    class Meta:
        table = "push_subscriptions"
        unique_together = (("account_id", "endpoint_key"),)
        indexes = [Index(fields=("account_id", "person_id"), name="push_subscriptions_person")]


class PhoneProof(Model):
    """A code on its way to a number, to show whose it is. The code is derived from the id and never stored."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    phone = fields.CharField(max_length=20)
    wrong_codes = fields.SmallIntField(default=0)
    created_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "phone_proofs"
        indexes = [
            Index(fields=("account_id", "person_id", "created_at"), name="phone_proofs_person"),
            Index(fields=("account_id", "phone", "created_at"), name="phone_proofs_phone"),
        ]
