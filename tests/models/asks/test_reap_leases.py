"""What a sender had in its hands that died, or slept too long."""

from datetime import timedelta

from models.asks.actions import deliver_due, reap_leases
from models.asks.actions.deliver_due import _deliver
from models.asks.actions.record_delivery import LEASE
from models.asks.channels import OutgoingMessage, PermanentFailure
from models.asks.tables import Ask, AskStatus, Delivery, DeliveryState
from models.kernel import clock, ids
from models.kernel.tables import Account
from tests.models.asks.delivering import (
    NOON,
    Provider,
    queue_asks,
    the_delivery,
)
from tests.models.asks.delivering import at_noon as at_noon
from tests.models.asks.delivering import provider as provider


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
