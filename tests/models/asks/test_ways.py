"""By which way a message goes: what its reader chose, the quickest first, down the ladder where a way is closed."""

from collections.abc import Iterator

import pytest

from models.asks import channels, links
from models.asks.actions import choose_asks, deliver_due, send_service, stop_purpose
from models.asks.channels.mailbox import MailboxChannel
from models.asks.tables import Ask, AskStatus, Delivery, DeliveryState, MailboxMessage
from models.kernel import ids
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.people.queries import my_consents
from models.people.tables import Channel, Person, Purpose, PushSubscription, SuppressedAddress
from tests.factories import actor_for, make_consent, make_person
from tests.models.asks.delivering import at_noon as at_noon
from tests.models.asks.delivering import make_assigned, the_delivery
from tests.models.asks.push_service import PushService
from tests.models.asks.push_service import pushes as pushes
from tests.models.asks.stage import agree, make_matches, make_shift, make_task


@pytest.fixture
def pushing(pushes: PushService) -> Iterator[PushService]:
    links.configure("https://campaign.example")
    channels.configure(MailboxChannel(), push=pushes.channel())
    yield pushes
    channels.configure(MailboxChannel())


async def make_reader(account: Account, pushing: PushService, *, by_mail: bool = True) -> Person:
    """Somebody who chose notifications for asks, and has a browser for them."""
    person = await make_person(account)
    await make_consent(person, Purpose.PARTICIPATION, Channel.APP)
    await make_consent(person, Purpose.ASKS, Channel.PUSH)
    if by_mail:
        await agree(person)
    await pushing.subscribe(person)
    return person


async def ask(account: Account, person: Person) -> int:
    task = await make_task(account)
    await make_matches(task, await make_shift(task), person)
    return await choose_asks(system_actor(account.id), task_id=task.id)


async def test_a_notification_comes_first_and_says_nothing_to_others(account: Account, pushing: PushService) -> None:
    person = await make_reader(account, pushing)
    assert (await ask(account, person), await deliver_due()) == (1, 1)
    delivery, (told,) = await the_delivery(account), pushing.taken
    assert (delivery.channel, delivery.state) == (Channel.PUSH, DeliveryState.SENT)
    assert (told["title"], told["body"]) == ("A question for you", "Tap to open it.")
    assert told["url"].startswith("https://campaign.example/ask/")
    assert (delivery.subject, delivery.body) == ("A question for you", "Tap to open it.")
    assert await MailboxMessage.filter(account_id=account.id).count() == 0


async def test_who_chose_notifications_alone_is_asked_too(account: Account, pushing: PushService) -> None:
    person = await make_reader(account, pushing, by_mail=False)
    assert (await ask(account, person), await deliver_due()) == (1, 1)
    assert len(pushing.taken) == 1
    other = await make_reader(account, pushing, by_mail=False)
    await PushSubscription.filter(account_id=account.id, person_id=other.id).delete()
    assert await ask(account, other) == 0


@pytest.mark.parametrize("status", [410, 413])
async def test_where_a_notification_is_refused_the_mail_goes_out_once(
    account: Account, pushing: PushService, status: int
) -> None:
    person = await make_reader(account, pushing)
    pushing.answer = status
    assert await ask(account, person) == 1
    assert await deliver_due() == 2
    delivery, asked = await the_delivery(account), await Ask.get(account_id=account.id)
    assert (delivery.channel, delivery.state, asked.status) == (Channel.EMAIL, DeliveryState.SENT, AskStatus.SENT)
    assert delivery.parameters == {"closed": ["push"]}
    assert await MailboxMessage.filter(account_id=account.id).count() == 1
    assert await PushSubscription.filter(account_id=account.id).count() == (0 if status == 410 else 1)
    assert not await SuppressedAddress.exists(account_id=account.id)


async def test_with_no_way_left_the_ask_costs_nothing(account: Account, pushing: PushService) -> None:
    person = await make_reader(account, pushing, by_mail=False)
    pushing.answer = 413
    assert (await ask(account, person), await deliver_due()) == (1, 1)
    asked = await Ask.get(account_id=account.id)
    assert ((await the_delivery(account)).state, asked.status) == (DeliveryState.DEAD, AskStatus.RECALLED)


async def test_what_may_have_arrived_goes_no_other_way(account: Account, pushing: PushService) -> None:
    person = await make_reader(account, pushing)
    pushing.is_slow = True
    assert (await ask(account, person), await deliver_due(), await deliver_due()) == (1, 1, 0)
    delivery = await the_delivery(account)
    assert (delivery.channel, delivery.state) == (Channel.PUSH, DeliveryState.UNKNOWN)
    assert await MailboxMessage.filter(account_id=account.id).count() == 0


async def test_news_of_shifts_comes_by_mail_unless_somebody_chose_otherwise(
    account: Account, pushing: PushService
) -> None:
    for choices, by_push, by_mail in (
        ({}, 0, 1),
        ({Channel.PUSH: True}, 1, 0),
        ({Channel.EMAIL: False}, 0, 0),
    ):
        person, shift = await make_assigned(account)
        await pushing.subscribe(person, ids.new_id().hex)
        for channel, granted in choices.items():
            await make_consent(person, Purpose.SERVICE, channel, granted=granted)
        news = {"template": "changed", "shift_id": shift.id, "news_id": ids.new_id()}
        assert await send_service(system_actor(account.id), person_ids=[person.id], **news) == 1
        pushing.taken.clear()
        assert await deliver_due() == 1
        mailed = await MailboxMessage.filter(account_id=account.id, person_id=person.id).count()
        assert (len(pushing.taken), mailed) == (by_push, by_mail)


async def test_stopping_news_of_shifts_ends_it_everywhere_and_what_is_queued(
    account: Account, pushing: PushService
) -> None:
    person, shift = await make_assigned(account)
    await make_consent(person, Purpose.SERVICE, Channel.PUSH)
    news = {"template": "changed", "shift_id": shift.id, "news_id": ids.new_id()}
    await send_service(system_actor(account.id), person_ids=[person.id], **news)
    actor = actor_for(person)
    await stop_purpose(actor, Purpose.SERVICE, source="web")
    assert (await Delivery.get(account_id=account.id)).state is DeliveryState.RECALLED
    assert not any(each.granted for each in await my_consents(actor) if each.purpose is Purpose.SERVICE)
    assert any(each.granted for each in await my_consents(actor) if each.purpose is Purpose.THANKS)
