"""The way out that every letter carries which nobody asked for: its purpose stops, without signing in."""

from uuid import UUID

from models.asks import links
from models.asks.actions.stop_purpose import as_themselves, stop_purpose
from models.asks.errors import LinkUnknown
from models.asks.tables import Delivery
from models.asks.ways import purpose_of
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.people.tables import Person, Purpose


async def stop_letters(actor: Actor, *, token: str) -> Purpose:
    """
    Stop what a letter was for, everywhere at once; gives what that was. Again it changes nothing, and however old the
    letter is, it lets its reader out. Raises LinkUnknown for a token that is not ours, NotFound for somebody who is gone.
    """
    person_id, purpose = await _whose(actor, token)
    person = await Person.get_or_none(account_id=actor.account_id, id=person_id)
    if person is None:
        raise NotFound("This person")
    await stop_purpose(as_themselves(person), purpose, source="letter")
    return purpose


async def _whose(actor: Actor, token: str) -> tuple[UUID, Purpose]:
    """A letter about duties names its reader, every other one the delivery that it was."""
    try:
        return links.read_own(links.DUTIES, token, actor.account_id), Purpose.DUTIES
    except LinkUnknown:
        delivery_id = links.read_own(links.STOP, token, actor.account_id)
    delivery = await Delivery.get_or_none(account_id=actor.account_id, id=delivery_id)
    purpose = purpose_of(delivery) if delivery else None
    if delivery is None or purpose is None:
        raise NotFound("This letter")
    return delivery.person_id, purpose
