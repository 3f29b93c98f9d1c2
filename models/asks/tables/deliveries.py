"""The life of each message, and the local mailbox."""

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.people.tables import Channel


class MessagePurpose(StrEnum):
    """Why a message goes out. Service messages, ways in and proofs of a number need no consent and cost no attention."""

    SIGN_IN = "sign_in"
    PROOF = "proof"
    ASK = "ask"
    THANKS = "thanks"
    SERVICE = "service"


class DeliveryState(StrEnum):
    """The life of one message (`safety.md` 2)."""

    PENDING = "pending"
    ATTEMPTING = "attempting"
    SENT = "sent"
    UNKNOWN = "unknown"
    PRESUMED_SENT = "presumed"
    DEAD = "dead"
    RECALLED = "recalled"


class Delivery(Model):
    """One message to one person on one channel; claimed with a lease, sent once."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    purpose = fields.CharEnumField(MessagePurpose, max_length=10)
    channel = fields.CharEnumField(Channel, max_length=8)
    ask_id = fields.UUIDField(null=True)
    sign_in_request_id = fields.UUIDField(null=True)
    template = fields.CharField(max_length=40)
    parameters: dict[str, Any] = fields.JSONField()
    state = fields.CharEnumField(DeliveryState, max_length=10, default=DeliveryState.PENDING)
    attempt = fields.SmallIntField(default=0)
    owner = fields.UUIDField(null=True)
    leased_until = fields.DatetimeField(null=True)
    attempted_at = fields.DatetimeField(null=True)
    due_at = fields.DatetimeField()
    sent_at = fields.DatetimeField(null=True)
    message_id = fields.CharField(max_length=200, null=True)
    subject = fields.CharField(max_length=300, null=True)
    body = fields.TextField(null=True)
    last_error = fields.CharField(max_length=500, null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "deliveries"
        unique_together = (("account_id", "ask_id", "channel"),)
        indexes = [
            Index(fields=("account_id", "person_id", "created_at"), name="deliveries_person"),
            Index(fields=("state", "due_at", "id"), name="deliveries_due"),
        ]


class MailboxMessage(Model):
    """A message in the local mailbox: what would have been an e-mail, where no mail server is configured."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField(null=True)
    to_address = fields.CharField(max_length=254)
    subject = fields.CharField(max_length=300)
    text = fields.TextField()
    html = fields.TextField()
    message_id = fields.CharField(max_length=200)
    received_at = fields.DatetimeField()

    class Meta:
        table = "mailbox_messages"
        unique_together = (("account_id", "message_id"),)
        indexes = [Index(fields=("account_id", "received_at", "id"), name="mailbox_messages_time")]
