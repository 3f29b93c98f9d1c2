"""Channels: the mailbox and a real SMTP server."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from models.asks.channels.channel import OutgoingMessage, PermanentFailure, TemporaryFailure
from models.asks.channels.mailbox import MailboxChannel
from models.asks.channels.smtp import SmtpChannel, SmtpSettings
from models.asks.errors import TextUnsafe
from models.asks.tables import MailboxMessage
from models.kernel.tables import Account
from tests.factories import make_person


class Sink:
    """Keeps what arrives; answers with `answer`."""

    def __init__(self) -> None:
        self.received: list[Message] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answer.startswith("250"):
            self.received.append(message_from_bytes(envelope.content or b"", policy=default))  # type: ignore[arg-type]
        return self.answer


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def sink() -> Iterator[tuple[Sink, SmtpChannel]]:
    handler = Sink()
    port = _free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings = SmtpSettings("127.0.0.1", port, "hello@campaign.example", "Clear Water", security="none", timeout=5)
    yield handler, SmtpChannel(settings)
    controller.stop()


async def make_message(account: Account) -> OutgoingMessage:
    person = await make_person(account)
    return OutgoingMessage(
        account_id=account.id,
        person_id=person.id,
        message_id="<one@campaign.example>",
        to_address="noor@example.org",
        to_name="نور",
        subject="Zażółć gęślą jaźń",
        text="Hello\n",
        html="<p>Hello</p>",
        unsubscribe_url="https://campaign.example/ask/T?answer=never",
    )


async def test_the_mailbox_keeps_a_repeated_message_once(account: Account) -> None:
    message = await make_message(account)
    channel = MailboxChannel()
    await channel.send(message)
    await channel.send(message)
    (kept,) = await MailboxMessage.filter(account_id=account.id)
    assert (kept.to_address, kept.subject, kept.text, kept.html) == (
        "noor@example.org",
        "Zażółć gęślą jaźń",
        "Hello\n",
        "<p>Hello</p>",
    )
    assert channel.honours_keys


async def test_a_mail_arrives_whole(account: Account, sink: tuple[Sink, SmtpChannel]) -> None:
    handler, channel = sink
    await channel.send(await make_message(account))
    (mail,) = handler.received
    assert mail["Subject"] == "Zażółć gęślą jaźń"
    assert cast("Any", mail["To"]).addresses[0].display_name == "نور"
    assert mail["Message-ID"] == "<one@campaign.example>"
    assert mail["List-Unsubscribe"] == "<https://campaign.example/ask/T?answer=never>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert not channel.honours_keys


@pytest.mark.parametrize(
    ("answer", "failure"), [("451 Try later", TemporaryFailure), ("550 No such user", PermanentFailure)]
)
async def test_answers_of_the_server_are_told_apart(
    account: Account, sink: tuple[Sink, SmtpChannel], answer: str, failure: type[Exception]
) -> None:
    handler, channel = sink
    handler.answer = answer
    with pytest.raises(failure, match=answer[:3]):
        await channel.send(await make_message(account))
    assert handler.received == []


async def test_a_server_that_is_not_there_is_a_temporary_failure(account: Account) -> None:
    settings = SmtpSettings("127.0.0.1", 9, "hello@campaign.example", "Clear Water", security="none", timeout=2)
    with pytest.raises(TemporaryFailure):
        await SmtpChannel(settings).send(await make_message(account))


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Hi\r\nBcc: all@example.org"},
        {"subject": "=?utf-8?q?Hi=0D=0ABcc:_all@example.org?="},
        {"to_name": "Ada\nBcc: all@example.org"},
        {"to_name": "=?utf-8?q?Ada=0ABcc:_all@example.org?="},
    ],
)
async def test_a_text_cannot_write_headers(
    account: Account, sink: tuple[Sink, SmtpChannel], changes: dict[str, Any]
) -> None:
    handler, channel = sink
    with pytest.raises(TextUnsafe):
        await channel.send(replace(await make_message(account), **changes))
    assert handler.received == []
