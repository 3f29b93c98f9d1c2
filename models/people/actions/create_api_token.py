"""Tokens for programs that organizers run: named, narrowed, and ending."""

from collections.abc import Collection
from uuid import UUID

from models.kernel import audit, work
from models.kernel.actor import READING, Actor
from models.kernel.errors import NotAllowed, NotFound
from models.people.actions.create_token import CreatedToken, create_token
from models.people.actions.revoke_session import end_session
from models.people.policy import ensure_in_person
from models.people.rules.api_tokens import ensure_permissions
from models.people.tables import Session, SessionKind


async def create_api_token(actor: Actor, *, name: str, permissions: Collection[str], days: int) -> CreatedToken:
    """
    A token that acts for the actor, with `read` alone or with `organize` too, for 1 to 365 days.

    For organizers, analysts and administrators. Raises NotAllowed, Invalid.
    """
    person_id = ensure_in_person(actor)
    if not actor.has_role(*READING):
        raise NotAllowed("API tokens are for organizers.")
    allowed = ensure_permissions(permissions)
    async with work.unit_of_work(actor):
        created = await create_token(
            actor.account_id, person_id, SessionKind.API_TOKEN, name=name, permissions=allowed, days=days
        )
        await audit.record(actor, "api_token.create", "session", created.session.id, permissions=allowed, days=days)
    return created


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
