"""Lines to a mail server are kept open, and replaced when they turn out to be dead."""

import asyncio
from asyncio import Transport
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from typing import cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from models.asks.channels import OutcomeUnknown, PermanentFailure, TemporaryFailure
from models.asks.channels.smtp import MOST_A_LINE, SmtpChannel, SmtpSettings
from models.kernel.tables import Account
from tests.models.asks.test_channels import _free_port as free_port
from tests.models.asks.test_channels import make_message


class MailServer:
    """Counts lines, messages and good-byes. `shuts_down`: ends the next line that is used; `refuses`: takes nothing;
    `breaks`: takes it, and never says so; `is_old`: knows HELO only. `last`: what it took last."""

    def __init__(self) -> None:
        self.lines, self.taken, self.goodbyes = 0, 0, 0
        self.shuts_down, self.refuses, self.breaks, self.is_old = False, False, False, False
        self.transport: Transport | None = None
        self.last = b""

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.lines += 1
        session.host_name = hostname
        return ["502 5.5.1 What is that"] if self.is_old else responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.transport = cast("Transport", server.transport)
        if self.shuts_down:
            self.shuts_down = False
            return "421 4.3.2 Enough"
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refuses:
            return "554 5.6.0 Not this"
        self.taken += 1
        self.last = envelope.original_content or b""
        self.transport = cast("Transport", server.transport)
        if self.breaks:
            self.transport.abort()
        return "250 OK"

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.goodbyes += 1
        return "221 Bye"


@pytest.fixture
def server() -> Iterator[tuple[MailServer, SmtpChannel, Controller]]:
    handler, port = MailServer(), free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings = SmtpSettings("127.0.0.1", port, "hello@campaign.example", "Clear Water", security="none", timeout=2)
    yield handler, SmtpChannel(settings), controller
    controller.stop()


Server = tuple[MailServer, SmtpChannel, Controller]


async def test_one_line_takes_a_hundred_messages_and_is_closed_when_there_are_no_more(
    account: Account, server: Server
) -> None:
    handler, channel, _ = server
    message = await make_message(account)
    for _ in range(MOST_A_LINE + 1):
        await channel.send(message)
    assert (handler.taken, handler.lines, handler.goodbyes) == (MOST_A_LINE + 1, 2, 1)
    await channel.rest()
    assert handler.goodbyes == 2


async def test_a_line_that_the_server_ends_is_replaced_at_once(account: Account, server: Server) -> None:
    handler, channel, _ = server
    message = await make_message(account)
    await channel.send(message)
    handler.shuts_down = True
    await channel.send(message)
    assert (handler.taken, handler.lines) == (2, 2)


async def test_a_line_that_died_while_nobody_used_it_is_replaced_at_once(account: Account, server: Server) -> None:
    handler, channel, controller = server
    message = await make_message(account)
    await channel.send(message)
    assert handler.transport is not None
    controller.loop.call_soon_threadsafe(handler.transport.close)
    await channel.send(message)
    assert (handler.taken, handler.lines) == (2, 2)


async def test_what_is_refused_ends_its_line_and_nothing_else(account: Account, server: Server) -> None:
    handler, channel, _ = server
    message = await make_message(account)
    await channel.send(message)
    handler.refuses = True
    with pytest.raises(PermanentFailure):
        await channel.send(replace(message, message_id="<two@campaign.example>"))
    handler.refuses = False
    await channel.send(message)
    assert (handler.taken, handler.lines) == (2, 2)


async def test_a_kept_line_that_breaks_after_the_message_leaves_its_outcome_open(
    account: Account, server: Server
) -> None:
    handler, channel, _ = server
    message = await make_message(account)
    await channel.send(message)

    handler.breaks = True
    with pytest.raises(OutcomeUnknown):
        await channel.send(message)
    assert (handler.taken, handler.lines) == (2, 1)


async def test_a_message_that_is_begun_and_abandoned_never_arrives_and_the_next_one_does(
    account: Account, server: Server
) -> None:
    handler, channel, _ = server
    message = await make_message(account)
    begun = await channel.begin(message)
    begun.abandon()
    assert (handler.taken, handler.lines) == (0, 1)
    await channel.send(message)
    assert (handler.taken, handler.lines) == (1, 2)


async def test_a_line_that_breaks_before_the_message_is_handed_over_is_a_failure_for_now(
    account: Account, server: Server
) -> None:
    handler, channel, controller = server
    begun = await channel.begin(await make_message(account))
    assert handler.transport is not None
    controller.loop.call_soon_threadsafe(handler.transport.abort)
    await asyncio.sleep(0.1)
    with pytest.raises(TemporaryFailure):
        await begun.finish()
    assert handler.taken == 0


async def test_a_line_that_begins_with_a_dot_arrives_as_it_was(account: Account, server: Server) -> None:
    handler, channel, _ = server
    text = "One.\r\n.\r\n..two\r\nthree"
    await channel.send(replace(await make_message(account), text=text, parts=None))
    (plain, _) = message_from_bytes(handler.last, policy=policy.SMTP).get_payload()
    assert plain.get_content().rstrip("\r\n").splitlines() == text.splitlines()


async def test_a_server_that_knows_no_ehlo_is_greeted_by_helo(account: Account, server: Server) -> None:
    handler, channel, _ = server
    handler.is_old = True
    await channel.send(await make_message(account))
    assert (handler.taken, handler.lines) == (1, 1)
