"""What a channel is."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A finished message. `message_id` is the same at each attempt: the key by which a provider knows it again."""

    account_id: UUID
    person_id: UUID
    message_id: str
    to_address: str
    to_name: str
    subject: str
    text: str
    html: str
    unsubscribe_url: str | None = None


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


_email: list[Channel] = []


def configure(email: Channel) -> None:
    """Set the channel for e-mail: once, when a process starts."""
    _email[:] = [email]


def email_channel() -> Channel:
    """The configured channel for e-mail. Raises RuntimeError before `configure`."""
    if not _email:
        raise RuntimeError("no e-mail channel: call channels.configure(email=…) when the process starts")
    return _email[0]
