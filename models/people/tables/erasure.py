"""What stays of somebody who was erased."""

from typing import Any

from tortoise import fields
from tortoise.models import Model


class ErasureCertificate(Model):
    """Proof that somebody was erased: when, and how many rows of which table; nothing that says who."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    erased_at = fields.DatetimeField()
    counts: dict[str, Any] = fields.JSONField()

    class Meta:
        table = "erasure_certificates"


class ErasedAddress(Model):
    """
    An address or phone number whose owner was erased, as a hash that only our key makes: an import takes nobody in by it.

    It goes when somebody confirms the address themself.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    address_hash = fields.CharField(max_length=64)
    erased_at = fields.DatetimeField()

    class Meta:
        table = "erased_addresses"
        unique_together = (("account_id", "address_hash"),)
