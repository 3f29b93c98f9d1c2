"""Each message once, whatever happens on the way."""

import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from models.asks import channels, links
from models.asks.actions import deliver_due, reap_leases, send_service, send_sign_in, settle_asks
from models.asks.actions.deliver_due import _deliver, _turn
from models.asks.actions.prepare_page import Page, prepare_page
from models.asks.actions.record_delivery import LEASE, Exchanged, exchange
from models.asks.actions.send_page import IN_FLIGHT, Sender
from models.asks.channels import OutgoingMessage, PermanentFailure, TemporaryFailure
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
from tests.models.asks.stage import agree


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


async def test_two_workers_at_once_send_each_message_once(committed_account: Account, provider: Provider) -> None:
    await queue_asks(committed_account, 40)
    counts = await asyncio.gather(_deliver(100), _deliver(100))
    assert sum(counts) == 40
    assert min(counts) > 0
    assert len({message.message_id for message in provider.sent}) == len(provider.sent) == 40
    assert await Delivery.filter(account_id=committed_account.id, state=DeliveryState.SENT, attempt=1).count() == 40


async def test_a_process_sends_by_one_turn_at_a_time(committed_account: Account, provider: Provider) -> None:
    await queue_asks(committed_account, 20)
    provider.most = 0
    assert await asyncio.gather(deliver_due(100), deliver_due(100)) == [20, 0]
    assert provider.most == IN_FLIGHT
    assert len(provider.sent) == 20


async def test_who_takes_back_consent_while_a_page_goes_out_is_not_written_to(
    committed_account: Account, provider: Provider
) -> None:
    _, _, people = await queue_asks(committed_account, 2 * IN_FLIGHT)
    last = (await Delivery.filter(account_id=committed_account.id).order_by("due_at", "id"))[-1].person_id
    (who,) = [person for person in people if person.id == last]
    keep, revoking, revoked = provider.send, iter([agree(who, granted=False)]), asyncio.Event()

    async def revoke_while_sending(message: OutgoingMessage) -> None:
        """The first of those in hand revokes, and none of them is through before that is done."""
        for first in revoking:
            await first
            revoked.set()
        await revoked.wait()
        await keep(message)

    provider.send = revoke_while_sending  # type: ignore[method-assign]
    _turn.page = 2 * IN_FLIGHT
    await deliver_due(2 * IN_FLIGHT)
    assert len(provider.sent) == 2 * IN_FLIGHT - 1
    assert who.email not in {message.to_address for message in provider.sent}
    with clock.freeze(NOON + timedelta(seconds=6)):
        assert await deliver_due() == 1
    assert (await Delivery.get(account_id=committed_account.id, person_id=who.id)).state is DeliveryState.RECALLED
    assert len(provider.sent) == 2 * IN_FLIGHT - 1


async def test_who_is_told_to_end_lets_what_is_in_hand_go_out(committed_account: Account, provider: Provider) -> None:
    await queue_asks(committed_account, 2 * IN_FLIGHT)
    provider.seconds = 0.3
    sending = asyncio.create_task(deliver_due(100))
    await provider.is_sending.wait()
    for _ in range(3):  # as arq does, and then we
        sending.cancel()
        await asyncio.sleep(0.01)
    with pytest.raises(asyncio.CancelledError):
        await sending
    states = Counter(delivery.state for delivery in await Delivery.filter(account_id=committed_account.id))
    assert states == {DeliveryState.SENT: len(provider.sent), DeliveryState.PENDING: 2 * IN_FLIGHT - len(provider.sent)}
    assert len(provider.sent) == IN_FLIGHT


@pytest.mark.parametrize("problem", [ConnectionError("lost"), asyncio.CancelledError()])
async def test_what_was_taken_in_hand_without_our_hearing_of_it_is_given_back_as_if_never_tried(
    committed_account: Account, provider: Provider, monkeypatch: pytest.MonkeyPatch, problem: BaseException
) -> None:
    """The statement is committed, its answer is lost, and nobody has handed anything over."""
    provider.honours_keys = False
    await queue_asks(committed_account, 3)

    async def commit_and_lose(*arguments: Any) -> Exchanged:
        monkeypatch.setattr(sys.modules[Sender.__module__], "exchange", exchange)
        assert len((await exchange(*arguments)).taken) == 3
        raise problem

    monkeypatch.setattr(sys.modules[Sender.__module__], "exchange", commit_and_lose)
    with pytest.raises(type(problem)):
        await deliver_due()
    assert provider.sent == []
    left = await Delivery.filter(account_id=committed_account.id)
    assert [(each.state, each.attempt, each.owner) for each in left] == [(DeliveryState.PENDING, 0, None)] * 3
    assert await deliver_due() == 3
    assert len({message.message_id for message in provider.sent}) == len(provider.sent) == 3


async def test_what_is_begun_but_not_wanted_any_more_is_abandoned(
    account: Account, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, (person,) = await queue_asks(account)
    begun = Begun()

    async def begin(_: OutgoingMessage) -> Begun:
        return begun

    async def prepare_and_lose_consent(account_id: UUID, deliveries: Sequence[Delivery]) -> Page:
        page = await prepare_page(account_id, deliveries)
        await agree(person, granted=False)
        return page

    monkeypatch.setattr(provider, "begin", begin, raising=False)
    monkeypatch.setattr(sys.modules[_deliver.__module__], "prepare_page", prepare_and_lose_consent)
    assert await deliver_due(1) == 1
    assert (begun.finished, begun.abandoned) == (0, 1)
    assert (await the_delivery(account)).state is DeliveryState.PENDING
    with clock.freeze(NOON + timedelta(seconds=6)):
        await deliver_due(1)
    assert (await the_delivery(account)).state is DeliveryState.RECALLED
    assert begun.finished == 0


class Begun:
    """A message at a provider that waits for its last word."""

    finished, abandoned = 0, 0

    async def finish(self) -> None:
        self.finished += 1

    def abandon(self) -> None:
        self.abandoned += 1


async def test_what_asks_have_cost_is_counted_even_if_their_sender_died_first(
    account: Account, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, (person,) = await queue_asks(account)

    async def die(_: Sender) -> None:
        raise ConnectionError("killed")

    monkeypatch.setattr(Sender, "fold", die)
    with pytest.raises(ConnectionError):
        await deliver_due()
    assert (await Ask.get(account_id=account.id)).status is AskStatus.SENT
    assert (await Attention.get(account_id=account.id, person_id=person.id)).waiting == 1
    row = await OutboxRow.get(account_id=account.id, name="asks.settle")
    assert row.due_at == NOON + 2 * LEASE
    await settle_asks(system_actor(account.id), [UUID(ask_id) for ask_id in row.payload["ask_ids"]])
    settled = await Attention.get(account_id=account.id, person_id=person.id)
    assert settled.waiting == 0
    assert settled.free_at > NOON


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


async def _claim_and_die(account: Account) -> None:
    """What a worker leaves behind that was killed while sending."""
    changed = {"state": DeliveryState.ATTEMPTING, "attempt": 1, "owner": ids.new_pseudonym()}
    await Delivery.filter(account_id=account.id).update(**changed, leased_until=NOON + LEASE)


async def test_after_a_crash_a_channel_with_keys_sends_again(account: Account, provider: Provider) -> None:
    await queue_asks(account)
    await _claim_and_die(account)
    assert (await reap_leases(), await deliver_due()) == (0, 0)
    with clock.freeze(NOON + LEASE + timedelta(seconds=1)):
        assert await reap_leases() == 1
        assert (await the_delivery(account)).state is DeliveryState.PENDING
        assert await deliver_due() == 1
    assert len(provider.sent) == 1
    assert (await the_delivery(account)).attempt == 2


async def test_after_a_crash_a_channel_without_keys_never_repeats(account: Account, provider: Provider) -> None:
    provider.honours_keys = False
    await queue_asks(account)
    await _claim_and_die(account)
    with clock.freeze(NOON + LEASE + timedelta(seconds=1)):
        assert await reap_leases() == 1
        assert await deliver_due() == 0
        assert await reap_leases() == 0
    assert (await the_delivery(account)).state is DeliveryState.UNKNOWN
    assert provider.sent == []


async def test_whoever_slept_beyond_the_lease_cannot_write_the_result(account: Account, provider: Provider) -> None:
    await queue_asks(account)

    async def sleep_and_wake(message: OutgoingMessage) -> None:
        with clock.freeze(NOON + LEASE + timedelta(seconds=1)):
            assert await reap_leases() == 1
            provider.send = provider_send  # type: ignore[method-assign]
            assert await _deliver(1) == 1  # as another process does
        raise PermanentFailure("550 said too late")

    provider_send, provider.send = provider.send, sleep_and_wake  # type: ignore[method-assign]
    await deliver_due(1)
    delivery = await the_delivery(account)
    assert (delivery.state, delivery.attempt, delivery.last_error) == (DeliveryState.SENT, 2, None)
    assert (await Ask.get(account_id=account.id)).status is AskStatus.SENT


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
