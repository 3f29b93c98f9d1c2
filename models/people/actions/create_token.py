"""Named sessions with a secret that is told once: of programs, and of screens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from models.kernel import clock, ids
from models.people import secrets
from models.people.rules.api_tokens import ensure_days
from models.people.rules.names import clean_name
from models.people.tables import Session, SessionKind


@dataclass(frozen=True, slots=True)
class CreatedToken:
    """A token's secret, told this once, and its row."""

    token: str
    session: Session


async def create_token(
    account_id: UUID, person_id: UUID, kind: SessionKind, *, name: str, permissions: Sequence[str], days: int
) -> CreatedToken:
    """Begin a session for 1 to 365 days in the current unit of work; its secret is stored as a hash alone. Raises Invalid."""
    name, days = clean_name(name, field="name", longest=80, required=True), ensure_days(days)
    token, now = secrets.new_token(account_id), clock.now()
    session = await Session.create(
        id=ids.new_id(),
        account_id=account_id,
        person_id=person_id,
        kind=kind,
        name=name,
        token_hash=secrets.hash_token(token),
        permissions=list(permissions),
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(days=days),
    )
    return CreatedToken(token, session)
