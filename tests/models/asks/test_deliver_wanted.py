"""What is not wanted any more, or not now, is not sent."""

from datetime import timedelta
from typing import Any

import pytest

from models.asks.actions import deliver_due, send_service, send_sign_in
from models.asks.channels import OutgoingMessage
from models.asks.queries import open_ask_of
from models.asks.tables import Ask, AskStatus, DeliveryState
from models.kernel import clock, ids
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.people.tables import Person
from models.tasks.tables import AssignmentState, Shift, Task, TaskStatus
from tests.factories import actor_for, make_assignment
from tests.models.asks.delivering import (
    MORNING,
    NIGHT,
    NOON,
    Provider,
    make_assigned,
    make_request,
    queue_asks,
    the_delivery,
)
from tests.models.asks.delivering import at_noon as at_noon
from tests.models.asks.delivering import provider as provider
from tests.models.asks.stage import agree, make_shift, make_task


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


async def test_what_is_found_at_night_waits_for_the_morning(account: Account, provider: Provider) -> None:
    await queue_asks(account)
    with clock.freeze(NIGHT):
        assert await deliver_due() == 1
        assert await deliver_due() == 0
    delivery = await the_delivery(account)
    assert (delivery.state, delivery.due_at, delivery.attempt) == (DeliveryState.PENDING, MORNING, 0)
    assert provider.sent == []


async def test_a_way_in_that_leads_nowhere_any_more_is_not_sent(account: Account, provider: Provider) -> None:
    request = await make_request(account)
    await send_sign_in(system_actor(account.id), request.id)
    with clock.freeze(NOON + timedelta(minutes=16)):
        await deliver_due()
    assert provider.sent == []
    assert (await the_delivery(account)).state is DeliveryState.RECALLED
    assert not await send_sign_in(system_actor(account.id), ids.new_id())


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
        ("unqualified", AssignmentState.CANCELLED, False, "Your place was given back: Saturday doors"),
        ("unqualified", AssignmentState.WAITLISTED, False, None),
        ("unqualified", AssignmentState.CANCELLED, True, None),
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
