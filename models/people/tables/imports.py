"""Files that were taken in."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class Import(Model):
    """One file that was taken in; everything it made carries its id, so that it can be undone as a whole."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    subject = fields.CharField(max_length=12)
    digest = fields.CharField(max_length=64)
    mapping: dict[str, Any] = fields.JSONField()
    counts: dict[str, Any] = fields.JSONField()
    started_at = fields.DatetimeField()
    finished_at = fields.DatetimeField(null=True)
    undone_at = fields.DatetimeField(null=True)

    class Meta:
        table = "imports"
        indexes = [Index(fields=("account_id", "digest"), name="imports_digest")]
