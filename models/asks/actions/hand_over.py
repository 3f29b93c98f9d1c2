"""Hand a message over to its channel, and say what became of it."""

import asyncio

import structlog

from models.asks import channels
from models.asks.actions.prepare_page import Prepared
from models.asks.actions.record_delivery import Outcome, Result
from models.asks.channels import AddressDead, Begun, PermanentFailure, TemporaryFailure
from models.asks.errors import TextUnsafe
from models.asks.rules.backoff import MOST_ATTEMPTS, pause_after
from models.asks.tables import Delivery, DeliveryState
from models.asks.ways import ways_to
from models.kernel import database_clock
from models.people.actions import suppress_address
from models.people.tables import Channel, Person, SuppressionReason

log = structlog.get_logger(__name__)

Beginning = asyncio.Task[Begun]


def begin(prepared: Prepared) -> Beginning:
    """Start what can be done before a message is in hand; `hand_over` hears how that went."""
    return asyncio.create_task(_begin(prepared))


async def _begin(prepared: Prepared) -> Begun:
    return await channels.begin(channels.channel_for(prepared.delivery.channel), prepared.message)


def abandon(beginning: Beginning) -> None:
    """It does not go out now, however far it has come."""
    beginning.cancel()
    beginning.add_done_callback(_hang_up)


def _hang_up(beginning: Beginning) -> None:
    if not beginning.cancelled() and beginning.exception() is None:
        beginning.result().abandon()


async def hand_over(prepared: Prepared, attempt: int, beginning: Beginning) -> Result:
    """The result of an attempt that is in hand. Raises nothing but asyncio.CancelledError."""
    delivery = prepared.delivery
    try:
        outcome = await _send(prepared, attempt, beginning)
    except Exception as bug:  # of ours, before or after: whether it went out, nobody knows
        log.exception("delivery.not_sent", delivery_id=str(delivery.id))
        outcome = Outcome(DeliveryState.UNKNOWN, prepared.message, prepared.letter, repr(bug))
    return Result(delivery, attempt, outcome)


async def _send(prepared: Prepared, attempt: int, beginning: Beginning) -> Outcome:
    delivery, message, letter = prepared.delivery, prepared.message, prepared.letter
    channel = channels.channel_for(delivery.channel)
    try:
        await (await beginning).finish()
    except TemporaryFailure as failure:
        return await _again(delivery, attempt, str(failure))
    except AddressDead as dead:
        await _suppress(delivery, dead)
        return await _by_next_way(delivery, str(dead))
    except PermanentFailure as failure:
        return await _by_next_way(delivery, str(failure))
    except TextUnsafe as failure:
        return Outcome(DeliveryState.DEAD, error=str(failure))
    except Exception as bug:
        if not channel.honours_keys or attempt >= MOST_ATTEMPTS:
            raise
        log.exception("delivery.not_sent", delivery_id=str(delivery.id))
        return await _again(delivery, attempt, repr(bug))
    return Outcome(DeliveryState.SENT, message, letter)


async def _again(delivery: Delivery, attempt: int, error: str) -> Outcome:
    """Later; after eight attempts this way is closed."""
    if attempt >= MOST_ATTEMPTS:
        return await _by_next_way(delivery, error)
    return Outcome(DeliveryState.PENDING, error=error, due_at=await database_clock.now() + pause_after(attempt))


async def _by_next_way(delivery: Delivery, error: str) -> Outcome:
    """It certainly has not arrived: it goes the next way that its reader chose, at once and anew, or it is dead."""
    person = await Person.get_or_none(account_id=delivery.account_id, id=delivery.person_id)
    rest = [way for way in await ways_to(delivery, person) if way is not delivery.channel] if person else []
    if not rest:
        return Outcome(DeliveryState.DEAD, error=error)
    return Outcome(DeliveryState.PENDING, error=error, due_at=await database_clock.now(), next_way=rest[0])


async def _suppress(delivery: Delivery, dead: AddressDead) -> None:
    """Write there no more; browsers that are gone were forgotten by their channel."""
    if delivery.channel is Channel.PUSH:
        return
    person = await Person.get_or_none(account_id=delivery.account_id, id=delivery.person_id)
    if person is not None:
        await suppress_address(person, delivery.channel, SuppressionReason.BOUNCED, dead.status)
