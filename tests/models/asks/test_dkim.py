"""Signed mail, as dkimpy and a real SMTP server see it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import dkim
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from hypothesis import given
from hypothesis import strategies as st

from models.asks.channels.dkim import DkimKey, dns_record, new_key, read_key, sign_mail
from models.asks.channels.smtp import SmtpChannel, SmtpSettings
from models.kernel.tables import Account
from tests.models.asks.test_channels import _free_port as free_port
from tests.models.asks.test_channels import make_message

KEY = read_key(new_key(), "campaign.example", "spring")
NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)


def is_genuine(mail: bytes, key: DkimKey = KEY) -> bool:
    """What a stranger's server finds that asks the domain for its record."""

    def record(name: bytes, timeout: int = 5) -> bytes | None:
        known, text = dns_record(key)
        return text.encode() if name == f"{known}.".encode() else None

    return bool(dkim.verify(mail, dnsfunc=record))


class RawSink:
    """Keeps the bytes that arrive."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.mails.append(bytes(envelope.content or b""))  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture
def raw_sink() -> Iterator[tuple[RawSink, SmtpChannel]]:
    sink, port = RawSink(), free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    settings = SmtpSettings("127.0.0.1", port, "hello@campaign.example", "Clear Water", security="none", dkim=KEY)
    yield sink, SmtpChannel(settings)
    controller.stop()


async def test_a_mail_arrives_signed_with_its_unsubscribe_headers(
    account: Account, raw_sink: tuple[RawSink, SmtpChannel]
) -> None:
    sink, channel = raw_sink
    message = await make_message(account)
    await channel.send(replace(message, text="Zażółć  \n.\n..two\n\n\n", html="<p>نور</p>" + "wide " * 400))
    (mail,) = sink.mails
    assert is_genuine(mail)
    assert not is_genuine(mail, read_key(new_key(), "campaign.example", "spring"))
    assert not is_genuine(mail.replace(b"answer=3Dnever", b"answer=3Dyes").replace(b"answer=never", b"answer=yes"))
    assert not is_genuine(mail.replace(b"=One-Click", b"=Two-Click"))


@pytest.mark.parametrize("added", [b"Reply-To: x@evil.example", b"List-Unsubscribe: <x>", b"From: x@evil.example"])
def test_a_header_that_is_added_breaks_the_signature(added: bytes) -> None:
    mail = b"From: hello@campaign.example\r\nSubject: Hi\r\nList-Unsubscribe: <y>\r\n\r\nHello\r\n"
    signed = sign_mail(mail, KEY, NOON)
    assert is_genuine(signed)
    assert is_genuine(b"Received: by us\r\n" + signed)
    assert not is_genuine(added + b"\r\n" + signed)


@given(
    value=st.text(st.sampled_from("ab \t:;"), min_size=1).map(lambda text: f"x{text}"),
    lines=st.lists(st.text(st.sampled_from("ab \t.=")), max_size=6),
)
def test_whatever_is_signed_is_genuine(value: str, lines: list[str]) -> None:
    head = f"From: a@campaign.example\r\nSubject: {value}\r\n  folded\t \r\nTo:b@example.org"
    body = "".join(f"{line}\r\n" for line in lines)
    assert is_genuine(sign_mail(f"{head}\r\n\r\n{body}".encode(), KEY, NOON))
