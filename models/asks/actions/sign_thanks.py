"""An organizer lends their name to thank-you notes, or takes it back."""

from models.asks.tables import ThanksSigner
from models.kernel import audit, clock, ids, work
from models.kernel.actor import ORGANIZING, Actor
from models.kernel.errors import NotAllowed
from models.people.policy import ensure_in_person


async def sign_thanks(actor: Actor, *, sign: bool) -> bool:
    """
    From now on newcomers of the actor's regions may be thanked in their name (or not any more, also for what is queued).

    Again, it changes nothing. Returns `sign`. Raises NotAllowed, SignInRequired.
    """
    person_id = ensure_in_person(actor)
    if not actor.has_role(*ORGANIZING):
        raise NotAllowed("Organizers sign thank-you notes, for newcomers of their regions.")
    async with work.unit_of_work(actor):
        mine = ThanksSigner.filter(account_id=actor.account_id, person_id=person_id)
        if sign == await mine.exists():
            return sign
        if sign:
            await ThanksSigner.create(
                id=ids.new_id(), account_id=actor.account_id, person_id=person_id, since=clock.now()
            )
        else:
            await mine.delete()
        await audit.record(actor, "thanks.sign", "person", person_id, sign=sign)
    return sign
