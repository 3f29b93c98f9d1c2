"""Text messages: only with consent and a provider, for those whom mail does not reach; STOP ends it everywhere."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from models.asks import channels, links
from models.asks.actions import choose_asks, deliver_due, hear_text_message, hear_text_report
from models.asks.channels import TemporaryFailure
from models.asks.channels.mailbox import MailboxChannel
from models.asks.rules.backoff import MOST_ATTEMPTS
from models.asks.rules.text_words import Word, read_word
from models.asks.tables import Ask, AskStatus, Delivery, DeliveryState
from models.kernel import clock
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.kernel.webhooks import AlreadyTaken
from models.people.actions import suppress_address, update_me
from models.people.queries import has_consent
from models.people.tables import Channel, Person, Purpose, SuppressedAddress, SuppressionReason
from tests.factories import actor_for, make_consent, make_person
from tests.models.asks.delivering import NOON, the_delivery
from tests.models.asks.delivering import at_noon as at_noon
from tests.models.asks.stage import agree, make_matches, make_shift, make_task
from tests.models.asks.test_channels import make_message
from tests.models.asks.text_provider import NUMBER, TextProvider
from tests.models.asks.text_provider import texts as texts

PHONE = "+12025550143"


@pytest.fixture
def texting(texts: TextProvider) -> Iterator[TextProvider]:
    links.configure("https://campaign.example")
    channels.configure(MailboxChannel(), texts.channel())
    yield texts
    channels.configure(MailboxChannel())


async def make_reader(account: Account, **columns: object) -> Person:
    """Somebody who agreed to be asked by text message alone."""
    person = await make_person(account, phone=PHONE, **columns)
    await make_consent(person, Purpose.PARTICIPATION, Channel.APP)
    await make_consent(person, Purpose.ASKS, Channel.SMS)
    return person


async def ask(account: Account, person: Person) -> int:
    task = await make_task(account)
    await make_matches(task, await make_shift(task), person)
    return await choose_asks(system_actor(account.id), task_id=task.id)


async def test_who_agreed_to_texts_alone_is_asked_by_one(account: Account, texting: TextProvider) -> None:
    person = await make_reader(account)
    assert (await ask(account, person), await deliver_due()) == (1, 1)
    delivery = await the_delivery(account)
    (form,) = texting.taken
    assert (form["To"], form["From"]) == (PHONE, NUMBER)
    assert form["StatusCallback"] == f"https://campaign.example/hooks/sms/{delivery.id}"
    assert form["Body"].endswith("?answer=yes\nSTOP ends these messages, HELP tells more.")
    assert (delivery.channel, delivery.state, delivery.body) == (Channel.SMS, DeliveryState.SENT, form["Body"])


async def test_mail_comes_first_and_text_where_mail_bounces(account: Account, texting: TextProvider) -> None:
    person = await make_reader(account)
    await agree(person)
    await suppress_address(person, Channel.EMAIL, SuppressionReason.BOUNCED, "5.1.1")
    other = await make_person(account, phone="+12025550144")
    await agree(other)
    await make_consent(other, Purpose.ASKS, Channel.SMS)
    assert (await ask(account, person), await ask(account, other)) == (1, 1)
    ways = {row.person_id: row.channel for row in await Delivery.filter(account_id=account.id)}
    assert ways == {person.id: Channel.SMS, other.id: Channel.EMAIL}


async def test_without_a_provider_or_a_number_nobody_is_asked_by_text(account: Account, texting: TextProvider) -> None:
    nameless = await make_reader(account)
    await Person.filter(account_id=account.id, id=nameless.id).update(phone=None)
    assert await ask(account, nameless) == 0
    channels.configure(MailboxChannel())
    assert await ask(account, await make_reader(account)) == 0


@pytest.mark.parametrize("word", ["STOP", " stop. ", "Unsubscribe", "توقف", "Opt-Out"])
async def test_stop_ends_asks_on_every_channel_and_what_is_queued(
    account: Account, texting: TextProvider, word: str
) -> None:
    person = await make_reader(account)
    await agree(person)
    await make_consent(person, Purpose.NEWS, Channel.EMAIL)
    assert await ask(account, person) == 1
    answer = await hear_text_message(account, sender=PHONE, text=word, sid="SM1")
    assert answer == "We ask you no more, here or anywhere else. Change your mind: https://campaign.example/privacy"
    agreed = [await has_consent(account.id, person.id, Purpose.ASKS, way) for way in (Channel.EMAIL, Channel.SMS)]
    assert agreed == [False, False]
    assert await has_consent(account.id, person.id, Purpose.NEWS, Channel.EMAIL)
    assert (await the_delivery(account)).state is DeliveryState.RECALLED
    assert await deliver_due() == 0


async def test_help_and_other_words_change_nothing(account: Account, texting: TextProvider) -> None:
    person = await make_reader(account)
    answer = await hear_text_message(account, sender=PHONE, text="HELP", sid="SM1")
    assert answer is not None
    assert account.name in answer
    assert await hear_text_message(account, sender=PHONE, text="Please stop by", sid="SM2") is None
    assert await has_consent(account.id, person.id, Purpose.ASKS, Channel.SMS)


async def test_a_message_is_heard_once(account: Account, texting: TextProvider) -> None:
    person = await make_reader(account)
    await hear_text_message(account, sender=PHONE, text="STOP", sid="SM1")
    await make_consent(person, Purpose.ASKS, Channel.SMS)
    with pytest.raises(AlreadyTaken):
        await hear_text_message(account, sender=PHONE, text="STOP", sid="SM1")
    assert await has_consent(account.id, person.id, Purpose.ASKS, Channel.SMS)


async def sent(account: Account, texting: TextProvider, state: DeliveryState) -> Delivery:
    await ask(account, await make_reader(account))
    texting.is_slow = state is DeliveryState.UNKNOWN
    await deliver_due()
    delivery = await the_delivery(account)
    assert delivery.state is state
    return delivery


async def test_a_report_of_delivery_clears_up_what_was_unknown(account: Account, texting: TextProvider) -> None:
    delivery = await sent(account, texting, DeliveryState.UNKNOWN)
    told = {"delivery_id": delivery.id, "status": "delivered", "code": "", "sid": "SM1"}
    assert await hear_text_report(account.id, **told)  # type: ignore[arg-type]
    assert (await the_delivery(account)).state is DeliveryState.SENT
    assert (await Ask.get(account_id=account.id)).status is AskStatus.SENT


@pytest.mark.parametrize(("code", "silent"), [("30005", 1), ("30003", 0)])
async def test_a_report_of_failure_loses_the_message_and_silences_a_dead_number(
    account: Account, texting: TextProvider, code: str, silent: int
) -> None:
    delivery = await sent(account, texting, DeliveryState.SENT)
    told = {"delivery_id": delivery.id, "status": "undelivered", "code": code, "sid": "SM1"}
    assert await hear_text_report(account.id, **told)  # type: ignore[arg-type]
    assert (await the_delivery(account)).state is DeliveryState.DEAD
    assert (await Ask.get(account_id=account.id)).status is AskStatus.RECALLED
    assert await SuppressedAddress.filter(account_id=account.id, channel=Channel.SMS).count() == silent


async def test_another_number_is_written_to_again(account: Account, geography: object) -> None:
    person = await make_reader(account)
    await suppress_address(person, Channel.SMS, SuppressionReason.BOUNCED, "30005")
    await update_me(actor_for(person), {"phone": PHONE})
    assert await SuppressedAddress.filter(account_id=account.id).count() == 1
    await update_me(actor_for(person), {"phone": "+12025550188"})
    assert await SuppressedAddress.filter(account_id=account.id).count() == 0


async def test_a_wrong_password_of_ours_costs_nobody_a_message(account: Account, texts: TextProvider) -> None:
    with pytest.raises(TemporaryFailure, match="401"):
        await texts.channel("wrong").send(await make_message(account))
    assert texts.taken == []


@pytest.mark.parametrize(
    ("text", "word"),
    [("Stop!", Word.STOP), ("pomoc", Word.HELP), ("stop by at nine", None), ("", None), ("مساعدة", Word.HELP)],
)
def test_words_are_known_alone(text: str, word: Word | None) -> None:
    assert read_word(text) is word


async def test_with_a_provider_that_knows_keys_a_lost_answer_is_asked_for_again_and_the_text_arrives_once(
    account: Account, texts: TextProvider
) -> None:
    links.configure("https://campaign.example")
    channels.configure(MailboxChannel(), texts.channel(idempotent=True))
    person = await make_reader(account)
    texts.is_slow = True
    assert (await ask(account, person), await deliver_due()) == (1, 1)
    delivery = await the_delivery(account)
    assert (delivery.state, delivery.attempt) == (DeliveryState.PENDING, 1)
    texts.is_slow = False
    await agree(person)  # to mail, which would come first: but the text may have arrived
    with clock.freeze(NOON + timedelta(seconds=10)):
        assert await deliver_due() == 1
    delivery = await the_delivery(account)
    assert (delivery.channel, delivery.state, delivery.attempt) == (Channel.SMS, DeliveryState.SENT, 2)
    assert (texts.keys, len(texts.taken)) == ([f"{delivery.id}@campaign.example"] * 2, 1)
    channels.configure(MailboxChannel())


async def test_whose_answers_are_lost_eight_times_is_perhaps_told_and_goes_no_other_way(
    account: Account, texts: TextProvider
) -> None:
    links.configure("https://campaign.example")
    channels.configure(MailboxChannel(), texts.channel(idempotent=True))
    person = await make_reader(account)
    texts.is_slow = True
    assert await ask(account, person) == 1
    await agree(person)
    await Delivery.filter(account_id=account.id).update(channel=Channel.SMS, attempt=MOST_ATTEMPTS - 1)
    assert await deliver_due() == 1
    assert (await the_delivery(account)).state is DeliveryState.UNKNOWN
    channels.configure(MailboxChannel())
