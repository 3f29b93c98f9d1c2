"""A provider that answers as it is told to, and letters that wait for it."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from models.asks import channels, links
from models.asks.actions import choose_asks
from models.asks.channels import OutgoingMessage
from models.asks.channels.mailbox import MailboxChannel
from models.asks.tables import Delivery
from models.kernel import clock, ids
from models.kernel.actor import stranger, system_actor
from models.kernel.tables import Account
from models.people.actions import request_sign_in
from models.people.tables import Person, SignInRequest
from models.tasks.tables import Assignment, AssignmentState, Shift, Task
from tests.factories import make_person
from tests.models.asks.stage import agree, make_matches, make_shift, make_task

NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 4, tzinfo=UTC)
MORNING = datetime(2026, 11, 23, 13, tzinfo=UTC)


@dataclass
class Provider:
    """
    Stands for a provider of mail: raises what it is told to, else keeps what it gets, after `seconds`.

    `now`, `most`: how many it is being given at once, and at most ever was.
    """

    honours_keys: bool = True
    failures: list[Exception] = field(default_factory=list)
    sent: list[OutgoingMessage] = field(default_factory=list)
    seconds: float = 0.0
    now: int = 0
    most: int = 0
    is_sending: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, message: OutgoingMessage) -> None:
        """Take a message, after a moment in which others may run."""
        self.now += 1
        self.is_sending.set()
        self.most = max(self.most, self.now)
        await asyncio.sleep(self.seconds)
        self.now -= 1
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append(message)


@pytest.fixture
def provider() -> Iterator[Provider]:
    links.configure("https://campaign.example")
    provider = Provider()
    channels.configure(provider)
    yield provider
    channels.configure(MailboxChannel())


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with clock.freeze(NOON):
        yield


async def queue_asks(account: Account, count: int = 1) -> tuple[Task, Shift, list[Person]]:
    """So many people are chosen to be asked for one shift."""
    people = [await make_person(account) for _ in range(count)]
    for person in people:
        await agree(person)
    task = await make_task(account)
    shift = await make_shift(task, capacity=count)
    await make_matches(task, shift, *people)
    assert await choose_asks(system_actor(account.id), task_id=task.id) == count
    return task, shift, people


async def the_delivery(account: Account) -> Delivery:
    return await Delivery.get(account_id=account.id)


async def make_request(account: Account) -> SignInRequest:
    person = await make_person(
        account, email="ada@example.org", email_key="ada@example.org", sign_in_key="ada@example.org"
    )
    await request_sign_in(stranger(account.id), email="ada@example.org")
    return await SignInRequest.get(account_id=account.id, person_id=person.id)


async def make_assigned(account: Account, state: AssignmentState = AssignmentState.CONFIRMED) -> tuple[Person, Shift]:
    person = await make_person(account)
    shift = await make_shift(await make_task(account))
    await Assignment.create(
        id=ids.new_id(),
        account_id=account.id,
        shift_id=shift.id,
        person_id=person.id,
        state=state,
        queued_at=NOON,
        updated_at=NOON,
    )
    return person, shift
