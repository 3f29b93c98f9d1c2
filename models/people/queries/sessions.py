"""Where somebody is signed in."""

from uuid import UUID

from models.kernel import clock
from models.kernel.actor import Actor
from models.people.policy import ensure_signed_in
from models.people.tables import Session, SessionKind


async def my_sessions(actor: Actor) -> list[Session]:
    """The actor's browsers and phones that are signed in, the one used last first."""
    links = {SessionKind.API_TOKEN, SessionKind.KIOSK}
    return [session for session in await _live(actor) if session.kind not in links]


async def my_api_tokens(actor: Actor) -> list[Session]:
    """The actor's API tokens that have not ended, the one used last first."""
    return [session for session in await _live(actor) if session.kind is SessionKind.API_TOKEN]


async def my_kiosk_links(actor: Actor) -> list[Session]:
    """The links for screens that the actor made and that have not ended, the newest first."""
    return [session for session in await _live(actor) if session.kind is SessionKind.KIOSK]


async def visible_sessions(actor: Actor, session_ids: list[UUID]) -> dict[UUID, Session]:
    """Those of the sessions that are the actor's own and live."""
    if actor.person_id is None:
        return {}
    return {session.id: session for session in await _live(actor) if session.id in set(session_ids)}


async def _live(actor: Actor) -> list[Session]:
    live = Session.filter(
        account_id=actor.account_id,
        person_id=ensure_signed_in(actor),
        revoked_at__isnull=True,
        expires_at__gt=clock.now(),
    )
    return await live.order_by("-last_seen_at", "-id")
