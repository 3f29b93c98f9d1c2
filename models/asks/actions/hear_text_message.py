"""What comes in about text messages: STOP and HELP, and what became of ours."""

from uuid import UUID

from models.asks import links
from models.asks.actions.follow_delivery import follow_delivery
from models.asks.actions.lose_delivery import lose_delivery
from models.asks.actions.stop_purpose import as_themselves, stop_purpose
from models.asks.rules.text_codes import is_number_dead
from models.asks.rules.text_words import Word, read_word
from models.asks.tables import AskStatus, Delivery, DeliveryState
from models.kernel import clock, webhooks, work
from models.kernel.actor import Actor, system_actor
from models.kernel.tables import Account
from models.kernel.words import gettext, lazy
from models.people.actions import revoke_consent
from models.people.queries import my_consents
from models.people.tables import Channel, Person, Purpose

STOPPED = lazy("We ask you no more, here or anywhere else. Change your mind: {url}")
HELPING = lazy("You agreed to be asked for help in this way by {campaign}. STOP ends it. More: {url}")
BY_TEXT = (Purpose.ASKS, Purpose.URGENT_CALLS)
UNSURE = [DeliveryState.UNKNOWN, DeliveryState.PRESUMED_SENT]
_LOST = {"failed", "undelivered"}


async def hear_text_message(account: Account, *, sender: str, text: str, sid: str) -> str | None:
    """
    Act on a text message that came in, once by its provider's id; what to answer, None for nothing.

    STOP ends what text messages are for, on every channel, for everybody whose number (E.164) it is. Raises AlreadyTaken.
    """
    async with work.unit_of_work(system_actor(account.id)):
        await webhooks.take_once(account.id, f"text {sid}")
        people = await Person.filter(account_id=account.id, phone=sender).order_by("id")
        language = people[0].language if people else account.default_language
        word = read_word(text)
        if word is Word.STOP:
            for person in people:
                await _stop(as_themselves(person))
            return gettext(language, STOPPED, url=links.address("/privacy"))
        if word is Word.HELP:
            return gettext(language, HELPING, campaign=account.name, url=links.address("/privacy"))
    return None


async def _stop(actor: Actor) -> None:
    """What else they get by text, such as news of their shifts, ends there alone: they have not said a word against it."""
    for purpose in BY_TEXT:
        await stop_purpose(actor, purpose, source="sms")
    for consent in await my_consents(actor):
        if consent.channel is Channel.SMS and consent.granted:
            await revoke_consent(actor, purpose=consent.purpose, channel=Channel.SMS, source="sms")


async def hear_text_report(account_id: UUID, *, delivery_id: UUID, status: str, code: str, sid: str) -> bool:
    """
    Act on a provider's report about one of our text messages, once; False, and nothing changed, if we know no such message.

    `delivered` clears up what was unknown; `failed` and `undelivered` lose it. Raises AlreadyTaken.
    """
    async with work.unit_of_work(system_actor(account_id)):
        await webhooks.take_once(account_id, f"text report {sid} {status}")
        delivery = await Delivery.get_or_none(account_id=account_id, id=delivery_id, channel=Channel.SMS)
        if delivery is None:
            return False
        if status == "delivered":
            await _arrived(delivery)
        elif status in _LOST:
            person = await Person.get(account_id=account_id, id=delivery.person_id)
            await lose_delivery(person, delivery, code or status, address_is_dead=is_number_dead(code))
    return True


async def _arrived(delivery: Delivery) -> None:
    now = clock.now()
    unknown = Delivery.filter(account_id=delivery.account_id, id=delivery.id, state__in=UNSURE)
    if await unknown.update(state=DeliveryState.SENT, sent_at=now) and delivery.ask_id:
        await follow_delivery(delivery.account_id, delivery.ask_id, AskStatus.SENT, now)
