"""
The ways a message goes out. One interface, whatever the provider: `send(message)` returns or raises.

A channel says whether its provider honours an idempotency key (`honours_keys`): then what was in flight at a crash is
sent again under the same key; otherwise it is parked as unknown and never blindly repeated (`safety.md` 2).
"""

from models.asks.channels.channel import (
    AddressDead,
    Begun,
    Channel,
    OutcomeUnknown,
    OutgoingMessage,
    PermanentFailure,
    TemporaryFailure,
    begin,
    channel_for,
    configure,
    open_channels,
    rest,
    takes_parts,
)

__all__ = [
    "AddressDead",
    "Begun",
    "Channel",
    "OutcomeUnknown",
    "OutgoingMessage",
    "PermanentFailure",
    "TemporaryFailure",
    "begin",
    "channel_for",
    "configure",
    "open_channels",
    "rest",
    "takes_parts",
]
