"""What a channel is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from models.asks.letters import Parts
from models.people.tables import Channel as Kind


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A finished message. `message_id` is the same at each attempt: the key by which a provider knows it again.

    `unsubscribe_url`: where one click ends this purpose; `report_url`: where a provider says what became of the message.
    `parts`: text and HTML as they stand in a mail, for a channel that `takes_parts`; it gets no `html` then.
    `link`: where a tap on a notification leads. `from_name`: who signs a mail, before the campaign's name.
    """

    account_id: UUID
    person_id: UUID
    message_id: str
    to_address: str
    to_name: str
    subject: str
    text: str
    html: str
    unsubscribe_url: str | None = None
    report_url: str | None = None
    parts: Parts | None = None
    link: str | None = None
    from_name: str = ""


class TemporaryFailure(Exception):
    """Not now: try again later."""


class PermanentFailure(Exception):
    """Never: this address or this message will not be taken."""


class AddressDead(PermanentFailure):
    """Nobody will ever be reached at this address. `status`: what the provider says of it."""

    def __init__(self, said: str, status: str) -> None:
        super().__init__(said)
        self.status = status


class OutcomeUnknown(Exception):
    """The provider got the message, but its answer did not arrive: it may have been taken."""


class Channel(Protocol):
    """A way out."""

    @property
    def honours_keys(self) -> bool:
        """Whether a repeated `message_id` arrives once."""
        ...

    async def send(self, message: OutgoingMessage) -> None:
        """Hand the message over. Raises TemporaryFailure, PermanentFailure or OutcomeUnknown."""
        ...


class Begun(Protocol):
    """A message that its provider waits for, but does not have: nothing arrives if it is abandoned, or if we die now."""

    async def finish(self) -> None:
        """Hand it over. Raises as `send` does."""
        ...

    def abandon(self) -> None:
        """Do not."""
        ...


@dataclass(frozen=True, slots=True)
class _NotBegun:
    """On a channel where there is nothing to do before the message itself."""

    channel: Channel
    message: OutgoingMessage

    async def finish(self) -> None:
        await self.channel.send(self.message)

    def abandon(self) -> None:
        """Nothing is open."""


async def begin(channel: Channel, message: OutgoingMessage) -> Begun:
    """Do what can be done before it is decided that the message goes out, where a channel can `begin`. Raises as `send` does."""
    start: Callable[[OutgoingMessage], Awaitable[Begun]] | None = getattr(channel, "begin", None)
    return await start(message) if start else _NotBegun(channel, message)


_open: dict[Kind, Channel] = {}


def configure(email: Channel, sms: Channel | None = None, push: Channel | None = None) -> None:
    """Set the channels: once, when a process starts. Without a provider there are no text messages."""
    _open.clear()
    _open.update({kind: way for kind, way in ((Kind.EMAIL, email), (Kind.SMS, sms), (Kind.PUSH, push)) if way})


def open_channels() -> dict[Kind, Channel]:
    """The channels that messages can go out on."""
    return dict(_open)


async def rest() -> None:
    """Nothing is to be sent for a while: channels that keep lines open close them."""
    for channel in _open.values():
        if let_go := getattr(channel, "rest", None):
            await let_go()


def takes_parts(kind: Kind) -> bool:
    """Whether messages of this kind go out as mails: encoded parts are all that is wanted of them."""
    return getattr(_open.get(kind), "takes_parts", False)


def channel_for(kind: Kind) -> Channel:
    """The configured channel of a kind. Raises RuntimeError where there is none: before `configure`, or no provider any more."""
    if kind not in _open:
        raise RuntimeError(f"no channel for {kind.value}: call channels.configure(…) when the process starts")
    return _open[kind]
