"""Stop: a purpose ends on every channel at once (`rules.md` A15), and whatever was about to go out for it."""

from models.asks.actions.recall_asks import recall_asks_of_person
from models.kernel import work
from models.kernel.actor import Actor
from models.people.actions import revoke_consent
from models.people.policy import ensure_in_person
from models.people.queries import my_consents
from models.people.tables import Person, Purpose

_RECALL = """
    UPDATE deliveries SET state = 'recalled'
    WHERE account_id = $1 AND person_id = $2 AND state = 'pending'
      AND CASE WHEN template = 'duties' THEN template ELSE purpose END = ANY($3::text[])
"""
_MESSAGES = {
    Purpose.ASKS: ["thanks"],  # asks themselves are recalled with their messages
    Purpose.THANKS: ["thanks"],
    Purpose.SERVICE: ["service"],
    Purpose.DUTIES: ["duties"],
}
"""What is queued for a purpose: thanks too are meant for people who agreed to be asked."""


def as_themselves(person: Person) -> Actor:
    """Whoever a message went to, acting by its link, its provider's report or a word sent back."""
    return Actor(person.account_id, person.id, person.ledger_id, language=person.language)


async def stop_purpose(actor: Actor, purpose: Purpose, *, source: str) -> None:
    """Take back the actor's consent to a purpose wherever they gave it; `source` says by which way they told us."""
    person_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        for consent in await my_consents(actor):
            if consent.purpose is purpose and consent.granted:
                await revoke_consent(actor, purpose=purpose, channel=consent.channel, source=source)
        if purpose is Purpose.ASKS:
            await recall_asks_of_person(actor, person_id)
        await work.execute(_RECALL, actor.account_id, person_id, _MESSAGES.get(purpose, []))
