"""Tokens for programs that organizers run: named, narrowed, and ending."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from models.kernel import audit, clock, ids, work
from models.kernel.actor import READING, Actor
from models.kernel.errors import NotAllowed, NotFound
from models.people import secrets
from models.people.actions.revoke_session import end_session
from models.people.policy import ensure_in_person
from models.people.rules.api_tokens import ensure_days, ensure_permissions
from models.people.rules.names import clean_name
from models.people.tables import Session, SessionKind


@dataclass(frozen=True, slots=True)
class CreatedToken:
    """A token's secret, told this once, and its row."""

    token: str
    session: Session


async def create_api_token(actor: Actor, *, name: str, permissions: Collection[str], days: int) -> CreatedToken:
    """
    A token that acts for the actor, with `read` alone or with `organize` too, for 1 to 365 days.

    For organizers, analysts and administrators. Raises NotAllowed, Invalid.
    """
    person_id = ensure_in_person(actor)
    if not actor.has_role(*READING):
        raise NotAllowed("API tokens are for organizers.")
    name = clean_name(name, field="name", longest=80, required=True)
    allowed, days = ensure_permissions(permissions), ensure_days(days)
    token, now = secrets.new_token(actor.account_id), clock.now()
    async with work.unit_of_work(actor):
        session = await Session.create(
            id=ids.new_id(),
            account_id=actor.account_id,
            person_id=person_id,
            kind=SessionKind.API_TOKEN,
            name=name,
            token_hash=secrets.hash_token(token),
            permissions=allowed,
            created_at=now,
            last_seen_at=now,
            expires_at=now + timedelta(days=days),
        )
        await audit.record(actor, "api_token.create", "session", session.id, permissions=allowed, days=days)
    return CreatedToken(token, session)


async def revoke_api_token(actor: Actor, *, token_id: UUID) -> None:
    """End one of the actor's own API tokens, at once. Raises NotFound for any other."""
    person_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        mine = Session.filter(
            account_id=actor.account_id,
            id=token_id,
            person_id=person_id,
            kind=SessionKind.API_TOKEN,
            revoked_at__isnull=True,
        )
        if not await mine.exists():
            raise NotFound("This token")
        await end_session(actor.account_id, token_id)
        await audit.record(actor, "api_token.revoke", "session", token_id)
