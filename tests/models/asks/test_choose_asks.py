"""Who is asked, and who is not."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from models.asks.actions import choose_asks, recall_asks_of_shifts
from models.asks.tables import Ask, AskAnswer, AskStatus, Delivery, DeliveryState
from models.kernel import clock
from models.kernel.actor import system_actor
from models.kernel.errors import NotAllowed, NotFound
from models.kernel.tables import Account, OutboxRow
from models.people.tables import Person
from models.tasks.tables import Shift, TaskStatus
from tests.factories import make_account, make_organizer, make_person, make_qualification, make_qualified
from tests.models.asks.stage import agree, change_asks, make_matches, make_shift, make_task

NOON_IN_NEW_YORK = datetime(2026, 11, 22, 17, tzinfo=UTC)


async def make_willing(account: Account, **changes: object) -> Person:
    person = await make_person(account, **changes)
    await agree(person)
    return person


async def test_an_ask_is_stored_with_its_reasons_and_its_message(account: Account) -> None:
    with clock.freeze(NOON_IN_NEW_YORK):
        person = await make_willing(account)
        task = await make_task(account)
        shift = await make_shift(task)
        await make_matches(task, shift, person)
        assert await choose_asks(system_actor(account.id)) == 1
    ask = await Ask.get(account_id=account.id)
    assert (ask.person_id, ask.shift_id, ask.status) == (person.id, shift.id, AskStatus.CHOSEN)
    assert (ask.reasons, ask.probability, str(ask.chosen_on)) == ([{"code": "near", "km": 3.1}], 1.0, "2026-11-22")
    delivery = await Delivery.get(account_id=account.id)
    assert (delivery.ask_id, delivery.due_at) == (ask.id, NOON_IN_NEW_YORK)
    assert await OutboxRow.filter(account_id=account.id, name="asks.deliver").count() == 1


async def test_only_who_has_the_licence_is_asked(account: Account) -> None:
    required = await make_qualification(account, needs_confirmation=True)
    qualified, waiting, without = [await make_willing(account) for _ in range(3)]
    await make_qualified(qualified, required, confirmed_at=clock.now())
    await make_qualified(waiting, required)
    task = await make_task(account, qualification_ids=[required.id])
    await make_matches(task, await make_shift(task, capacity=3), waiting, without, qualified)
    assert await choose_asks(system_actor(account.id)) == 1
    assert (await Ask.get(account_id=account.id)).person_id == qualified.id


async def test_at_night_the_message_waits_for_the_morning(account: Account) -> None:
    with clock.freeze(datetime(2026, 11, 23, 4, tzinfo=UTC)):
        person = await make_willing(account)
        task = await make_task(account)
        await make_matches(task, await make_shift(task), person)
        await choose_asks(system_actor(account.id))
    ask = await Ask.get(account_id=account.id)
    delivery = await Delivery.get(account_id=account.id)
    assert str(ask.chosen_on) == "2026-11-22"
    assert delivery.due_at == datetime(2026, 11, 23, 13, tzinfo=UTC)


async def test_a_second_round_on_the_same_day_asks_nobody_again(account: Account) -> None:
    person = await make_willing(account)
    task = await make_task(account)
    await make_matches(task, await make_shift(task), person)
    assert await choose_asks(system_actor(account.id)) == 1
    assert await choose_asks(system_actor(account.id)) == 0
    assert await Ask.filter(account_id=account.id).count() == 1


async def test_as_many_are_asked_as_are_expected_to_fill_the_places(account: Account) -> None:
    people = [await make_willing(account) for _ in range(9)]
    task = await make_task(account)
    await make_matches(task, await make_shift(task, capacity=2, confirmed=1), *people)
    assert await choose_asks(system_actor(account.id)) == 5  # 5 × 0.3 × 0.8 is the first to reach 1
    asks = await Ask.filter(account_id=account.id)
    assert {ask.person_id for ask in asks} == {person.id for person in people[:5]}
    assert {round(ask.chance, 6) for ask in asks} == {0.24}


async def test_overbooking_asks_for_those_who_will_not_come(account: Account) -> None:
    people = [await make_willing(account) for _ in range(9)]
    task = await make_task(account)
    await make_matches(task, await make_shift(task, capacity=2, confirmed=2, expected=1.3, overbook=2), *people)
    assert await choose_asks(system_actor(account.id)) == 3  # 0.7 are missing


async def test_two_rounds_at_once_invite_no_more_than_one(committed_account: Account) -> None:
    account = committed_account
    people = [await make_willing(account) for _ in range(20)]
    task = await make_task(account)
    await make_matches(task, await make_shift(task, capacity=1), *people)
    counts = await asyncio.gather(*(choose_asks(system_actor(account.id), task_id=task.id) for _ in range(4)))
    assert sum(counts) == await Ask.filter(account_id=account.id).count() == 5


async def test_at_the_bound_what_was_not_sent_is_taken_back(account: Account) -> None:
    person = await make_willing(account)
    task = await make_task(account)
    shift = await make_shift(task, capacity=1, overbook=1)
    await make_matches(task, shift, person)
    await choose_asks(system_actor(account.id))
    shifts = Shift.filter(account_id=account.id, id=shift.id)
    await shifts.update(confirmed=1, expected=0.7)
    assert await recall_asks_of_shifts(system_actor(account.id), [shift.id]) == 0
    await shifts.update(confirmed=1, expected=1.0)
    assert await recall_asks_of_shifts(system_actor(account.id), [shift.id]) == 1
    ask, delivery = await Ask.get(account_id=account.id), await Delivery.get(account_id=account.id)
    assert (ask.status, delivery.state) == (AskStatus.RECALLED, DeliveryState.RECALLED)


async def test_an_organizer_may_ask_fewer(account: Account) -> None:
    people = [await make_willing(account) for _ in range(4)]
    task = await make_task(account)
    await make_matches(task, await make_shift(task), *people)
    organizer = await make_organizer(account, "US/NY/")
    assert await choose_asks(organizer, task_id=task.id, most=1) == 1
    ask = await Ask.get(account_id=account.id)
    assert (ask.person_id, ask.asked_by) == (people[0].id, organizer.person_id)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "contact"},
        {"kind": "unconfirmed"},
        {"holdout": True},
        {"email": None},
        {"paused_until": datetime(2100, 1, 1, tzinfo=UTC)},
    ],
)
async def test_some_people_are_never_asked(account: Account, changes: dict[str, object]) -> None:
    person = await make_willing(account, **changes)
    task = await make_task(account)
    await make_matches(task, await make_shift(task), person)
    assert await choose_asks(system_actor(account.id)) == 0
    assert not await Ask.exists(account_id=account.id)


async def test_without_consent_nobody_is_asked_and_a_withdrawal_counts(account: Account) -> None:
    silent, withdrawn = await make_person(account), await make_willing(account)
    with clock.freeze(clock.now() + timedelta(seconds=1)):
        await agree(withdrawn, granted=False)
    task = await make_task(account)
    await make_matches(task, await make_shift(task), silent, withdrawn)
    assert await choose_asks(system_actor(account.id)) == 0


@pytest.mark.parametrize(
    ("task_changes", "shift_changes"),
    [
        ({"status": TaskStatus.CANCELLED}, {}),
        ({}, {"confirmed": 2}),
        ({}, {"cancelled_at": NOON_IN_NEW_YORK}),
        ({}, {"starts_at": NOON_IN_NEW_YORK + timedelta(days=2, hours=23)}),
    ],
)
async def test_some_shifts_are_never_asked_for(
    account: Account, task_changes: dict[str, object], shift_changes: dict[str, object]
) -> None:
    with clock.freeze(NOON_IN_NEW_YORK):
        person = await make_willing(account)
        task = await make_task(account, **task_changes)
        await make_matches(task, await make_shift(task, **shift_changes), person)
        assert await choose_asks(system_actor(account.id)) == 0
    assert not await Ask.exists(account_id=account.id)


@pytest.mark.parametrize(("answer", "asked_again"), [(AskAnswer.NOT_NOW, 0), (AskAnswer.YES, 1)])
async def test_a_no_stops_further_asks_for_that_task_and_a_yes_does_not(
    account: Account, answer: AskAnswer, asked_again: int
) -> None:
    person = await make_willing(account)
    task = await make_task(account)
    await make_matches(task, await make_shift(task), person)
    long_ago = clock.now() - timedelta(days=20)
    with clock.freeze(long_ago):
        assert await choose_asks(system_actor(account.id)) == 1
    await change_asks(account, status=AskStatus.ANSWERED, answer=answer, answered_at=long_ago)
    assert await choose_asks(system_actor(account.id)) == asked_again


async def test_after_two_days_of_silence_the_next_wave_is_asked(account: Account) -> None:
    people = [await make_willing(account) for _ in range(7)]
    task = await make_task(account)
    shift = await make_shift(task, capacity=1, starts_at=clock.now() + timedelta(days=9))
    await make_matches(task, shift, *people)
    assert await choose_asks(system_actor(account.id)) == 5
    sent_at = clock.now() + timedelta(hours=1)
    await change_asks(account, status=AskStatus.SENT, sent_at=sent_at)
    with clock.freeze(sent_at + timedelta(hours=47)):
        assert await choose_asks(system_actor(account.id)) == 0
    with clock.freeze(sent_at + timedelta(hours=49)):
        assert await choose_asks(system_actor(account.id)) == 2
    asked = {ask.person_id for ask in await Ask.filter(account_id=account.id)}
    assert asked == {person.id for person in people}


@pytest.mark.parametrize("state", [DeliveryState.PENDING, DeliveryState.SENT])
async def test_the_quiet_days_count_from_when_the_message_came(account: Account, state: DeliveryState) -> None:
    person = await make_willing(account)
    task = await make_task(account)
    await make_matches(task, await make_shift(task), person)
    assert await choose_asks(system_actor(account.id)) == 1
    late = clock.now() + timedelta(days=4)
    if state is DeliveryState.SENT:
        await Delivery.filter(account_id=account.id).update(state=state)
        await change_asks(account, status=AskStatus.SENT, sent_at=late - timedelta(days=2))
    other = await make_task(account)
    await make_matches(other, await make_shift(other, starts_at=late + timedelta(days=5)), person)
    with clock.freeze(late):
        assert await choose_asks(system_actor(account.id), task_id=other.id) == 0
    assert await Ask.filter(account_id=account.id).count() == 1


async def test_outside_their_region_organizers_ask_nobody(account: Account) -> None:
    person = await make_willing(account)
    task = await make_task(account)
    await make_matches(task, await make_shift(task), person)
    organizer = await make_organizer(account, "US/CA/")
    with pytest.raises(NotAllowed):
        await choose_asks(organizer, task_id=task.id)
    with pytest.raises(NotAllowed):
        await choose_asks(organizer)
    assert not await Ask.exists(account_id=account.id)


async def test_another_accounts_task_is_not_found(account: Account) -> None:
    task = await make_task(await make_account())
    organizer = await make_organizer(account)
    with pytest.raises(NotFound):
        await choose_asks(organizer, task_id=task.id)


async def test_four_organizers_at_once_ask_each_person_once(committed_account: Account) -> None:
    account = committed_account
    people = [await make_willing(account) for _ in range(60)]
    tasks = [await make_task(account) for _ in range(4)]
    for task in tasks:
        await make_matches(task, await make_shift(task, capacity=60), *people)
    counts = await asyncio.gather(*(choose_asks(system_actor(account.id), task_id=task.id) for task in tasks))
    asks = await Ask.filter(account_id=account.id)
    assert sum(counts) == len(asks) == 60
    assert len({ask.person_id for ask in asks}) == 60
