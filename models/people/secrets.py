"""
Secrets that are derived, not stored: links, codes, calendar tokens come from the process's key and an id.

`configure` is called once when a process starts, with the key from its settings.
"""

import base64
import hashlib
import hmac
import secrets
from uuid import UUID

_keyed: list[hmac.HMAC] = []

CODE_DIGITS = 6


def configure(key: bytes) -> None:
    """Set the process's key: at least 32 bytes."""
    if len(key) < 32:
        raise ValueError("the secret key needs at least 32 bytes")
    _keyed[:] = [hmac.new(key, digestmod="sha256")]


def derive(purpose: str, *parts: object) -> bytes:
    """32 bytes that only a holder of the key can compute, different for each purpose (HMAC-SHA-256)."""
    if not _keyed:
        raise RuntimeError("no secret key: call secrets.configure(key) when the process starts")
    code = _keyed[0].copy()
    code.update(_bytes("\x00".join([purpose, *map(str, parts)])))
    return code.digest()


def derive_token(purpose: str, *parts: object) -> str:
    """A secret for a link, as 43 characters of URL-safe text."""
    return _text(derive(purpose, *parts))


def derive_code(purpose: str, *parts: object) -> str:
    """A six-digit code for typing."""
    number = int.from_bytes(derive(purpose, *parts)[:8], "big")
    return str(number % 10**CODE_DIGITS).zfill(CODE_DIGITS)


def same(left: str, right: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(_bytes(left), _bytes(right))


def new_token(account_id: UUID) -> str:
    """A random session token; it names its account: `<account>.<43 characters>`."""
    return f"{account_id.hex}.{secrets.token_urlsafe(32)}"


def account_of(token: str) -> UUID | None:
    """The account a token names, or None if it is no token of ours."""
    head, dot, tail = token.partition(".")
    if not dot or not tail or len(head) != 32:
        return None
    try:
        return UUID(hex=head)
    except ValueError:
        return None


def hash_token(token: str) -> str:
    """What is stored of a random token: its SHA-256, in hex."""
    return hashlib.sha256(_bytes(token)).hexdigest()


def _bytes(text: str) -> bytes:
    """Whatever somebody sends as a secret: not even half a character may end in an error."""
    return text.encode("utf-8", "surrogatepass")


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
