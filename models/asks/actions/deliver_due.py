"""
Sending: claim, check, hand over, record; each message once (`safety.md` 2).

pending → attempting → sent | unknown | dead | recalled. The lease is fenced by owner and attempt: a worker that slept
beyond it can no longer write its result.
"""

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog

from models.asks.channels import OutgoingMessage, PermanentFailure, TemporaryFailure, email_channel
from models.asks.delivery_letters import compose_delivery
from models.asks.errors import TextUnsafe
from models.asks.letters import Letter
from models.asks.tables import Delivery, DeliveryState
from models.kernel import clock, ids, work
from models.kernel.actor import system_actor

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 8
LONGEST_WAIT = 3600

log = structlog.get_logger()

_CLAIM = """
    WITH due AS (
        SELECT account_id, id FROM deliveries
        WHERE state = 'pending' AND due_at <= $1
        ORDER BY due_at, id LIMIT $2 FOR UPDATE SKIP LOCKED
    )
    UPDATE deliveries d SET state = 'attempting', attempt = d.attempt + 1, owner = $3, leased_until = $4
    FROM due WHERE d.account_id = due.account_id AND d.id = due.id
    RETURNING d.account_id, d.id
"""

_MINE = "account_id = $1 AND id = $2 AND owner = $3 AND attempt = $4 AND state = 'attempting'"


async def deliver_due(limit: int = 50) -> int:
    """Send up to `limit` messages that are due; returns how many were claimed."""
    owner = ids.new_pseudonym()
    now = clock.now()
    claimed = await work.fetch(_CLAIM, now, limit, owner, now + LEASE)
    for row in claimed:
        await _deliver(row["account_id"], row["id"], owner)
    return len(claimed)


async def reap_leases() -> int:
    """
    Messages whose sender died: back to pending where the channel honours keys, else parked as unknown.

    Returns how many were found.
    """
    state = DeliveryState.PENDING if email_channel().honours_keys else DeliveryState.UNKNOWN
    return await work.execute(
        "UPDATE deliveries SET state = $1, owner = NULL, leased_until = NULL WHERE state = 'attempting' AND leased_until < $2",
        state.value,
        clock.now(),
    )


async def _deliver(account_id: UUID, delivery_id: UUID, owner: UUID) -> None:
    delivery = await Delivery.get(account_id=account_id, id=delivery_id)
    async with work.unit_of_work(system_actor(account_id)):
        composed = await compose_delivery(delivery)
    if composed is None:
        await _record(delivery, owner, DeliveryState.RECALLED)
        return
    message, letter = composed
    try:
        await email_channel().send(message)
    except TemporaryFailure as failure:
        await _try_again(delivery, owner, str(failure))
    except (PermanentFailure, TextUnsafe) as failure:
        await _record(delivery, owner, DeliveryState.DEAD, error=str(failure))
    else:
        await _record(delivery, owner, DeliveryState.SENT, message=message, letter=letter)


async def _record(
    delivery: Delivery,
    owner: UUID,
    state: DeliveryState,
    *,
    message: OutgoingMessage | None = None,
    letter: Letter | None = None,
    error: str | None = None,
) -> None:
    """Write the result, if the delivery is still ours."""
    kept = message if letter is not None and not letter.secret else None
    async with work.unit_of_work(system_actor(delivery.account_id)):
        written = await work.execute(
            "UPDATE deliveries SET state = $5, sent_at = $6, message_id = $7, subject = $8, body = $9, last_error = $10,"
            f" owner = NULL, leased_until = NULL WHERE {_MINE}",
            *_mine(delivery, owner),
            state.value,
            clock.now() if state is DeliveryState.SENT else None,
            message.message_id if message else None,
            letter.subject if letter else None,
            kept.text if kept else None,
            error[:500] if error else None,
        )
        if written and delivery.ask_id and state is DeliveryState.SENT:
            await work.execute(
                "UPDATE asks SET status = 'sent', sent_at = $3 WHERE account_id = $1 AND id = $2 AND status = 'chosen'",
                delivery.account_id,
                delivery.ask_id,
                clock.now(),
            )
    log.info("delivery.recorded", delivery_id=str(delivery.id), state=state.value, written=bool(written))


async def _try_again(delivery: Delivery, owner: UUID, error: str) -> None:
    """Full-jitter backoff (Brooker, “Exponential backoff and jitter”, 2015); dead after eight attempts."""
    if delivery.attempt >= MOST_ATTEMPTS:
        await _record(delivery, owner, DeliveryState.DEAD, error=error)
        return
    longest = min(2**delivery.attempt * 5, LONGEST_WAIT)
    again = clock.now() + timedelta(seconds=secrets.randbelow(longest * 1000) / 1000)
    await work.execute(
        "UPDATE deliveries SET state = 'pending', due_at = $5, last_error = $6, owner = NULL, leased_until = NULL"
        f" WHERE {_MINE}",
        *_mine(delivery, owner),
        again,
        error[:500],
    )


def _mine(delivery: Delivery, owner: UUID) -> tuple[Any, ...]:
    return delivery.account_id, delivery.id, owner, delivery.attempt
