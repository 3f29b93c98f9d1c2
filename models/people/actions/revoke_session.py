"""Sessions end."""

from uuid import UUID

from models.kernel import clock, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.people.policy import ensure_in_person
from models.people.tables import PushSubscription, Session


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
    """Revoke a session in the current unit of work, and notify its browser no more; one that has ended stays as it is."""
    live = Session.filter(account_id=account_id, id=session_id, revoked_at__isnull=True)
    await live.update(revoked_at=clock.now())
    await PushSubscription.filter(account_id=account_id, session_id=session_id).delete()
