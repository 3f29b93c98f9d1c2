"""Screens and what they may show."""

from uuid import UUID

from models.kernel import clock
from models.people import secrets
from models.people.rules.kiosks import region_code_of
from models.people.tables import Session, SessionKind


async def kiosk_region(account_id: UUID, token: str) -> str | None:
    """The code of the region whose display a token opens; None if it has ended, or is none of this account's."""
    if secrets.account_of(token) != account_id:
        return None
    session = await Session.get_or_none(
        account_id=account_id,
        token_hash=secrets.hash_token(token),
        kind=SessionKind.KIOSK,
        revoked_at__isnull=True,
        expires_at__gt=clock.now(),
    )
    return region_code_of(session.permissions) if session else None
