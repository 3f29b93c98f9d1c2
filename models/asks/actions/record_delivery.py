"""
The states of a delivery: claimed for a while, then its result; written only by who holds the lease.

Leases and due times go by the database's clock: a worker whose own is wrong neither sends too early nor takes what
another one has in its hands.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.asks.attention_accounts import settle_attention
from models.asks.channels import OutgoingMessage
from models.asks.folding import fold_asks
from models.asks.letters import Letter
from models.asks.tables import AskStatus, Delivery, DeliveryState
from models.kernel import clock, work
from models.kernel.actor import system_actor
from models.kernel.database_clock import NOW
from models.people.tables import Channel

LEASE = timedelta(seconds=60)

_CLAIM = f"""
    WITH due AS (
        SELECT account_id, id FROM deliveries
        WHERE state = 'pending' AND due_at <= {NOW}
        ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    UPDATE deliveries d SET state = 'attempting', attempt = d.attempt + 1, owner = $2,
        attempted_at = {NOW}, leased_until = {NOW} + $3::interval
    FROM due WHERE d.account_id = due.account_id AND d.id = due.id
    RETURNING d.account_id, d.id
"""
_REAP = f"""
    UPDATE deliveries SET state = $2, owner = NULL, leased_until = NULL
    WHERE state = 'attempting' AND leased_until < {NOW} AND channel = $3
    RETURNING account_id, CASE WHEN ask_id IS NOT NULL THEN person_id END AS asked
"""
_IF_MINE = "account_id = $1 AND id = $2 AND owner = $3 AND attempt = $4 AND state = 'attempting'"
_FINISH = f"""
    UPDATE deliveries SET state = $5, sent_at = $6, message_id = $7, subject = $8, body = $9, last_error = $10,
                          owner = NULL, leased_until = NULL
    WHERE {_IF_MINE}
"""
_PUT_BACK = f"""
    UPDATE deliveries SET state = 'pending', due_at = $5, last_error = $6, attempt = attempt - $7,
                          owner = NULL, leased_until = NULL
    WHERE {_IF_MINE}
"""
# An ask that was recalled while its message was in our hands has gone out all the same, and has cost attention.
_ASK = """
    UPDATE asks SET status = $3, sent_at = $4
    WHERE account_id = $1 AND id = $2 AND (status = 'chosen' OR status = 'recalled' AND $3 = 'sent')
"""
_WHOSE = "SELECT person_id, shift_id, status FROM asks WHERE account_id = $1 AND id = $2 FOR NO KEY UPDATE"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended. The message's subject is kept, its text only if the letter holds no secret."""

    state: DeliveryState
    message: OutgoingMessage | None = None
    letter: Letter | None = None
    error: str | None = None


async def claim_delivery(owner: UUID) -> Delivery | None:
    """Lease the message that is due longest, for a minute; None if nothing is due."""
    row = await work.fetch_row(_CLAIM, clock.stopped(), owner, LEASE)
    return await Delivery.get(account_id=row["account_id"], id=row["id"]) if row else None


def claimed_at(delivery: Delivery) -> datetime:
    """When `claim_delivery` gave it out, by the database's clock."""
    assert delivery.leased_until is not None
    return delivery.leased_until - LEASE


async def reap_deliveries(channel: Channel, state: DeliveryState) -> int:
    """Take what is being sent on a channel from whoever let the lease run out, into another state; returns how many."""
    reaped = await work.fetch(_REAP, clock.stopped(), state.value, channel.value)
    for account_id in {row["account_id"] for row in reaped}:
        asked = sorted({row["asked"] for row in reaped if row["account_id"] == account_id and row["asked"]})
        async with work.unit_of_work(system_actor(account_id)):
            await settle_attention(account_id, asked)
    return len(reaped)


async def finish_delivery(delivery: Delivery, owner: UUID, outcome: Outcome) -> bool:
    """Write how it ended, and what that means for its ask. False, and nothing written, if the lease is gone."""
    letter, message = outcome.letter, outcome.message
    kept = message.text if message and letter and not letter.secret else None
    sent_at = clock.now() if outcome.state is DeliveryState.SENT else None
    async with work.unit_of_work(system_actor(delivery.account_id)):
        written = await work.execute(
            _FINISH,
            *_mine(delivery, owner),
            outcome.state.value,
            sent_at,
            message.message_id if message else None,
            message.subject if message else None,
            kept,
            outcome.error[:500] if outcome.error else None,
        )
        if written and delivery.ask_id:
            await follow_delivery(delivery.account_id, delivery.ask_id, _ASK_STATUS.get(outcome.state), sent_at)
    return bool(written)


async def follow_delivery(account_id: UUID, ask_id: UUID, status: AskStatus | None, sent_at: datetime | None) -> None:
    """What became of its message is what becomes of an ask. One that has gone out as it should brings what it did before."""
    ask = await work.fetch_row(_WHOSE, account_id, ask_id)
    if ask is None:
        return
    if status:
        await work.execute(_ASK, account_id, ask_id, status.value, sent_at)
    goes_on = ask["status"] == AskStatus.CHOSEN and status is not AskStatus.RECALLED
    await fold_asks(account_id, [ask["person_id"]], [] if goes_on else [ask["shift_id"]])


# What certainly never arrived is as if it had not been asked: it costs no attention. What may have arrived does.
_ASK_STATUS = {
    DeliveryState.SENT: AskStatus.SENT,
    DeliveryState.RECALLED: AskStatus.RECALLED,
    DeliveryState.DEAD: AskStatus.RECALLED,
}


async def put_delivery_back(
    delivery: Delivery, owner: UUID, due_at: datetime, *, error: str | None = None, counted: bool = True
) -> None:
    """Have it tried again at `due_at`. An attempt that is not `counted` was none."""
    await work.execute(_PUT_BACK, *_mine(delivery, owner), due_at, error[:500] if error else None, 0 if counted else 1)


def _mine(delivery: Delivery, owner: UUID) -> tuple[Any, ...]:
    return delivery.account_id, delivery.id, owner, delivery.attempt
