"""E-mail by SMTP."""

import asyncio
import re
from contextlib import suppress
from dataclasses import dataclass

import aiosmtplib
from aiosmtplib.email import quote_address

from models.asks.channels.channel import (
    AddressDead,
    OutcomeUnknown,
    OutgoingMessage,
    PermanentFailure,
    TemporaryFailure,
)
from models.asks.channels.dkim import DkimKey, sign_mail
from models.asks.channels.mime import build_mail, is_plain_address
from models.asks.rules.bounces import is_address_dead
from models.kernel import clock

_STATUS = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_FAREWELL_SECONDS = 2.0
_DONE, _WILL_FORWARD, _GO_ON, _SHUTTING_DOWN = 250, 251, 354, 421
MOST_A_LINE = 100
"""Mail servers end a line that brings more, or think ill of it."""


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """Where mail goes. `security` is `none`, `starttls` or `tls`; `sender` is the From address. With `dkim` it is signed."""

    host: str
    port: int
    sender: str
    sender_name: str
    username: str | None = None
    password: str | None = None
    security: str = "starttls"
    timeout: float = 20.0
    dkim: DkimKey | None = None


class SmtpChannel:
    """Sends over SMTP. A server takes a repeated message twice, so what was in flight at a crash is parked."""

    honours_keys = False
    takes_parts = True

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._idle: list[_Connection] = []

    async def send(self, message: OutgoingMessage) -> None:
        """
        Deliver to the mail server. 4xx answers are temporary, 5xx permanent; a line that breaks is temporary too, as
        long as the server does not have the message: after that it may have taken it. A line that was kept open and broke
        meanwhile is replaced at once.
        """
        await (await self.begin(message)).finish()

    async def begin(self, message: OutgoingMessage) -> "_Begun":
        """Say from whom and to whom, up to where the server waits for the mail: it has nothing then. Raises as `send` does."""
        mail = self._written(message)
        while self._idle:
            kept = self._idle.pop()
            try:
                await self._begin_by(kept, message.to_address, mail)
            except _LineBroke:
                continue
            return _Begun(self, kept, mail)
        client = self._connection()
        try:
            await client.connect()
        except (aiosmtplib.SMTPException, OSError) as error:
            client.close()
            raise _failure_of(error, client) from error
        except BaseException:
            client.close()
            raise
        await self._begin_by(client, message.to_address, mail)
        return _Begun(self, client, mail)

    async def rest(self) -> None:
        """Say good-bye on the lines that were kept open."""
        idle, self._idle = self._idle, []
        await asyncio.gather(*map(_leave, idle))

    async def _begin_by(self, client: "_Connection", to_address: str, mail: bytes) -> None:
        """Raises _LineBroke if the line was dead before we used it."""
        try:
            await client.begin(self._settings.sender, to_address, mail)
        except (aiosmtplib.SMTPException, OSError) as error:
            await _leave(client)
            if client.sent and _is_broken(error):
                raise _LineBroke from error
            raise _failure_of(error, client) from error
        except BaseException:
            client.close()
            raise

    async def finish_by(self, client: "_Connection", mail: bytes) -> None:
        """Hand over what was begun on a line, which is kept if all went well."""
        try:
            await client.hand_over(mail)
        except (aiosmtplib.SMTPException, OSError) as error:
            await _leave(client)
            raise _failure_of(error, client) from error
        except BaseException:
            client.close()
            raise
        client.sent += 1
        if client.sent < MOST_A_LINE:
            self._idle.append(client)
        else:
            await _leave(client)

    def _written(self, message: OutgoingMessage) -> bytes:
        settings = self._settings
        mail = build_mail(message, settings.sender, settings.sender_name)
        return sign_mail(mail, settings.dkim, clock.now()) if settings.dkim else mail

    def _connection(self) -> "_Connection":
        settings = self._settings
        return _Connection(
            hostname=settings.host,
            port=settings.port,
            username=settings.username,
            password=settings.password,
            use_tls=settings.security == "tls",
            start_tls=settings.security == "starttls",
            timeout=settings.timeout,
        )


class _Connection(aiosmtplib.SMTP):
    """Notes when it begins to hand a message over: from then on, no answer does not mean no."""

    handed_over = False
    sent = 0

    async def begin(self, sender: str, to_address: str, mail: bytes) -> None:
        """
        With `hand_over` what `sendmail` does, for one reader and a mail whose lines all end with CRLF. That would look for
        other ends three times in all of it and take addresses apart four times: a third of what sending takes.
        Raises SMTPResponseException where the server does not want it.
        """
        self.handed_over = False
        if self.is_ehlo_or_helo_needed:
            await self._greet()
        size = (b"SIZE=%d" % len(mail),) if self.supports_extension("size") else ()
        _check(await self.execute_command(b"MAIL", b"FROM:" + _mailbox(sender), *size), _DONE)
        _check(await self.execute_command(b"RCPT", b"TO:" + _mailbox(to_address)), _DONE, _WILL_FORWARD)
        _check(await self.execute_command(b"DATA"), _GO_ON)

    async def hand_over(self, mail: bytes) -> None:
        """The mail, and the server's word that it has it. Raises SMTPResponseException where it does not take it."""
        if self.protocol is None or not self.is_connected:
            raise ConnectionResetError
        self.handed_over = True
        try:
            self.protocol.write(_without_lone_dots(mail) + b".\r\n")
            _check(await self.protocol.read_response(timeout=self.timeout), _DONE)
        except (aiosmtplib.SMTPServerDisconnected, aiosmtplib.SMTPTimeoutError):
            self.close()
            raise

    async def _greet(self) -> None:
        """EHLO, or what servers know that do not know it."""
        try:
            await self.ehlo()
        except aiosmtplib.SMTPHeloError:
            await self.helo()


def _check(answer: aiosmtplib.SMTPResponse, *awaited: int) -> None:
    if answer.code not in awaited:
        raise aiosmtplib.SMTPResponseException(answer.code, answer.message)


def _mailbox(address: str) -> bytes:
    """As it stands in MAIL and RCPT. Raises ValueError for an address that would say more than an address."""
    return (f"<{address}>" if is_plain_address(address) else quote_address(address)).encode("ascii")


def _without_lone_dots(mail: bytes) -> bytes:
    """A line that begins with a dot gets another one, so that it does not end the message (RFC 5321, 4.5.2)."""
    return mail.replace(b"\r\n.", b"\r\n..")


@dataclass(frozen=True, slots=True)
class _Begun:
    """A line on which the server waits for a mail."""

    channel: SmtpChannel
    client: _Connection
    mail: bytes

    async def finish(self) -> None:
        await self.channel.finish_by(self.client, self.mail)

    def abandon(self) -> None:
        """Hang up: a mail without its end is none (RFC 5321, 4.1.1.4)."""
        self.client.close()


async def _leave(client: aiosmtplib.SMTP) -> None:
    """Say good-bye; whether that is heard changes nothing any more."""
    with suppress(aiosmtplib.SMTPException, OSError):
        await client.quit(timeout=_FAREWELL_SECONDS)
    client.close()


class _LineBroke(Exception):
    """A line that was kept open is dead, or the server has had enough of it; it took nothing of what we wanted to send."""


def _is_broken(error: Exception) -> bool:
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return error.code == _SHUTTING_DOWN
    return isinstance(error, OSError) and not isinstance(error, TimeoutError)


def _failure_of(error: Exception, client: _Connection) -> Exception:
    """What an error on a line means for the message."""
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return _failure(error.code, error.message)
    return (OutcomeUnknown if client.handed_over else TemporaryFailure)(str(error))


def _failure(code: int, text: str) -> Exception:
    said = f"{code} {text}"
    status = _STATUS.match(text)
    if 500 <= code < 600 and status and is_address_dead(status[1]):
        return AddressDead(said, status[1])
    return (PermanentFailure if 500 <= code < 600 else TemporaryFailure)(said)
