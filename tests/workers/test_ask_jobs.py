"""What the workers do about asks and messages."""

import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from models.asks import channels, links
from models.asks.actions.deliver_due import _turn
from models.asks.actions.send_page import IN_FLIGHT
from models.asks.channels.mailbox import MailboxChannel
from models.asks.tables import Ask, AskStatus, Delivery, DeliveryState, MailboxMessage
from models.kernel import clock, ids, work
from models.kernel.tables import Account, OutboxRow
from models.people.sign_in_tokens import code, link_token
from models.tasks.actions import cancel_task
from models.tasks.tables import Assignment, AssignmentState, Shift
from tests.factories import make_account, make_organizer, make_person
from tests.models.asks.stage import agree, make_matches, make_shift, make_task
from tests.models.people.stage import ask_to_join, latest_request
from tests.workers.running import work_until
from workers import queue
from workers.jobs import JOBS, asks
from workers.jobs.asks import choose_daily, sweep_deliveries
from workers.looking import look
from workers.schedule import SCHEDULE

NOON_IN_NEW_YORK = datetime(2026, 11, 22, 17, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _mailbox() -> None:
    links.configure("https://campaign.example")
    channels.configure(MailboxChannel())


@pytest_asyncio.fixture
async def open_queue(committed_db: str, redis_url: str) -> AsyncIterator[None]:
    await queue.connect(redis_url)
    work.bind_after_commit(queue.announce)
    yield
    work.bind_after_commit(None)
    await queue.close()


@pytest.mark.usefixtures("geography")
async def test_whoever_signs_up_finds_the_way_in_in_their_mail(
    open_queue: None, committed_account: Account, redis_url: str
) -> None:
    await ask_to_join(committed_account, "ada@example.org")
    await work_until(redis_url, lambda: MailboxMessage.exists(account_id=committed_account.id))
    message = await MailboxMessage.get(account_id=committed_account.id)
    request = await latest_request(committed_account)
    assert message.to_address == "ada@example.org"
    assert f"https://campaign.example/sign-in/link/{link_token(request.id)}" in message.text
    assert code(request.id) in message.text


async def test_asks_are_chosen_for_each_account_and_sent(committed_account: Account) -> None:
    other = await make_account()
    with clock.freeze(NOON_IN_NEW_YORK):
        for account in (committed_account, other):
            person = await make_person(account)
            await agree(person)
            task = await make_task(account)
            await make_matches(task, await make_shift(task), person)
        await choose_daily()
        assert await look("asks.choose") == 2
        assert await look("asks.deliver") == 2
    assert {(ask.account_id, ask.status) for ask in await Ask.all()} == {
        (committed_account.id, AskStatus.SENT),
        (other.id, AskStatus.SENT),
    }
    assert await MailboxMessage.all().count() == 2
    assert await OutboxRow.all().count() == 0


async def test_the_sweep_finds_what_nobody_was_told_of(committed_account: Account) -> None:
    with clock.freeze(NOON_IN_NEW_YORK):
        person = await make_person(committed_account)
        await agree(person)
        task = await make_task(committed_account)
        await make_matches(task, await make_shift(task), person)
        await choose_daily()
        await look("asks.choose")
        await OutboxRow.all().delete()
        await Delivery.all().update(
            state=DeliveryState.ATTEMPTING, owner=ids.new_pseudonym(), leased_until=clock.now() - timedelta(seconds=1)
        )
        await sweep_deliveries()
    assert (await Delivery.get(account_id=committed_account.id)).state is DeliveryState.SENT
    assert await MailboxMessage.all().count() == 1


async def test_a_slow_mail_server_does_not_get_the_job_cut_off_while_sending(
    committed_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = committed_account
    people = [await make_person(account) for _ in range(IN_FLIGHT + 4)]
    task = await make_task(account)
    shift = await make_shift(task, capacity=len(people))
    for person in people:
        await agree(person)
    with clock.freeze(NOON_IN_NEW_YORK):
        await make_matches(task, shift, *people)
        await choose_daily()
        await look("asks.choose")
        monkeypatch.setattr(asks, "LONGEST_RUN", timedelta(0))  # it is over after a run, and that after a page
        monkeypatch.setattr(sys.modules["models.asks.actions.deliver_due"], "SECONDS_A_RUN", 0)
        monkeypatch.setattr(_turn, "page", IN_FLIGHT)
        await OutboxRow.all().delete()
        await JOBS["asks.deliver"]([{"account_id": account.id, "payload": {}}])
        assert await Delivery.filter(account_id=account.id, state=DeliveryState.SENT).count() == IN_FLIGHT
        assert await OutboxRow.filter(account_id=account.id, name="asks.deliver").count() == 1
        await JOBS["asks.deliver"]([{"account_id": account.id, "payload": {}}])
        assert await Delivery.filter(account_id=account.id, state=DeliveryState.SENT).count() == len(people)


async def test_when_a_task_is_called_off_asks_are_taken_back_and_people_are_told(committed_account: Account) -> None:
    account = committed_account
    with clock.freeze(NOON_IN_NEW_YORK):
        asked, coming = await make_person(account), await make_person(account)
        await agree(asked)
        task = await make_task(account)
        shift = await make_shift(task)
        await Assignment.create(
            id=ids.new_id(),
            account_id=account.id,
            shift_id=shift.id,
            person_id=coming.id,
            state=AssignmentState.CONFIRMED,
            queued_at=clock.now(),
            updated_at=clock.now(),
        )
        await Shift.filter(account_id=account.id, id=shift.id).update(confirmed=1)
        await make_matches(task, shift, asked)
        await choose_daily()
        await look("asks.choose")
        await cancel_task(await make_organizer(account), task_id=task.id, reason="Snow")
        for name in ("tasks.shifts_changed", "tasks.news", "asks.deliver"):
            assert await look(name) >= 1
    assert (await Ask.get(account_id=account.id)).status is AskStatus.RECALLED
    (message,) = await MailboxMessage.filter(account_id=account.id)
    assert (message.person_id, message.subject) == (coming.id, "Cancelled: Saturday doors")


async def test_news_that_are_done_twice_are_told_once(committed_account: Account) -> None:
    account = committed_account
    person = await make_person(account)
    shift = await make_shift(await make_task(account))
    row = {
        "id": ids.new_id(),
        "account_id": account.id,
        "payload": {"template": "promoted", "shift_id": str(shift.id), "person_ids": [str(person.id)]},
    }
    await JOBS["tasks.news"]([row])
    await JOBS["tasks.news"]([row])
    assert await Delivery.filter(account_id=account.id, person_id=person.id).count() == 1


def test_the_clock_calls_us() -> None:
    lines = {line.name: line for line in SCHEDULE}
    assert lines["asks.choose_daily"].hours == frozenset({8, 14, 20})
    assert lines["asks.choose_daily"].minutes == frozenset({0})
    assert lines["asks.sweep_deliveries"].seconds == frozenset({3, 13, 23, 33, 43, 53})
