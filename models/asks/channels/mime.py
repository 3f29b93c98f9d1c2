"""
Mails as bytes: plain text and HTML, put together from parts that are encoded already.

`email.message.EmailMessage` takes a millisecond and a half for what this does in some microseconds; a test says that both
are read as the same. Every line is ASCII and short, so that no server on the way needs to change what was signed.
"""

import re
from binascii import b2a_base64
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache

from models.asks.channels.channel import OutgoingMessage
from models.asks.errors import TextUnsafe
from models.asks.quoting import quote_end
from models.kernel import clock

# Python 3.11.7 turns an encoded word in a header's text into real headers (`safety.md` 1): refuse it, and controls.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\x80-\x9f\u2028\u2029\ud800-\udfff]|=\?.*\?=")
_PLAIN = re.compile(r"[!-<>-~]+(?: [!-<>-~]+)*")
"""Stands in a header as it is: without “=” no encoded word begins."""
_WORDS = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_ADDRESS = re.compile(r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_LONGEST = 60  # of what follows a header's name in the same line
_ROOM = 76 - len("=?utf-8?b??=")  # RFC 2047: in a line that holds an encoded word

_BOUNDARY = b"=_of_two"  # no text in quoted-printable holds `=_`
_HEAD = b'MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary="' + _BOUNDARY + b'"\r\n\r\n'
_PART = b'Content-Type: text/%s; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
_FIRST = b"--" + _BOUNDARY + b"\r\n" + _PART % b"plain"
_SECOND = b"\r\n--" + _BOUNDARY + b"\r\n" + _PART % b"html"
_END = b"\r\n--" + _BOUNDARY + b"--\r\n"


def build_mail(message: OutgoingMessage, sender: str, sender_name: str) -> bytes:
    """The message as it goes over the line, CRLF at its ends. Raises TextUnsafe for a text that would change the headers."""
    text, html = message.parts or (quote_end(message.text), quote_end(message.html))
    return b"".join((_headers(message, sender, sender_name), _HEAD, _FIRST, text, _SECOND, html, _END))


def _headers(message: OutgoingMessage, sender: str, sender_name: str) -> bytes:
    stop = message.unsubscribe_url
    lines = [
        _sender(sender, f"{message.from_name} · {sender_name}" if message.from_name else sender_name),
        _mailbox("To: ", message.to_address, message.to_name, "name"),
        _subject(message.subject),
        f"Date: {_date(clock.now().replace(microsecond=0))}\r\n",
        f"Message-ID: {message.message_id}\r\n",
        "Auto-Submitted: auto-generated\r\n",
    ]
    if stop:  # RFC 8058: a POST there acts, without a page
        lines.append(f"List-Unsubscribe: <{ensure_safe(stop, 'address')}>\r\n")
        lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")
    return "".join(lines).encode("ascii")


def ensure_safe(text: str, field: str) -> str:
    """`text`, if it may stand in a header. Raises TextUnsafe."""
    if _UNSAFE.search(text):
        raise TextUnsafe(field)
    return text


def is_plain_address(address: str) -> bool:
    """Whether it stands in headers and commands as it is, as nearly all do."""
    return _ADDRESS.fullmatch(address) is not None


@lru_cache(1024)
def _sender(address: str, name: str) -> str:
    return _mailbox("From: ", address, name, "sender")


@lru_cache(4)
def _date(second: datetime) -> str:
    return format_datetime(second)


def _mailbox(header: str, address: str, name: str, field: str) -> str:
    if not is_plain_address(address):
        return header + _unusual_mailbox(ensure_safe(address, "email"), ensure_safe(name, field))
    if not name:
        return f"{header}{address}\r\n"
    if len(name) <= _LONGEST and _WORDS.fullmatch(name):
        return f"{header}{name}\r\n <{address}>\r\n"
    return f"{header}{_encoded_words(ensure_safe(name, field), len(header))}\r\n <{address}>\r\n"


def _unusual_mailbox(address: str, name: str) -> str:
    """By the standard library, which knows when to put quotation marks."""
    mime = EmailMessage(policy=SMTP)
    mime["To"] = Address(display_name=name, addr_spec=address)
    return mime.as_bytes().decode("ascii").partition("\r\n\r\n")[0].removeprefix("To: ") + "\r\n"


def _subject(text: str) -> str:
    """As it is, or in encoded words (RFC 2047)."""
    if len(text) <= _LONGEST and _PLAIN.fullmatch(text):
        return f"Subject: {text}\r\n"
    return f"Subject: {_encoded_words(ensure_safe(text, 'subject'), len('Subject: '))}\r\n"


def _encoded_words(text: str, used: int) -> str:
    """In words of whole characters; `used` characters of the first line are taken."""
    raw = text.encode()
    words, start = [], 0
    while start < len(raw):
        end = start + (_ROOM - (used or 1)) // 4 * 3
        while end < len(raw) and raw[end] & 0xC0 == 0x80:  # in the middle of a character
            end -= 1
        words.append(f"=?utf-8?b?{b2a_base64(raw[start:end], newline=False).decode()}?=")
        start, used = end, 0
    return "\r\n ".join(words)
