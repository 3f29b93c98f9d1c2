"""Lines to a mail server are kept open, and replaced when they turn out to be dead."""

from asyncio import Transport
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from models.asks.channels import OutcomeUnknown, PermanentFailure
from models.asks.channels.smtp import MOST_A_LINE, SmtpChannel, SmtpSettings
from models.kernel.tables import Account
from tests.models.asks.test_channels import _free_port as free_port
from tests.models.asks.test_channels import make_message


class MailServer:
    """Counts lines, messages and good-byes. `shuts_down`: ends the next line that is used; `refuses`: takes nothing;
    `breaks`: takes it, and never says so."""

    def __init__(self) -> None:
        self.lines, self.taken, self.goodbyes = 0, 0, 0
        self.shuts_down, self.refuses, self.breaks = False, False, False
        self.transport: Transport | None = None

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.lines += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.shuts_down:
            self.shuts_down = False
            return "421 4.3.2 Enough"
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refuses:
            return "554 5.6.0 Not this"
        self.taken += 1
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
