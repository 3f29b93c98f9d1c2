"""Addresses that nothing is sent to any more."""

from enum import StrEnum

from tortoise import fields
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
