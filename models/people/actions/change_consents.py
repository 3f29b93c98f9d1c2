"""Saying yes, and taking it back."""

from models.kernel import outbox, work
from models.kernel.actor import Actor
from models.people.actions.miss_greeting import withdraw_greeting
from models.people.actions.record_consents import record_consents
from models.people.policy import ensure_in_person
from models.people.rules.consents import ensure_offered
from models.people.tables import Channel, Purpose


async def grant_consent(actor: Actor, *, purpose: Purpose, channel: Channel, source: str = "web") -> None:
    """Record that the actor agrees, to the wording that is shown now. Raises Invalid for what is not offered."""
    await _decide(actor, purpose, channel, granted=True, source=source)


async def revoke_consent(actor: Actor, *, purpose: Purpose, channel: Channel, source: str = "web") -> None:
    """Record that the actor agrees no longer; it holds from the next message on. Raises Invalid for what is not offered."""
    await _decide(actor, purpose, channel, granted=False, source=source)


async def _decide(actor: Actor, purpose: Purpose, channel: Channel, *, granted: bool, source: str) -> None:
    person_id = ensure_in_person(actor)
    ensure_offered(purpose, channel)
    async with work.unit_of_work(actor):
        await record_consents(actor, person_id, [(purpose, channel)], granted=granted, source=source)
        if purpose is Purpose.PARTICIPATION and not granted:
            await withdraw_greeting(actor.account_id, person_id)
        await outbox.enqueue("matching.people_changed", account_id=actor.account_id, person_ids=[person_id])
