"""
Webhooks: what others tell us over HTTP, believed by a signature that only a holder of the shared secret can make.

The header says `t=SECONDS,v1=HEX`: HMAC-SHA-256 over the seconds since 1970, a full stop, and the body as it came. It
is good for five minutes, once. Providers of text messages sign forms in a way of their own (`sign_form`).
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

from models.kernel import clock, work
from models.kernel.errors import DomainError

FRESH = timedelta(minutes=5)
KEPT = timedelta(days=31)
"""How long a receipt is kept: forms carry no date, so that theirs are what keeps them from being repeated."""
_HEADER = re.compile(r"t=(\d{1,12}),v1=([0-9a-f]{64})")
_TAKE = "INSERT INTO webhook_receipts (account_id, id, received_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"
_FORGET = "DELETE FROM webhook_receipts WHERE account_id = $1 AND received_at < $2"


class SignatureWrong(DomainError):
    """The request is forged, damaged, or older (or younger) than five minutes."""

    code = "SIGNATURE_WRONG"

    def __init__(self) -> None:
        super().__init__("The signature is wrong or too old.")


class AlreadyTaken(DomainError):
    """This very request was taken before."""

    code = "ALREADY_TAKEN"

    def __init__(self) -> None:
        super().__init__("This was taken before.")


def sign(secret: str, body: bytes, at: datetime) -> str:
    """The signature header of a body that is sent at this time."""
    seconds = int(at.timestamp())
    return f"t={seconds},v1={_digest(secret, seconds, body)}"


def ensure_genuine(secret: str, body: bytes, header: str) -> None:
    """Raises SignatureWrong unless whoever sent it knows the secret and signed it within five minutes of now."""
    found = _HEADER.fullmatch(header)
    if found is None or not hmac.compare_digest(_digest(secret, int(found[1]), body), found[2]):
        raise SignatureWrong
    if abs(clock.now() - datetime.fromtimestamp(int(found[1]), UTC)) > FRESH:
        raise SignatureWrong


def sign_form(secret: str, address: str, fields: Mapping[str, str]) -> str:
    """
    The signature of a form in the way that providers of text messages have in common: HMAC-SHA-1 in base64, over the full
    address and then each field's name and value, in the order of names.
    """
    told = address + "".join(f"{name}{fields[name]}" for name in sorted(fields))
    return base64.b64encode(hmac.digest(secret.encode(), told.encode("utf-8", "surrogatepass"), "sha1")).decode()


def ensure_genuine_form(secret: str, address: str, fields: Mapping[str, str], signature: str) -> None:
    """Raises SignatureWrong unless whoever sent the form knows the secret. It has no date: take each of its ids once."""
    if not hmac.compare_digest(sign_form(secret, address, fields).encode(), signature.encode("utf-8", "surrogatepass")):
        raise SignatureWrong


async def take_once(account_id: UUID, request: str) -> None:
    """In the current unit of work: note that a request (its signature, or its sender's id for it) is taken. Raises AlreadyTaken."""
    receipt = UUID(bytes=hashlib.sha256(request.encode()).digest()[:16])
    now = clock.now()
    await work.execute(_FORGET, account_id, now - KEPT)
    if not await work.execute(_TAKE, account_id, receipt, now):
        raise AlreadyTaken


def _digest(secret: str, seconds: int, body: bytes) -> str:
    return hmac.new(secret.encode(), f"{seconds}.".encode() + body, "sha256").hexdigest()
