"""Sessions begin, and are refreshed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.kernel import clock, ids, work
from models.kernel.actor import Actor
from models.people import secrets
from models.people.errors import SessionEnded
from models.people.rules.sessions import BROWSER_LIFETIME
from models.people.session_tokens import new_refresh_token, session_of_refresh_token
from models.people.tables import Person, Session, SessionKind

MOBILE_LIFETIME = timedelta(days=90)
ACCESS_LIFETIME = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """A session's secrets, told once. `expires_at` is when the access token ends."""

    session_id: UUID
    access_token: str
    refresh_token: str | None
    expires_at: datetime


async def open_session(person: Person, kind: SessionKind, *, name: str = "") -> OpenedSession:
    """Begin a session of a browser or a phone in the current unit of work. Only hashes of its secrets are stored."""
    session_id = ids.new_id()
    is_mobile = kind is SessionKind.MOBILE
    secret = _new_secrets(person.account_id, session_id, is_mobile=is_mobile)
    now = clock.now()
    await Session.create(
        id=session_id,
        account_id=person.account_id,
        person_id=person.id,
        kind=kind,
        name=name[:80],
        created_at=now,
        last_seen_at=now,
        expires_at=now + (MOBILE_LIFETIME if is_mobile else BROWSER_LIFETIME),
        **_columns_of(secret, is_mobile=is_mobile),
    )
    return secret


async def refresh_session(actor: Actor, *, refresh_token: str) -> OpenedSession:
    """
    New secrets for a phone's session; the old ones end.

    A refresh token that was used before has been copied: its session is revoked. Raises SessionEnded.
    """
    opened = None
    async with work.unit_of_work(actor):
        session = await _session_of(actor, refresh_token)
        if session is not None and session.refresh_hash == secrets.hash_token(refresh_token):
            opened = await _renew(session)
        elif session is not None:
            await _row_of(session).update(revoked_at=clock.now())
    if opened is None:
        raise SessionEnded
    return opened


async def _session_of(actor: Actor, refresh_token: str) -> Session | None:
    session_id = session_of_refresh_token(refresh_token)
    if session_id is None:
        return None
    live = Session.filter(
        account_id=actor.account_id, id=session_id, revoked_at__isnull=True, expires_at__gt=clock.now()
    )
    return await live.select_for_update().first()


async def _renew(session: Session) -> OpenedSession:
    secret = _new_secrets(session.account_id, session.id, is_mobile=True)
    now = clock.now()
    columns = _columns_of(secret, is_mobile=True) | {"last_seen_at": now, "expires_at": now + MOBILE_LIFETIME}
    await _row_of(session).update(previous_refresh_hash=session.refresh_hash, **columns)
    return secret


def _row_of(session: Session) -> Any:
    return Session.filter(account_id=session.account_id, id=session.id)


def _new_secrets(account_id: UUID, session_id: UUID, *, is_mobile: bool) -> OpenedSession:
    return OpenedSession(
        session_id=session_id,
        access_token=secrets.new_token(account_id),
        refresh_token=new_refresh_token(account_id, session_id) if is_mobile else None,
        expires_at=clock.now() + (ACCESS_LIFETIME if is_mobile else BROWSER_LIFETIME),
    )


def _columns_of(secret: OpenedSession, *, is_mobile: bool) -> dict[str, Any]:
    return {
        "token_hash": secrets.hash_token(secret.access_token),
        "refresh_hash": secrets.hash_token(secret.refresh_token) if secret.refresh_token else None,
        "access_expires_at": secret.expires_at if is_mobile else None,
    }
