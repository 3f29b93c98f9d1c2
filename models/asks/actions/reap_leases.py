"""What senders had in their hands that died or slept too long."""

from models.asks import channels
from models.asks.attention_accounts import settle_attention
from models.asks.tables import DeliveryState
from models.asks.ways import LADDER
from models.kernel import clock, work
from models.kernel.actor import system_actor
from models.kernel.database_clock import NOW
from models.people.tables import Channel

_REAP = f"""
    UPDATE deliveries SET state = $2, owner = NULL, leased_until = NULL
    WHERE state = 'attempting' AND leased_until < {NOW} AND channel = $3
    RETURNING account_id, CASE WHEN ask_id IS NOT NULL THEN person_id END AS asked
"""


async def reap_leases() -> int:
    """
    Messages whose sender died: back to pending where the channel honours keys, else parked as unknown.

    What was reserved only needs nobody: it is reserved again when its lease is over. Returns how many were found.
    """
    found = 0
    ways = channels.open_channels()
    for channel in LADDER:
        repeatable = channel in ways and ways[channel].honours_keys
        found += await _reap(channel, DeliveryState.PENDING if repeatable else DeliveryState.UNKNOWN)
    return found


async def _reap(channel: Channel, state: DeliveryState) -> int:
    reaped = await work.fetch(_REAP, clock.stopped(), state.value, channel.value)
    for account_id in {row["account_id"] for row in reaped}:
        asked = sorted({row["asked"] for row in reaped if row["account_id"] == account_id and row["asked"]})
        async with work.unit_of_work(system_actor(account_id)):
            await settle_attention(account_id, asked)
    return len(reaped)
