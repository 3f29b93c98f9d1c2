"""Accounts, the outbox, the audit log."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class Account(Model):
    """The root organization: a campaign. Everything that belongs to it carries its id."""

    id = fields.UUIDField(primary_key=True)
    slug = fields.CharField(max_length=63, unique=True)
    name = fields.CharField(max_length=200)
    hostname = fields.CharField(max_length=253, null=True, unique=True)
    default_country = fields.CharField(max_length=2, default="US")
    default_language = fields.CharField(max_length=12, default="en")
    time_zone = fields.CharField(max_length=64, default="UTC")
    created_at = fields.DatetimeField()

    class Meta:
        table = "accounts"


class OutboxRow(Model):
    """A job that waits. Short-lived: done means gone."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    name = fields.CharField(max_length=80)
    payload: dict[str, Any] = fields.JSONField()
    due_at = fields.DatetimeField()
    leased_until = fields.DatetimeField(null=True)
    attempt = fields.SmallIntField(default=0)
    last_error = fields.CharField(max_length=500, null=True)

    class Meta:
        table = "outbox_rows"
        indexes = [Index(fields=("name", "due_at", "id"), name="outbox_rows_due")]


class WebhookReceipt(Model):
    """A webhook's request that was taken, known by its signature: the same one is not taken again while it is fresh."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    received_at = fields.DatetimeField()

    class Meta:
        table = "webhook_receipts"
        indexes = [Index(fields=("account_id", "received_at"), name="webhook_receipts_time")]


class AuditEntry(Model):
    """Who did what to which row. Append-only; the payload is encrypted for the person it speaks of."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    at = fields.DatetimeField()
    actor_person_id = fields.UUIDField(null=True)
    verb = fields.CharField(max_length=60)
    subject_kind = fields.CharField(max_length=40)
    subject_id = fields.UUIDField(null=True)
    key_id = fields.UUIDField(null=True)
    payload = fields.BinaryField(null=True)

    class Meta:
        table = "audit_entries"
        indexes = [
            Index(fields=("account_id", "subject_id", "at"), name="audit_entries_subject"),
            Index(fields=("account_id", "at"), name="audit_entries_time"),
        ]


class AuditKey(Model):
    """The key of one person's audit payloads. Destroyed at erasure, and with it all that they say."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    key = fields.BinaryField()

    class Meta:
        table = "audit_keys"
        unique_together = (("account_id", "person_id"),)


class ReferenceVersion(Model):
    """Which version of a part of the reference data (regions, skills) the database holds."""

    name = fields.CharField(max_length=30, primary_key=True)
    version = fields.CharField(max_length=40)
    loaded_at = fields.DatetimeField()

    class Meta:
        table = "reference_versions"
