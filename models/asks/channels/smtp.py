"""E-mail by SMTP."""

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import aiosmtplib

from models.asks.channels.channel import OutgoingMessage, PermanentFailure, TemporaryFailure
from models.asks.errors import TextUnsafe

# Python 3.11.7 turns an encoded word in a header's text into real headers (`safety.md` 1): refuse it, and controls.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]|=\?.*\?=")


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """Where mail goes. `security` is `none`, `starttls` or `tls`; `sender` is the From address."""

    host: str
    port: int
    sender: str
    sender_name: str
    username: str | None = None
    password: str | None = None
    security: str = "starttls"
    timeout: float = 20.0


class SmtpChannel:
    """Sends over SMTP. A server takes a repeated message twice, so what was in flight at a crash is parked."""

    honours_keys = False

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings

    async def send(self, message: OutgoingMessage) -> None:
        """Deliver to the mail server. 4xx answers and lost connections are temporary, 5xx permanent."""
        settings = self._settings
        try:
            await aiosmtplib.send(
                build_mime(message, settings.sender, settings.sender_name),
                hostname=settings.host,
                port=settings.port,
                username=settings.username,
                password=settings.password,
                use_tls=settings.security == "tls",
                start_tls=settings.security == "starttls",
                timeout=settings.timeout,
            )
        except aiosmtplib.SMTPResponseException as error:
            raise _failure(error.code, error.message) from error
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _failure(error.recipients[0].code, error.recipients[0].message) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise TemporaryFailure(str(error)) from error


def build_mime(message: OutgoingMessage, sender: str, sender_name: str) -> EmailMessage:
    """The message as MIME, plain and HTML. Raises TextUnsafe for a text that would change the headers."""
    mime = EmailMessage(policy=SMTP)
    mime["From"] = _address(sender, sender_name, "sender")
    mime["To"] = _address(message.to_address, message.to_name, "name")
    mime["Subject"] = ensure_safe(message.subject, "subject")
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
    kind = PermanentFailure if 500 <= code < 600 else TemporaryFailure
    return kind(f"{code} {text}")
