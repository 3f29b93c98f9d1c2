"""
The secrets that sessions are known by.

Access tokens are random. Refresh tokens also name their session and carry our seal, so that an old one is known again
however often the session was refreshed since: whoever shows it has copied it.
"""

import secrets as random_secrets
from uuid import UUID

from models.people import secrets


def new_refresh_token(account_id: UUID, session_id: UUID) -> str:
    """`<account>.<session>.<nonce>.<seal>`."""
    nonce = random_secrets.token_urlsafe(16)
    return f"{account_id.hex}.{session_id.hex}.{nonce}.{_seal(session_id, nonce)}"


def session_of_refresh_token(token: str) -> UUID | None:
    """The session that a refresh token was made for, or None if we never made it."""
    parts = token.split(".")
    if len(parts) != 4:
        return None
    try:
        session_id = UUID(hex=parts[1])
    except ValueError:
        return None
    return session_id if secrets.same(parts[3], _seal(session_id, parts[2])) else None


def _seal(session_id: UUID, nonce: str) -> str:
    return secrets.derive_token("refresh token", session_id, nonce)
