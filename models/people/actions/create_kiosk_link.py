"""Links by which a screen shows one region's display, until they end or are ended."""

from uuid import UUID

from models.kernel import audit, work
from models.kernel.actor import READING, Actor
from models.kernel.errors import NotAllowed
from models.people.actions.create_token import CreatedToken, create_token
from models.people.policy import ensure_in_person
from models.people.rules.kiosks import permission_for
from models.people.tables import SessionKind
from models.regions.queries import region_by_id


async def create_kiosk_link(actor: Actor, *, name: str, region_id: UUID, days: int) -> CreatedToken:
    """
    A token that opens the display of one region, and nothing else, for 1 to 365 days.

    For organizers, analysts and administrators; `revoke_session` ends it. Raises NotAllowed, NotFound, Invalid.
    """
    person_id = ensure_in_person(actor)
    if not actor.has_role(*READING):
        raise NotAllowed("Links for screens are for organizers.")
    region = await region_by_id(region_id)
    async with work.unit_of_work(actor):
        created = await create_token(
            actor.account_id,
            person_id,
            SessionKind.KIOSK,
            name=name,
            permissions=[permission_for(region.code)],
            days=days,
        )
        await audit.record(actor, "kiosk_link.create", "session", created.session.id, region=region.code, days=days)
    return created
