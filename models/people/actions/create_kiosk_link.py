"""Links by which a screen shows one region's display, until they end or are ended."""

from datetime import timedelta
from uuid import UUID

from models.kernel import audit, clock, ids, work
from models.kernel.actor import READING, Actor
from models.kernel.errors import NotAllowed
from models.people import secrets
from models.people.actions.create_api_token import CreatedToken
from models.people.policy import ensure_in_person
from models.people.rules.api_tokens import ensure_days
from models.people.rules.kiosks import permission_for
from models.people.rules.names import clean_name
from models.people.tables import Session, SessionKind
from models.regions.queries import region_by_id


async def create_kiosk_link(actor: Actor, *, name: str, region_id: UUID, days: int) -> CreatedToken:
    """
    A token that opens the display of one region, and nothing else, for 1 to 365 days.

    For organizers, analysts and administrators; `revoke_session` ends it. Raises NotAllowed, NotFound, Invalid.
    """
    person_id = ensure_in_person(actor)
    if not actor.has_role(*READING):
        raise NotAllowed("Links for screens are for organizers.")
    name = clean_name(name, field="name", longest=80, required=True)
    region, days = await region_by_id(region_id), ensure_days(days)
    token, now = secrets.new_token(actor.account_id), clock.now()
    async with work.unit_of_work(actor):
        session = await Session.create(
            id=ids.new_id(),
            account_id=actor.account_id,
            person_id=person_id,
            kind=SessionKind.KIOSK,
            name=name,
            token_hash=secrets.hash_token(token),
            permissions=[permission_for(region.code)],
            created_at=now,
            last_seen_at=now,
            expires_at=now + timedelta(days=days),
        )
        await audit.record(actor, "kiosk_link.create", "session", session.id, region=region.code, days=days)
    return CreatedToken(token, session)
