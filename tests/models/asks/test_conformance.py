"""What every channel keeps, before its real counterpart: a mail server, a provider of texts, a maker of browsers, our mailbox."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from models.asks import channels
from models.asks.actions import deliver_due
from models.asks.channels import (
    AddressDead,
    Channel,
    OutcomeUnknown,
    OutgoingMessage,
    PermanentFailure,
    TemporaryFailure,
)
from models.asks.channels.mailbox import MailboxChannel
from models.asks.channels.smtp import SmtpChannel, SmtpSettings
from models.asks.tables import DeliveryState, MailboxMessage
from models.kernel.tables import Account
from models.people.tables import Person
from tests.models.asks.delivering import at_noon as at_noon
from tests.models.asks.delivering import queue_asks, the_delivery
from tests.models.asks.push_service import PushService
from tests.models.asks.push_service import pushes as pushes
from tests.models.asks.test_channels import _free_port as free_port
from tests.models.asks.test_channels import make_message
from tests.models.asks.text_provider import TextProvider
from tests.models.asks.text_provider import texts as texts

that_can_fail = pytest.mark.parametrize("counterpart", ["smtp", "sms", "sms with keys", "push"], indirect=True)
"""The mailbox is a table of ours: it does not fail by itself."""
that_parks = pytest.mark.parametrize("counterpart", ["smtp", "sms", "push"], indirect=True)


async def already_met(_: Person) -> None:
    """An address or a number is there from the beginning."""


@dataclass
class Counterpart:
    """
    A channel, how many messages its other end has, and how to have that end answer: later, never, dead, lost. `meet`: what a
    person does first so as to be reached there.
    """

    channel: Channel
    count: Callable[[], Awaitable[int]]
    behave: Callable[[str], None]
    meet: Callable[[Person], Awaitable[object]] = field(default=already_met)


class MailServer:
    """Answers as told; a lost message is taken, and the line broken before we hear so."""

    answers = {"later": "451 4.3.0 Later", "never": "554 5.6.0 Not this", "dead": "550 5.1.1 Nobody here"}

    def __init__(self) -> None:
        self.taken = 0
        self.says = ""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.says in self.answers:
            return self.answers[self.says]
        self.taken += 1
        if self.says == "lost":
            await asyncio.sleep(1)
        return "250 OK"


@pytest.fixture
def mail_server() -> Iterator[tuple[MailServer, SmtpChannel]]:
    server, port = MailServer(), free_port()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    settings = SmtpSettings("127.0.0.1", port, "hello@campaign.example", "Clear Water", security="none", timeout=0.4)
    yield server, SmtpChannel(settings)
    controller.stop()


@pytest.fixture(params=["mailbox", "smtp", "sms", "sms with keys", "push"])
def counterpart(
    request: pytest.FixtureRequest,
    mail_server: tuple[MailServer, SmtpChannel],
    texts: TextProvider,
    pushes: PushService,
    account: Account,
) -> Counterpart:
    server, smtp = mail_server

    async def kept() -> int:
        return await MailboxMessage.filter(account_id=account.id).count()

    async def mailed() -> int:
        return server.taken

    async def texted() -> int:
        return len(texts.taken)

    async def notified() -> int:
        return len(pushes.taken)

    def tell_server(says: str) -> None:
        server.says = says

    def tell_provider(says: str) -> None:
        texts.answer = {"later": (429, 20429), "never": (400, 21602), "dead": (400, 21211)}.get(says)
        texts.is_slow = says == "lost"

    def tell_maker(says: str) -> None:
        pushes.answer = {"later": 429, "never": 413, "dead": 410}.get(says)
        pushes.is_slow = says == "lost"

    return {
        "mailbox": Counterpart(MailboxChannel(), kept, lambda _: None),
        "smtp": Counterpart(smtp, mailed, tell_server),
        "sms": Counterpart(texts.channel(), texted, tell_provider),
        "sms with keys": Counterpart(texts.channel(idempotent=True), texted, tell_provider),
        "push": Counterpart(pushes.channel(), notified, tell_maker, pushes.subscribe),
    }[request.param]


async def a_message(account: Account, counterpart: Counterpart) -> OutgoingMessage:
    message = replace(await make_message(account), to_address="noor@example.org")
    await counterpart.meet(await Person.get(account_id=account.id, id=message.person_id))
    return message


async def test_a_message_arrives_and_a_key_is_honoured_where_that_is_said(
    account: Account, counterpart: Counterpart
) -> None:
    message = await a_message(account, counterpart)
    await counterpart.channel.send(message)
    assert await counterpart.count() == 1
    if counterpart.channel.honours_keys:
        await counterpart.channel.send(message)
        assert await counterpart.count() == 1


@that_can_fail
@pytest.mark.parametrize(
    ("says", "failure", "arrived"),
    [
        ("later", TemporaryFailure, 0),
        ("never", PermanentFailure, 0),
        ("dead", AddressDead, 0),
        ("lost", OutcomeUnknown, 1),
    ],
)
async def test_answers_are_told_apart(
    account: Account, counterpart: Counterpart, says: str, failure: type[Exception], arrived: int
) -> None:
    counterpart.behave(says)
    with pytest.raises(failure) as raised:
        await counterpart.channel.send(await a_message(account, counterpart))
    assert raised.type is failure
    assert await counterpart.count() == arrived


@that_parks
async def test_an_unknown_outcome_parks_the_message(account: Account, counterpart: Counterpart) -> None:
    channels.configure(counterpart.channel)
    counterpart.behave("lost")
    _, _, (person,) = await queue_asks(account)
    await counterpart.meet(person)
    assert await deliver_due() == 1
    counterpart.behave("")
    assert (await deliver_due(), await counterpart.count()) == (0, 1)
    assert (await the_delivery(account)).state is DeliveryState.UNKNOWN
    channels.configure(MailboxChannel())
