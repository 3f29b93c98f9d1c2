"""Sessions end, and those that are used live on."""

from datetime import timedelta
from uuid import UUID

from models.kernel import clock, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.people.actions.open_session import BROWSER_LIFETIME
from models.people.policy import ensure_in_person
from models.people.tables import Session, SessionKind

_SEEN_EVERY = timedelta(hours=1)


async def revoke_session(actor: Actor, *, session_id: UUID) -> None:
    """End one of the actor's own sessions, at once. Raises NotFound for any other."""
    person_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        session = await Session.filter(
            account_id=actor.account_id, id=session_id, person_id=person_id, revoked_at__isnull=True
        ).first()
        if session is None:
            raise NotFound("This session")
        await end_session(actor.account_id, session.id)


async def sign_out(actor: Actor) -> None:
    """End the session that the actor came with; nothing happens to whoever has none."""
    if actor.session_id is None or actor.is_api_token:
        return
    async with work.unit_of_work(actor):
        await end_session(actor.account_id, actor.session_id)


async def end_session(account_id: UUID, session_id: UUID) -> None:
    """Revoke a session in the current unit of work; one that has ended stays as it is."""
    live = Session.filter(account_id=account_id, id=session_id, revoked_at__isnull=True)
    await live.update(revoked_at=clock.now())


async def note_session_seen(actor: Actor) -> None:
    """Remember that a session is used, at most once an hour; a browser's then lives for 60 days from now."""
    if actor.session_id is None:
        return
    now = clock.now()
    await work.execute(
        "UPDATE sessions SET last_seen_at = $3, expires_at = CASE kind WHEN $4 THEN $5 ELSE expires_at END "
        "WHERE account_id = $1 AND id = $2 AND last_seen_at < $6 AND revoked_at IS NULL",
        actor.account_id,
        actor.session_id,
        now,
        SessionKind.BROWSER,
        now + BROWSER_LIFETIME,
        now - _SEEN_EVERY,
    )
