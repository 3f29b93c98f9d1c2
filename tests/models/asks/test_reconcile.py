"""What nobody knows of: cleared up by a mail server's log, else it counts as sent after three days."""

from datetime import timedelta

from models.asks.actions import (
    deliver_due,
    presume_sent,
    read_message_ids,
    reap_leases,
    reconcile_mail,
)
from models.asks.actions.presume_sent import PRESUMED_AFTER
from models.asks.channels import OutcomeUnknown
from models.asks.tables import Ask, AskStatus, Attention, Delivery, DeliveryState
from models.kernel import clock, ids
from models.kernel.tables import Account
from tests.models.asks.delivering import NOON, Provider, queue_asks, the_delivery
from tests.models.asks.delivering import at_noon as at_noon
from tests.models.asks.delivering import provider as provider

LATER = NOON + timedelta(minutes=5)


async def lose_the_answers(account: Account, provider: Provider, count: int) -> list[Delivery]:
    """Messages whose answers did not arrive."""
    provider.honours_keys = False
    await queue_asks(account, count)
    provider.failures = [OutcomeUnknown("line broke") for _ in range(count)]
    await deliver_due()
    deliveries = await Delivery.filter(account_id=account.id).order_by("id")
    assert {delivery.state for delivery in deliveries} == {DeliveryState.UNKNOWN}
    return deliveries


async def test_what_the_log_names_was_sent_and_what_a_whole_log_does_not_name_is_sent_again(
    account: Account, provider: Provider
) -> None:
    one, two = await lose_the_answers(account, provider, 2)
    with clock.freeze(LATER):
        taken = read_message_ids([f"4F: message-id=<{one.id}@campaign.example>", f"<{two.id}@campaign.example.org>"])
        assert taken == {one.id}
        found = await reconcile_mail(taken, since=NOON - timedelta(hours=1), until=LATER)
        assert (found.arrived, found.sent_again) == (1, 1)
        one, two = [await Delivery.get(account_id=account.id, id=each.id) for each in (one, two)]
        assert (one.state, one.sent_at, one.owner) == (DeliveryState.SENT, NOON, None)
        assert two.state is DeliveryState.PENDING
        assert {each.waiting for each in await Attention.filter(account_id=account.id, person_id=two.person_id)} == {1}
        ask = await Ask.get(account_id=account.id, id=one.ask_id)
        assert (ask.status, ask.sent_at) == (AskStatus.SENT, NOON)
        assert await deliver_due() == 1
    assert [message.message_id for message in provider.sent] == [f"<{two.id}@campaign.example>"]


async def test_a_log_of_other_hours_sends_nothing_again(account: Account, provider: Provider) -> None:
    await lose_the_answers(account, provider, 1)
    with clock.freeze(LATER):
        for since, until in (
            (None, None),
            (None, LATER),
            (NOON - timedelta(hours=2), NOON - timedelta(hours=1)),
            (NOON + timedelta(seconds=1), LATER),
        ):
            found = await reconcile_mail({ids.new_id()}, since=since, until=until)
            assert (found.arrived, found.sent_again) == (0, 0)
    assert (await the_delivery(account)).state is DeliveryState.UNKNOWN


async def test_after_three_days_it_counts_as_sent_and_is_never_sent_again(account: Account, provider: Provider) -> None:
    await lose_the_answers(account, provider, 1)
    with clock.freeze(NOON + PRESUMED_AFTER):
        assert await presume_sent() == 0
    with clock.freeze(NOON + PRESUMED_AFTER + timedelta(seconds=1)):
        assert await presume_sent() == 1
        assert await presume_sent() == 0
        assert (await reap_leases(), await deliver_due()) == (0, 0)
        found = await reconcile_mail(set(), since=NOON - timedelta(hours=1), until=clock.now())
        assert (found.arrived, found.sent_again) == (0, 0)
    delivery, ask = await the_delivery(account), await Ask.get(account_id=account.id)
    assert (delivery.state, delivery.sent_at, delivery.owner) == (DeliveryState.PRESUMED_SENT, NOON, None)
    assert (ask.status, ask.sent_at) == (AskStatus.SENT, NOON)
    assert provider.sent == []
