"""E-mail by SMTP."""

import re
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal

import aiosmtplib
from aiosmtplib.typing import Default

from models.asks.channels.channel import (
    AddressDead,
    OutcomeUnknown,
    OutgoingMessage,
    PermanentFailure,
    TemporaryFailure,
)
from models.asks.channels.dkim import DkimKey, sign_mail
from models.asks.errors import TextUnsafe
from models.asks.rules.bounces import is_address_dead
from models.kernel import clock

# Python 3.11.7 turns an encoded word in a header's text into real headers (`safety.md` 1): refuse it, and controls.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]|=\?.*\?=")
_STATUS = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_FAREWELL_SECONDS = 2.0
_POLICY = SMTP.clone(cte_type="7bit")
"""No server on the way has to convert the text, which would break its signature."""


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

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings

    async def send(self, message: OutgoingMessage) -> None:
        """
        Deliver to the mail server. 4xx answers are temporary, 5xx permanent; a line that breaks is temporary too, as
        long as the server does not have the message: after that it may have taken it.
        """
        mime = build_mime(message, self._settings.sender, self._settings.sender_name)
        client = self._connection()
        client.signer = self._settings.dkim
        try:
            await client.connect()
            await client.send_message(mime)
        except aiosmtplib.SMTPResponseException as error:
            raise _failure(error.code, error.message) from error
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _failure(error.recipients[0].code, error.recipients[0].message) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise (OutcomeUnknown if client.handed_over else TemporaryFailure)(str(error)) from error
        finally:
            await _leave(client)

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
    """Notes when it begins to hand a message over: from then on, no answer does not mean no. Signs what it hands over."""

    handed_over = False
    signer: DkimKey | None = None

    async def data(
        self, message: str | bytes, /, *, timeout: float | Literal[Default.token] | None = Default.token
    ) -> aiosmtplib.SMTPResponse:
        self.handed_over = True
        if self.signer is not None:
            raw = message.encode() if isinstance(message, str) else message
            message = sign_mail(raw, self.signer, clock.now())
        return await super().data(message, timeout=timeout)


async def _leave(client: aiosmtplib.SMTP) -> None:
    """Say good-bye; whether that is heard changes nothing any more."""
    with suppress(aiosmtplib.SMTPException, OSError):
        await client.quit(timeout=_FAREWELL_SECONDS)
    client.close()


def build_mime(message: OutgoingMessage, sender: str, sender_name: str) -> EmailMessage:
    """The message as MIME, plain and HTML. Raises TextUnsafe for a text that would change the headers."""
    mime = EmailMessage(policy=_POLICY)
    mime["From"] = _address(sender, sender_name, "sender")
    mime["To"] = _address(message.to_address, message.to_name, "name")
    mime["Subject"] = ensure_safe(message.subject, "subject")
    mime["Date"] = clock.now()
    mime["Message-ID"] = message.message_id
    mime["Auto-Submitted"] = "auto-generated"
    if message.unsubscribe_url:
        mime["List-Unsubscribe"] = f"<{message.unsubscribe_url}>"
        mime["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058: a POST there acts, without a page
    mime.set_content(message.text)
    mime.add_alternative(message.html, subtype="html")
    return mime


def ensure_safe(text: str, field: str) -> str:
    """`text`, if it may stand in a header. Raises TextUnsafe."""
    if _UNSAFE.search(text):
        raise TextUnsafe(field)
    return text


def _address(address: str, name: str, field: str) -> Address:
    return Address(display_name=ensure_safe(name, field), addr_spec=ensure_safe(address, "email"))


def _failure(code: int, text: str) -> Exception:
    said = f"{code} {text}"
    status = _STATUS.match(text)
    if 500 <= code < 600 and status and is_address_dead(status[1]):
        return AddressDead(said, status[1])
    return (PermanentFailure if 500 <= code < 600 else TemporaryFailure)(said)
