"""Each message once, whatever happens on the way."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.asks import channels, links
from models.asks.actions import choose_asks, deliver_due, reap_leases, send_service, send_sign_in
from models.asks.actions.deliver_due import MOST_ATTEMPTS
from models.asks.actions.record_delivery import LEASE
from models.asks.candidates import load_history
from models.asks.channels import OutgoingMessage, PermanentFailure, TemporaryFailure
from models.asks.channels.mailbox import MailboxChannel
from models.asks.queries import open_ask_of
from models.asks.tables import Ask, AskStatus, Delivery, DeliveryState, MailboxMessage
from models.kernel import clock, ids
from models.kernel.actor import stranger, system_actor
from models.kernel.tables import Account, OutboxRow
from models.people.actions import request_sign_in
from models.people.sign_in_tokens import code
from models.people.tables import Person, SignInRequest
from models.tasks.tables import Assignment, AssignmentState, Shift, Task, TaskStatus
from tests.factories import actor_for, make_assignment, make_person
from tests.models.asks.stage import agree, make_matches, make_shift, make_task

NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 4, tzinfo=UTC)
MORNING = datetime(2026, 11, 23, 13, tzinfo=UTC)


@dataclass
class Provider:
    """Stands for a provider of mail: raises what it is told to, else keeps what it gets."""

    honours_keys: bool = True
    failures: list[Exception] = field(default_factory=list)
    sent: list[OutgoingMessage] = field(default_factory=list)

    async def send(self, message: OutgoingMessage) -> None:
        """Take a message, after a moment in which others may run."""
        await asyncio.sleep(0)
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
def _at_noon() -> Iterator[None]:
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


async def test_a_message_goes_out_and_its_ask_is_sent(account: Account, provider: Provider) -> None:
    _, _, (person,) = await queue_asks(account)
    assert await deliver_due() == 1
    (message,) = provider.sent
    delivery, ask = await the_delivery(account), await Ask.get(account_id=account.id)
    assert (message.to_address, message.message_id) == (person.email, f"<{delivery.id}@campaign.example>")
    assert links.sign(links.ASK, account.id, ask.id) in message.text
    assert "It is 1.9 mi from you." not in message.text
    assert "Why you: It is near you: 1.9 mi." in message.text
    assert (delivery.state, delivery.sent_at, delivery.attempt) == (DeliveryState.SENT, NOON, 1)
    assert (delivery.body, delivery.subject, delivery.owner) == (message.text, message.subject, None)
    assert (ask.status, ask.sent_at) == (AskStatus.SENT, NOON)
    assert await deliver_due() == 0


async def test_two_workers_at_once_send_each_message_once(committed_account: Account, provider: Provider) -> None:
    await queue_asks(committed_account, 40)
    counts = await asyncio.gather(deliver_due(100), deliver_due(100))
    assert sum(counts) == 40
    assert len({message.message_id for message in provider.sent}) == len(provider.sent) == 40
    assert await Delivery.filter(account_id=committed_account.id, state=DeliveryState.SENT, attempt=1).count() == 40


async def test_what_fails_for_now_is_tried_again_later(account: Account, provider: Provider) -> None:
    await queue_asks(account)
    provider.failures = [TemporaryFailure("451 later")]
    await deliver_due()
    delivery = await the_delivery(account)
    assert (delivery.state, delivery.attempt, delivery.last_error) == (DeliveryState.PENDING, 1, "451 later")
    assert NOON <= delivery.due_at < NOON + timedelta(seconds=10)
    with clock.freeze(NOON + timedelta(seconds=10)):
        await deliver_due()
    assert len(provider.sent) == 1
    assert (await the_delivery(account)).state is DeliveryState.SENT


async def test_the_eighth_failure_is_the_last(account: Account, provider: Provider) -> None:
    await queue_asks(account)
    provider.failures = [TemporaryFailure(f"451 number {number}") for number in range(1, 20)]
    moment = NOON
    for _ in range(MOST_ATTEMPTS):
        assert (await the_delivery(account)).state is DeliveryState.PENDING
        with clock.freeze(moment):
            assert await deliver_due(1) == 1
        moment += timedelta(minutes=22)
    delivery = await the_delivery(account)
    assert (delivery.state, delivery.attempt, delivery.last_error) == (DeliveryState.DEAD, 8, "451 number 8")
    with clock.freeze(moment + timedelta(hours=2)):
        assert await deliver_due() == 0
    assert provider.sent == []


async def test_what_is_refused_for_good_is_not_tried_again(account: Account, provider: Provider) -> None:
    await queue_asks(account)
    provider.failures = [PermanentFailure("550 nobody here")]
    await deliver_due()
    delivery = await the_delivery(account)
    assert (delivery.state, delivery.last_error) == (DeliveryState.DEAD, "550 nobody here")
    assert delivery.body is None
    assert await deliver_due() == 0


async def test_what_never_arrived_costs_no_attention_and_no_quiet_days(account: Account, provider: Provider) -> None:
    await queue_asks(account)
    provider.failures = [PermanentFailure("550 nobody here")]
    await deliver_due()
    assert (await Ask.get(account_id=account.id)).status is AskStatus.RECALLED
    person_id = (await the_delivery(account)).person_id
    assert await load_history(account.id, [person_id], clock.now()) == {}


@pytest.mark.parametrize(("honours_keys", "state"), [(True, DeliveryState.PENDING), (False, DeliveryState.UNKNOWN)])
async def test_a_surprise_while_sending_is_repeated_only_under_a_key(
    account: Account, provider: Provider, honours_keys: bool, state: DeliveryState
) -> None:
    provider.honours_keys = honours_keys
    await queue_asks(account)
    provider.failures = [ValueError("what is this")]
    assert await deliver_due(1) == 1
    assert (await the_delivery(account)).state is state


async def _claim_and_die(account: Account) -> None:
    """What a worker leaves behind that was killed while sending."""
    changed = {"state": DeliveryState.ATTEMPTING, "attempt": 1, "owner": ids.new_pseudonym()}
    await Delivery.filter(account_id=account.id).update(**changed, leased_until=NOON + LEASE)


async def test_after_a_crash_a_channel_with_keys_sends_again(account: Account, provider: Provider) -> None:
    await queue_asks(account)
    await _claim_and_die(account)
    assert (await reap_leases(), await deliver_due()) == (0, 0)
    with clock.freeze(NOON + LEASE + timedelta(seconds=1)):
        assert await reap_leases() == 1
        assert (await the_delivery(account)).state is DeliveryState.PENDING
        assert await deliver_due() == 1
    assert len(provider.sent) == 1
    assert (await the_delivery(account)).attempt == 2


async def test_after_a_crash_a_channel_without_keys_never_repeats(account: Account, provider: Provider) -> None:
    provider.honours_keys = False
    await queue_asks(account)
    await _claim_and_die(account)
    with clock.freeze(NOON + LEASE + timedelta(seconds=1)):
        assert await reap_leases() == 1
        assert await deliver_due() == 0
        assert await reap_leases() == 0
    assert (await the_delivery(account)).state is DeliveryState.UNKNOWN
    assert provider.sent == []


async def test_whoever_slept_beyond_the_lease_cannot_write_the_result(account: Account, provider: Provider) -> None:
    await queue_asks(account)

    async def sleep_and_wake(message: OutgoingMessage) -> None:
        with clock.freeze(NOON + LEASE + timedelta(seconds=1)):
            assert await reap_leases() == 1
            provider.send = provider_send  # type: ignore[method-assign]
            assert await deliver_due() == 1
        raise PermanentFailure("550 said too late")

    provider_send, provider.send = provider.send, sleep_and_wake  # type: ignore[method-assign]
    await deliver_due(1)
    delivery = await the_delivery(account)
    assert (delivery.state, delivery.attempt, delivery.last_error) == (DeliveryState.SENT, 2, None)
    assert (await Ask.get(account_id=account.id)).status is AskStatus.SENT


async def test_consent_that_was_taken_back_meanwhile_counts(account: Account, provider: Provider) -> None:
    _, _, (person,) = await queue_asks(account)
    with clock.freeze(NOON + timedelta(seconds=1)):
        await agree(person, granted=False)
        await deliver_due()
    assert provider.sent == []
    assert (await the_delivery(account)).state is DeliveryState.RECALLED
    assert (await Ask.get(account_id=account.id)).status is AskStatus.RECALLED


@pytest.mark.parametrize("what", ["full", "shift cancelled", "task cancelled", "begun", "paused", "erased", "answered"])
async def test_what_is_not_wanted_any_more_is_not_sent(account: Account, provider: Provider, what: str) -> None:
    task, shift, (person,) = await queue_asks(account)
    shifts = Shift.filter(account_id=account.id, id=shift.id)
    people = Person.filter(account_id=account.id, id=person.id)
    changes: dict[str, Any] = {
        "full": shifts.update(confirmed=1),
        "shift cancelled": shifts.update(cancelled_at=NOON),
        "task cancelled": Task.filter(account_id=account.id, id=task.id).update(status=TaskStatus.CANCELLED),
        "begun": shifts.update(starts_at=NOON),
        "paused": people.update(paused_until=NOON + timedelta(days=1)),
        "erased": people.update(email=None),
        "answered": Ask.filter(account_id=account.id).update(status=AskStatus.ANSWERED, answer="yes"),
    }
    await changes[what]
    await deliver_due()
    assert provider.sent == []
    assert (await the_delivery(account)).state is DeliveryState.RECALLED
    status = AskStatus.ANSWERED if what == "answered" else AskStatus.RECALLED
    assert (await Ask.get(account_id=account.id)).status is status


@pytest.mark.parametrize("state", [AssignmentState.CONFIRMED, AssignmentState.WAITLISTED, AssignmentState.DECLINED])
async def test_whoever_decided_by_themselves_is_not_asked_any_more(
    account: Account, provider: Provider, state: AssignmentState
) -> None:
    _, shift, (person,) = await queue_asks(account)
    await Shift.filter(account_id=account.id, id=shift.id).update(capacity=9)
    assert await open_ask_of(actor_for(person)) is not None
    await make_assignment(shift, person, state=state)
    assert await open_ask_of(actor_for(person)) is None
    await deliver_due()
    assert provider.sent == []
    assert (await Ask.get(account_id=account.id)).status is AskStatus.RECALLED


async def test_whoever_took_something_else_at_that_time_is_not_asked_any_more(
    account: Account, provider: Provider
) -> None:
    _, shift, (person,) = await queue_asks(account)
    await make_assignment(await make_shift(await make_task(account), starts_at=shift.starts_at), person)
    await deliver_due()
    assert provider.sent == []
    assert (await Ask.get(account_id=account.id)).status is AskStatus.RECALLED


async def test_what_is_recalled_while_it_goes_out_was_sent_and_counts(account: Account, provider: Provider) -> None:
    await queue_asks(account)

    async def recall_while_sending(_: OutgoingMessage) -> None:
        await Ask.filter(account_id=account.id).update(status=AskStatus.RECALLED)

    provider.send = recall_while_sending  # type: ignore[method-assign]
    await deliver_due()
    ask = await Ask.get(account_id=account.id)
    assert (ask.status, ask.sent_at) == (AskStatus.SENT, NOON)


async def test_a_letter_that_cannot_be_written_does_not_hold_up_the_others(
    account: Account, provider: Provider
) -> None:
    _, _, people = await queue_asks(account, 3)
    await Ask.filter(account_id=account.id, person_id=people[1].id).update(reasons=[{"code": "near"}])
    assert await deliver_due(3) == 3
    assert {message.person_id for message in provider.sent} == {people[0].id, people[2].id}
    broken = await Delivery.get(account_id=account.id, person_id=people[1].id)
    assert (broken.state, broken.last_error) == (DeliveryState.PENDING, "KeyError('km')")


async def test_what_is_found_at_night_waits_for_the_morning(account: Account, provider: Provider) -> None:
    await queue_asks(account)
    with clock.freeze(NIGHT):
        assert await deliver_due() == 1
        assert await deliver_due() == 0
    delivery = await the_delivery(account)
    assert (delivery.state, delivery.due_at, delivery.attempt) == (DeliveryState.PENDING, MORNING, 0)
    assert provider.sent == []


async def make_request(account: Account) -> SignInRequest:
    person = await make_person(
        account, email="ada@example.org", email_key="ada@example.org", sign_in_key="ada@example.org"
    )
    await request_sign_in(stranger(account.id), email="ada@example.org")
    return await SignInRequest.get(account_id=account.id, person_id=person.id)


async def test_the_way_in_comes_at_any_hour_once_and_is_not_kept(account: Account, provider: Provider) -> None:
    with clock.freeze(NIGHT):
        request = await make_request(account)
        assert await send_sign_in(system_actor(account.id), request.id)
        assert not await send_sign_in(system_actor(account.id), request.id)
        assert await deliver_due() == 1
    (message,) = provider.sent
    assert code(request.id) in message.text
    delivery = await the_delivery(account)
    assert delivery.state is DeliveryState.SENT
    assert delivery.body is None
    assert code(request.id) not in (delivery.subject or "")


async def test_a_way_in_that_leads_nowhere_any_more_is_not_sent(account: Account, provider: Provider) -> None:
    request = await make_request(account)
    await send_sign_in(system_actor(account.id), request.id)
    with clock.freeze(NOON + timedelta(minutes=16)):
        await deliver_due()
    assert provider.sent == []
    assert (await the_delivery(account)).state is DeliveryState.RECALLED
    assert not await send_sign_in(system_actor(account.id), ids.new_id())


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


async def test_news_of_a_shift_wait_for_the_morning_and_come_once(account: Account, provider: Provider) -> None:
    person, shift = await make_assigned(account)
    news: dict[str, Any] = {
        "person_ids": [person.id],
        "template": "promoted",
        "shift_id": shift.id,
        "news_id": ids.new_id(),
    }
    with clock.freeze(NIGHT):
        assert await send_service(system_actor(account.id), **news) == 1
        assert await send_service(system_actor(account.id), **news) == 0
        assert await deliver_due() == 0
    assert (await the_delivery(account)).due_at == MORNING
    row = await OutboxRow.get(account_id=account.id, name="asks.deliver")
    assert row.due_at == MORNING
    with clock.freeze(MORNING):
        assert await deliver_due() == 1
    assert [message.subject for message in provider.sent] == ["You have a place: Saturday doors"]


@pytest.mark.parametrize(
    ("template", "state", "cancelled", "subject"),
    [
        ("cancelled", AssignmentState.CANCELLED, True, "Cancelled: Saturday doors"),
        ("cancelled", AssignmentState.CONFIRMED, False, None),
        ("changed", AssignmentState.WAITLISTED, False, "Changed: Saturday doors"),
        ("changed", AssignmentState.CANCELLED, False, None),
        ("changed", AssignmentState.CONFIRMED, True, None),
        ("promoted", AssignmentState.CANCELLED, False, None),
        ("promoted", AssignmentState.CONFIRMED, True, None),
    ],
)
async def test_only_news_that_are_still_true_go_out(
    account: Account,
    provider: Provider,
    template: str,
    state: AssignmentState,
    cancelled: bool,
    subject: str | None,
) -> None:
    person, shift = await make_assigned(account, state)
    if cancelled:
        await Shift.filter(account_id=account.id, id=shift.id).update(cancelled_at=NOON)
    await send_service(
        system_actor(account.id), person_ids=[person.id], template=template, shift_id=shift.id, news_id=ids.new_id()
    )
    await deliver_due()
    assert [message.subject for message in provider.sent] == ([subject] if subject else [])
    assert (await the_delivery(account)).state is (DeliveryState.SENT if subject else DeliveryState.RECALLED)


async def test_the_mailbox_takes_a_repeated_message_once(account: Account, provider: Provider) -> None:
    channels.configure(MailboxChannel())
    await queue_asks(account)
    await deliver_due()
    await Delivery.filter(account_id=account.id).update(state=DeliveryState.PENDING)
    await Ask.filter(account_id=account.id).update(status=AskStatus.CHOSEN)
    await deliver_due()
    assert await MailboxMessage.filter(account_id=account.id).count() == 1
