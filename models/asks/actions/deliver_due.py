"""
Sending: claim, check, hand over, record; each message once (`safety.md` 2).

pending → attempting → sent | unknown | dead | recalled. The lease is fenced by owner and attempt: a worker that slept
beyond it can no longer write its result. Messages are claimed one at a time, so that a dead worker holds up (and a
channel without keys parks) no more than the one that it had in its hands.
"""

import secrets
from datetime import timedelta
from uuid import UUID

import structlog

from models.asks import channels
from models.asks.actions.record_delivery import (
    Outcome,
    claim_delivery,
    claimed_at,
    finish_delivery,
    put_delivery_back,
    reap_deliveries,
)
from models.asks.channels import AddressDead, OutgoingMessage, PermanentFailure, TemporaryFailure
from models.asks.delivery_letters import compose_delivery
from models.asks.errors import TextUnsafe
from models.asks.letters import Letter
from models.asks.rules.hours import is_quiet, next_allowed
from models.asks.tables import Delivery, DeliveryState, MessagePurpose
from models.asks.ways import LADDER, step_down, take_way, ways_to
from models.kernel import database_clock, ids, work
from models.kernel.actor import system_actor
from models.people.actions import suppress_address
from models.people.tables import Channel, Person, SuppressionReason

MOST_ATTEMPTS = 8
AWAITED = {MessagePurpose.SIGN_IN, MessagePurpose.PROOF}
LONGEST_WAIT = 3600

log = structlog.get_logger(__name__)


async def deliver_due(limit: int = 50) -> int:
    """Send up to `limit` messages that are due, of all accounts; returns how many were claimed."""
    owner = ids.new_pseudonym()
    for count in range(limit):
        delivery = await claim_delivery(owner)
        if delivery is None:
            return count
        await _deliver(delivery, owner)
    return limit


async def reap_leases() -> int:
    """
    Messages whose sender died: back to pending where the channel honours keys, else parked as unknown.

    Returns how many were found.
    """
    found = 0
    ways = channels.open_channels()
    for channel in LADDER:
        repeatable = channel in ways and ways[channel].honours_keys
        state = DeliveryState.PENDING if repeatable else DeliveryState.UNKNOWN
        found += await reap_deliveries(channel, state)
    return found


async def _deliver(delivery: Delivery, owner: UUID) -> None:
    person = await Person.get_or_none(account_id=delivery.account_id, id=delivery.person_id)
    if person is None:
        await _finish(delivery, owner, Outcome(DeliveryState.RECALLED))
    elif _is_untimely(delivery, person):
        due_at = next_allowed(claimed_at(delivery), person.time_zone)
        await put_delivery_back(delivery, owner, due_at, counted=False)
    else:
        await _compose_and_send(delivery, owner, person)


def _is_untimely(delivery: Delivery, person: Person) -> bool:
    """Due by day, but found at night: after retries, or when no worker ran. Who asks for a code waits for it at any hour."""
    return delivery.purpose not in AWAITED and is_quiet(claimed_at(delivery), person.time_zone)


async def _compose_and_send(delivery: Delivery, owner: UUID, person: Person) -> None:
    try:
        async with work.unit_of_work(system_actor(delivery.account_id)):
            composed = await _compose(delivery, owner, person)
    except Exception as bug:  # one letter that cannot be written must not hold up the others
        log.exception("delivery.not_composed", delivery_id=str(delivery.id))
        await _try_again(delivery, owner, repr(bug))
        return
    if composed is None:
        await _finish(delivery, owner, Outcome(DeliveryState.RECALLED))
    else:
        await _send(delivery, owner, *composed)


async def _compose(delivery: Delivery, owner: UUID, person: Person) -> tuple[OutgoingMessage, Letter] | None:
    """The message for the best way that is open; None if there is none, or the message's reason is gone."""
    ways = await ways_to(delivery, person)
    if not ways:
        return None
    await take_way(delivery, owner, ways[0])
    return await compose_delivery(delivery, person)


async def _send(delivery: Delivery, owner: UUID, message: OutgoingMessage, letter: Letter) -> None:
    channel = channels.channel_for(delivery.channel)
    try:
        await channel.send(message)
    except TemporaryFailure as failure:
        await _try_again(delivery, owner, str(failure))
    except AddressDead as dead:
        await _suppress(delivery, dead)
        await _give_up_way(delivery, owner, str(dead))
    except PermanentFailure as failure:
        await _give_up_way(delivery, owner, str(failure))
    except TextUnsafe as failure:
        await _finish(delivery, owner, Outcome(DeliveryState.DEAD, error=str(failure)))
    except Exception as bug:  # whether it went out, nobody knows
        log.exception("delivery.not_sent", delivery_id=str(delivery.id))
        if channel.honours_keys:
            await _try_again(delivery, owner, repr(bug))
        else:
            await _finish(delivery, owner, Outcome(DeliveryState.UNKNOWN, message, letter, repr(bug)))
    else:
        await _finish(delivery, owner, Outcome(DeliveryState.SENT, message, letter))


async def _give_up_way(delivery: Delivery, owner: UUID, error: str) -> None:
    """It certainly has not arrived: it goes the next way that its reader chose, or it is dead."""
    person = await Person.get_or_none(account_id=delivery.account_id, id=delivery.person_id)
    if person is None or not await step_down(delivery, owner, person, error):
        await _finish(delivery, owner, Outcome(DeliveryState.DEAD, error=error))


async def _suppress(delivery: Delivery, dead: AddressDead) -> None:
    """Write there no more; browsers that are gone were forgotten by their channel."""
    if delivery.channel is Channel.PUSH:
        return
    person = await Person.get_or_none(account_id=delivery.account_id, id=delivery.person_id)
    if person is not None:
        await suppress_address(person, delivery.channel, SuppressionReason.BOUNCED, dead.status)


async def _finish(delivery: Delivery, owner: UUID, outcome: Outcome) -> None:
    written = await finish_delivery(delivery, owner, outcome)
    log.info("delivery.finished", delivery_id=str(delivery.id), state=outcome.state.value, written=written)


async def _try_again(delivery: Delivery, owner: UUID, error: str) -> None:
    """Full-jitter backoff (Brooker, “Exponential backoff and jitter”, 2015); after eight attempts this way is closed."""
    if delivery.attempt >= MOST_ATTEMPTS:
        await _give_up_way(delivery, owner, error)
        return
    longest = min(2**delivery.attempt * 5, LONGEST_WAIT)
    again = await database_clock.now() + timedelta(seconds=secrets.randbelow(longest * 1000) / 1000)
    await put_delivery_back(delivery, owner, again, error=error)
