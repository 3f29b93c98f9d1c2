"""Ways in: links, codes, signed-in browsers and phones, API tokens."""

from enum import StrEnum

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.indexes import Index
from tortoise.models import Model


class SessionKind(StrEnum):
    """What holds the session's secret."""

    BROWSER = "browser"
    MOBILE = "mobile"
    API_TOKEN = "api_token"
    KIOSK = "kiosk"


class SignInRequest(Model):
    """
    A magic link and its six-digit code. The secrets are derived from the id and never stored. `browser_hash` binds the
    link to the browser that asked; elsewhere the code is needed. `unbound` links work anywhere: development only.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField(null=True)
    email_key = fields.CharField(max_length=254)
    browser_hash = fields.CharField(max_length=64, null=True)
    unbound = fields.BooleanField(default=False)
    wrong_codes = fields.SmallIntField(default=0)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "sign_in_requests"
        indexes = [Index(fields=("account_id", "email_key", "created_at"), name="sign_in_requests_email")]


class Session(Model):
    """A signed-in browser or phone, or an organizer's API token. Only hashes of its secrets are stored."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    kind = fields.CharEnumField(SessionKind, max_length=10)
    name = fields.CharField(max_length=80, default="")
    token_hash = fields.CharField(max_length=64)
    refresh_hash = fields.CharField(max_length=64, null=True)
    previous_refresh_hash = fields.CharField(max_length=64, null=True)
    permissions: list[str] = ArrayField("text", default=list)
    created_at = fields.DatetimeField()
    last_seen_at = fields.DatetimeField()
    access_expires_at = fields.DatetimeField(null=True)
    expires_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "sessions"
        unique_together = (("account_id", "token_hash"), ("account_id", "refresh_hash"))
        indexes = [Index(fields=("account_id", "person_id"), name="sessions_person")]
