"""The way out of letters about people whom one looks after: by the link that each of them carries."""

from models.asks import links
from models.asks.actions.stop_purpose import as_themselves, stop_purpose
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.people.tables import Person, Purpose


async def stop_duty_letters(actor: Actor, *, token: str) -> None:
    """
    No more of these letters to whom the token was made for; needs no sign-in, and again it changes nothing.

    Raises LinkUnknown for a token that is not ours, NotFound for somebody who is gone.
    """
    person_id = links.read_own(links.DUTIES, token, actor.account_id)
    person = await Person.get_or_none(account_id=actor.account_id, id=person_id)
    if person is None:
        raise NotFound("This person")
    await stop_purpose(as_themselves(person), Purpose.DUTIES, source="letter")
