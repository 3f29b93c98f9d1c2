"""What was drawn for an ask is what its reader gets, and what could not be done is logged."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from models.activity.actions import log_activity
from models.activity.tables import ActivityKind
from models.asks import channels, links
from models.asks.actions import deliver_due, sign_asks
from models.asks.channels.mailbox import MailboxChannel
from models.asks.learning.dimensions import WORDED, AskDimension, mask_of
from models.asks.open_arms import read_open_arms
from models.asks.tables import Ask, AskKind, AskSigner, AskStatus, Delivery, MailboxMessage, MessagePurpose
from models.asks.terms import Terms
from models.asks.ways import ways_to
from models.kernel import clock, ids
from models.kernel.actor import Actor, stranger
from models.kernel.errors import NotAllowed, SignInRequired
from models.kernel.tables import Account
from models.people.tables import Channel, Person, Purpose
from models.tasks.tables import AssignmentState
from tests.factories import actor_for, make_assignment, make_consent, make_organizer, make_person, make_shift, make_task
from tests.models.asks.push_service import PushService
from tests.models.asks.push_service import pushes as pushes
from tests.models.asks.stage import agree

NOW = datetime(2026, 11, 25, 18, tzinfo=UTC)
SATURDAY = NOW - timedelta(days=4)


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    links.configure("https://campaign.example")
    with clock.freeze(NOW):
        yield


@pytest.fixture
def pushing(pushes: PushService) -> Iterator[PushService]:
    channels.configure(MailboxChannel(), push=pushes.channel())
    yield pushes
    channels.configure(MailboxChannel())


async def make_reader(account: Account) -> Person:
    """Somebody in New York who agreed to mail."""
    reader = await make_person(account, region_path="US/NY/061/")
    await agree(reader)
    return reader


async def work_together(account: Account, *people: Person) -> None:
    """All of them were at the same shift for an hour and a half."""
    shift = await make_shift(await make_task(account, title="Doors"), starts_at=SATURDAY, capacity=5)
    for person in people:
        await make_assignment(shift, person, state=AssignmentState.ATTENDED)
        await log_activity(
            actor_for(person), client_key=f"{person.id}", kind=ActivityKind.CANVASS, quantity=20, minutes=90,
            started_at=SATURDAY, shift_id=shift.id, time_zone="America/New_York",
        )  # fmt: skip


async def make_signer(account: Account, region_path: str = "US/NY/") -> Actor:
    rosa = await make_organizer(account, region_path, first_name="Rosa", last_name="Diaz")
    await sign_asks(rosa, sign=True)
    return rosa


async def make_ask(reader: Person, arms: int, kind: ActivityKind = ActivityKind.CANVASS) -> Ask:
    """A message about a shift of two hours that is due, with these arms."""
    task = await make_task(await Account.get(id=reader.account_id), kind=kind)
    shift = await make_shift(task)
    ask = await Ask.create(
        id=ids.new_id(), account_id=reader.account_id, person_id=reader.id, kind=AskKind.SHIFT, task_id=task.id,
        shift_id=shift.id, reasons=[], score=0.5, status=AskStatus.CHOSEN, chosen_on=NOW.date(), chosen_at=NOW,
        arm=arms, possible_arms=mask_of(WORDED),
    )  # fmt: skip
    await Delivery.create(
        id=ids.new_id(), account_id=reader.account_id, person_id=reader.id, purpose=MessagePurpose.ASK, ask_id=ask.id,
        channel=Channel.EMAIL, template="ask", parameters={}, due_at=NOW, created_at=NOW,
    )  # fmt: skip
    return ask


async def letter_of(ask: Ask) -> str:
    """What arrived, its isolating signs left out."""
    await deliver_due()
    letter = await MailboxMessage.get(account_id=ask.account_id, person_id=ask.person_id)
    return letter.text.replace("\u2068", "").replace("\u2069", "")


THANKS = "“Doors”: 2 of you gave 3 hr together. You made that possible, too."
PART = "If that is too long for you, a part of it helps, too"
SIGNED = "Rosa D., who organizes"


@pytest.mark.parametrize("drawn", [(), (WORDED[0],), (WORDED[1],), (WORDED[2],), WORDED])
async def test_a_letter_reads_as_it_was_drawn(account: Account, drawn: tuple[AskDimension, ...]) -> None:
    reader = await make_reader(account)
    await work_together(account, reader, await make_person(account))
    await make_signer(account)
    ask = await make_ask(reader, mask_of(drawn))
    text = await letter_of(ask)
    assert "Thank you for your last contribution: Canvassing, 90 minutes." in text
    found = {AskDimension.TONE: THANKS in text, AskDimension.SIZE: PART in text, AskDimension.ASKER: SIGNED in text}
    assert found == {each: each in drawn for each in WORDED}
    assert (await Ask.get(account_id=account.id, id=ask.id)).missed_arms == 0


async def test_what_cannot_be_done_any_more_is_left_out_and_logged(account: Account) -> None:
    reader = await make_reader(account)
    rosa = await make_signer(account)
    await sign_asks(rosa, sign=False)
    ask = await make_ask(reader, mask_of(WORDED), kind=ActivityKind.DRIVING)
    text = await letter_of(ask)
    assert not any(words in text for words in (THANKS, PART, SIGNED))
    stored = await Ask.get(account_id=account.id, id=ask.id)
    assert (stored.arm, stored.missed_arms, stored.status) == (mask_of(WORDED), mask_of(WORDED), AskStatus.SENT)


async def test_what_is_open_depends_on_who_is_asked(account: Account, pushing: PushService) -> None:
    alone, together, elsewhere, by_both = [await make_person(account, region_path=f"US/{state}/1/") for state in
                                           ("TX", "TX", "NY", "TX")]  # fmt: skip
    await work_together(account, alone)
    await work_together(account, together, await make_person(account))
    await make_signer(account, "US/NY/")
    await agree(by_both)
    await make_consent(by_both, Purpose.ASKS, Channel.PUSH)
    await pushing.subscribe(by_both)
    found = await read_open_arms(account.id, [each.id for each in (alone, together, elsewhere, by_both)], NOW)
    assert found.tolist() == [0, AskDimension.TONE.bit, AskDimension.ASKER.bit, AskDimension.CHANNEL.bit]
    channels.configure(MailboxChannel())
    assert (await read_open_arms(account.id, [by_both.id], NOW)).tolist() == [0]


async def test_mail_first_goes_by_mail_and_steps_down_to_the_notification(
    account: Account, pushing: PushService
) -> None:
    reader = await make_reader(account)
    await make_consent(reader, Purpose.ASKS, Channel.PUSH)
    await pushing.subscribe(reader)
    await make_ask(reader, AskDimension.CHANNEL.bit)
    delivery = await Delivery.get(account_id=account.id)
    assert await ways_to(delivery, reader) == [Channel.PUSH, Channel.EMAIL]
    delivery.parameters = {"rather": "email"}
    assert await ways_to(delivery, reader) == [Channel.EMAIL, Channel.PUSH]


def test_what_an_organizer_wrote_is_not_changed_and_what_is_urgent_goes_the_quickest_way() -> None:
    assert Terms().drawn == mask_of(AskDimension)
    assert Terms(appeal_id=ids.new_id()).drawn == mask_of(set(AskDimension) - set(WORDED))
    assert Terms(urgent=True).drawn == mask_of(set(AskDimension) - {AskDimension.CHANNEL})


async def test_only_organizers_lend_their_name(account: Account) -> None:
    for actor, problem in ((actor_for(await make_person(account)), NotAllowed), (stranger(account.id), SignInRequired)):
        with pytest.raises(problem):
            await sign_asks(actor, sign=True)
    assert not await AskSigner.exists(account_id=account.id)


def test_masks_are_what_is_stored() -> None:
    assert [each.bit for each in AskDimension] == [1, 2, 4, 8, 16]
    assert np.bitwise_or.reduce([each.bit for each in AskDimension]) == mask_of(AskDimension) == 31
