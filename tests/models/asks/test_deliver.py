"""Each message once, whatever happens on the way."""

from datetime import timedelta
from typing import Any

import pytest

from models.asks import channels, links
from models.asks.actions import deliver_due, send_service, send_sign_in
from models.asks.channels import PermanentFailure, TemporaryFailure
from models.asks.channels.mailbox import MailboxChannel
from models.asks.rules.attention import BEGINNING
from models.asks.rules.backoff import MOST_ATTEMPTS
from models.asks.tables import Ask, AskStatus, Attention, Delivery, DeliveryState, MailboxMessage
from models.kernel import clock, ids
from models.kernel.actor import system_actor
from models.kernel.tables import Account, OutboxRow
from models.people.sign_in_tokens import code
from tests.models.asks.delivering import (
    MORNING,
    NIGHT,
    NOON,
    Provider,
    make_assigned,
    make_request,
    queue_asks,
    the_delivery,
)
from tests.models.asks.delivering import at_noon as at_noon
from tests.models.asks.delivering import provider as provider


async def test_a_message_goes_out_and_its_ask_is_sent(account: Account, provider: Provider) -> None:
    _, _, (person,) = await queue_asks(account)
    assert await deliver_due() == 1
    (message,) = provider.sent
    delivery, ask = await the_delivery(account), await Ask.get(account_id=account.id)
    assert (message.to_address, message.message_id) == (person.email, f"<{delivery.id}@campaign.example>")
    assert links.sign(links.ASK, account.id, ask.id) in message.text
    assert "It is 1.9 mi from you." not in message.text
    assert "Why you: It is near you: 1.9 mi." in message.text
    assert (delivery.state, delivery.sent_at, delivery.attempt) == (DeliveryState.SENT, NOON, 1)
    assert (delivery.body, delivery.subject, delivery.owner) == (message.text, message.subject, None)
    assert (ask.status, ask.sent_at) == (AskStatus.SENT, NOON)
    assert await deliver_due() == 0
    assert not await OutboxRow.exists(account_id=account.id, name="asks.settle")


async def test_what_fails_for_now_is_tried_again_later(account: Account, provider: Provider) -> None:
    await queue_asks(account)
    provider.failures = [TemporaryFailure("451 later")]
    await deliver_due()
    delivery = await the_delivery(account)
    assert (delivery.state, delivery.attempt, delivery.last_error) == (DeliveryState.PENDING, 1, "451 later")
    assert NOON <= delivery.due_at < NOON + timedelta(seconds=10)
    with clock.freeze(NOON + timedelta(seconds=10)):
        await deliver_due()
    assert len(provider.sent) == 1
    assert (await the_delivery(account)).state is DeliveryState.SENT


async def test_the_eighth_failure_is_the_last(account: Account, provider: Provider) -> None:
    await queue_asks(account)
    provider.failures = [TemporaryFailure(f"451 number {number}") for number in range(1, 20)]
    moment = NOON
    for _ in range(MOST_ATTEMPTS):
        assert (await the_delivery(account)).state is DeliveryState.PENDING
        with clock.freeze(moment):
            assert await deliver_due(1) == 1
        moment += timedelta(minutes=22)
    delivery = await the_delivery(account)
    assert (delivery.state, delivery.attempt, delivery.last_error) == (DeliveryState.DEAD, 8, "451 number 8")
    with clock.freeze(moment + timedelta(hours=2)):
        assert await deliver_due() == 0
    assert provider.sent == []


async def test_what_is_refused_for_good_is_not_tried_again(account: Account, provider: Provider) -> None:
    await queue_asks(account)
    provider.failures = [PermanentFailure("550 nobody here")]
    await deliver_due()
    delivery = await the_delivery(account)
    assert (delivery.state, delivery.last_error) == (DeliveryState.DEAD, "550 nobody here")
    assert delivery.body is None
    assert await deliver_due() == 0


async def test_what_never_arrived_costs_no_attention_and_no_quiet_days(account: Account, provider: Provider) -> None:
    await queue_asks(account)
    provider.failures = [PermanentFailure("550 nobody here")]
    await deliver_due()
    assert (await Ask.get(account_id=account.id)).status is AskStatus.RECALLED
    person_id = (await the_delivery(account)).person_id
    account_of_attention = await Attention.get(account_id=account.id, person_id=person_id)
    assert (account_of_attention.waiting, account_of_attention.free_at) == (0, BEGINNING)


@pytest.mark.parametrize(("honours_keys", "state"), [(True, DeliveryState.PENDING), (False, DeliveryState.UNKNOWN)])
async def test_a_surprise_while_sending_is_repeated_only_under_a_key(
    account: Account, provider: Provider, honours_keys: bool, state: DeliveryState
) -> None:
    provider.honours_keys = honours_keys
    await queue_asks(account)
    provider.failures = [ValueError("what is this")]
    assert await deliver_due(1) == 1
    assert (await the_delivery(account)).state is state


async def test_a_letter_that_cannot_be_written_does_not_hold_up_the_others(
    account: Account, provider: Provider
) -> None:
    _, _, people = await queue_asks(account, 3)
    await Ask.filter(account_id=account.id, person_id=people[1].id).update(reasons=[{"code": "near"}])
    assert await deliver_due(3) == 3
    assert {message.person_id for message in provider.sent} == {people[0].id, people[2].id}
    broken = await Delivery.get(account_id=account.id, person_id=people[1].id)
    assert (broken.state, broken.last_error) == (DeliveryState.PENDING, "KeyError('km')")


async def test_the_way_in_comes_at_any_hour_once_and_is_not_kept(account: Account, provider: Provider) -> None:
    with clock.freeze(NIGHT):
        request = await make_request(account)
        assert await send_sign_in(system_actor(account.id), request.id)
        assert not await send_sign_in(system_actor(account.id), request.id)
        assert await deliver_due() == 1
    (message,) = provider.sent
    assert code(request.id) in message.text
    delivery = await the_delivery(account)
    assert delivery.state is DeliveryState.SENT
    assert delivery.body is None
    assert code(request.id) not in (delivery.subject or "")


async def test_news_of_a_shift_wait_for_the_morning_and_come_once(account: Account, provider: Provider) -> None:
    person, shift = await make_assigned(account)
    news: dict[str, Any] = {
        "person_ids": [person.id],
        "template": "promoted",
        "shift_id": shift.id,
        "news_id": ids.new_id(),
    }
    with clock.freeze(NIGHT):
        assert await send_service(system_actor(account.id), **news) == 1
        assert await send_service(system_actor(account.id), **news) == 0
        assert await deliver_due() == 0
    assert (await the_delivery(account)).due_at == MORNING
    row = await OutboxRow.get(account_id=account.id, name="asks.deliver")
    assert row.due_at == MORNING
    with clock.freeze(MORNING):
        assert await deliver_due() == 1
    assert [message.subject for message in provider.sent] == ["You have a place: Saturday doors"]


async def test_the_mailbox_takes_a_repeated_message_once(account: Account, provider: Provider) -> None:
    channels.configure(MailboxChannel())
    await queue_asks(account)
    await deliver_due()
    await Delivery.filter(account_id=account.id).update(state=DeliveryState.PENDING)
    await Ask.filter(account_id=account.id).update(status=AskStatus.CHOSEN)
    await deliver_due()
    assert await MailboxMessage.filter(account_id=account.id).count() == 1
