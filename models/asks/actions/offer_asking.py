"""Somebody offers to ask people personally, or takes it back."""

from models.asks.tables import PersonalAsker
from models.kernel import audit, clock, ids, work
from models.kernel.actor import Actor
from models.people.policy import ensure_in_person

_OFFER = """
    INSERT INTO personal_askers (id, account_id, person_id, since, lapses) VALUES ($1, $2, $3, $4, 0)
    ON CONFLICT (account_id, person_id) DO UPDATE SET lapses = 0 WHERE personal_askers.lapses > 0
"""


async def offer_asking(actor: Actor, *, offer: bool) -> bool:
    """
    From now on the actor may be given people of their team (or region, as an organizer) to ask; or not any more.

    Again, it changes nothing, but says that they are back after cards went by; cards that they have in hand stay until
    their time is over. Returns `offer`. Raises NotAllowed, SignInRequired.
    """
    person_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        if offer:
            changed = await work.execute(_OFFER, ids.new_id(), actor.account_id, person_id, clock.now())
        else:
            changed = await PersonalAsker.filter(account_id=actor.account_id, person_id=person_id).delete()
        if changed:
            await audit.record(actor, "asking.offer", "person", person_id, offer=offer)
    return offer
