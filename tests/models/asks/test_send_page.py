"""A page goes out: who has it in hand, who changes their mind meanwhile, and who is told to end."""

import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from models.asks.actions import deliver_due, settle_asks
from models.asks.actions.deliver_due import _deliver, _turn
from models.asks.actions.prepare_page import Page, prepare_page
from models.asks.actions.record_delivery import LEASE, Exchanged, exchange
from models.asks.actions.send_page import IN_FLIGHT, Sender
from models.asks.channels import OutgoingMessage
from models.asks.tables import Ask, AskStatus, Attention, Delivery, DeliveryState
from models.kernel import clock
from models.kernel.actor import system_actor
from models.kernel.tables import Account, OutboxRow
from tests.models.asks.delivering import (
    NOON,
    Provider,
    queue_asks,
    the_delivery,
)
from tests.models.asks.delivering import at_noon as at_noon
from tests.models.asks.delivering import provider as provider
from tests.models.asks.stage import agree


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
