"""
The whole idea on a real stream: work comes in, tasks find people, people are asked and answer, boards move.

All of it as workers do it, at an hour at which nobody sleeps between New York and Honolulu.
"""

from datetime import UTC, datetime, timedelta
from itertools import cycle

from api.ids import global_id
from models.activity.tables import ActivityKind, LedgerEntry
from models.asks.tables import Ask, AskKind, AskStatus, Delivery, DeliveryState, MailboxMessage
from models.kernel import clock, outbox, work
from models.kernel.actor import Actor, system_actor
from models.kernel.tables import Account, OutboxRow
from models.leaderboards.actions import verify_boards
from models.leaderboards.tables import Total
from models.matching.tables import TaskMatchRun
from models.people.tables import Person
from models.tasks.actions import check_in, create_task
from models.tasks.rules.validate import ShiftDraft
from models.tasks.tables import Assignment, AssignmentState, Shift
from server.replay import replay
from tests.api.asking import context_for, data_of
from tests.factories import actor_for
from tests.server.replaying import STREAM
from tests.size import scaled
from tests.workers.settling import work_everything

STREAM_ROWS = 245_518
TASKS = 200
CAPACITY = 3
ANSWERS = ("YES", "NOT_NOW", "YES", "TOO_FAR", "YES", "NOT_MY_THING", "YES", "ALREADY_DID", "YES", "NEVER")
ANSWER = "mutation ($input: AskAnswerInput!) { askAnswer(input: $input) { __typename } }"
TODAY = datetime.now(UTC).replace(hour=19, minute=0, second=0, microsecond=0) + timedelta(days=1)
SHIFT_AT = TODAY + timedelta(days=5)
KINDS = (ActivityKind.CANVASS, ActivityKind.PHONE_BANK, ActivityKind.COOKING, ActivityKind.TRANSLATION)


async def post_tasks(actor: Actor, count: int) -> None:
    """Tasks where people live; every fourth can be done from home."""
    homes = await Person.filter(account_id=actor.account_id).order_by("id").limit(count)
    for number, (home, kind) in enumerate(zip(homes, cycle(KINDS), strict=False)):
        remote = number % 4 == 3
        await create_task(
            actor,
            kind=kind,
            title=f"Task {number}",
            region_id=home.region_id,
            place="" if remote else home.place,
            latitude=None if remote else home.latitude,
            longitude=None if remote else home.longitude,
            remote=remote,
            shifts=[ShiftDraft(SHIFT_AT, SHIFT_AT + timedelta(hours=2), CAPACITY)],
        )


async def points_of_season(account: Account) -> int:
    rows = await Total.filter(account_id=account.id, kind="person", window_kind="season")
    return sum(row.points for row in rows)


async def test_from_a_stream_to_moving_boards(geography: None, committed_db: str) -> None:
    with clock.freeze(TODAY):
        await replay(STREAM, account="campaign", limit=scaled(STREAM_ROWS))
        account = await Account.get(slug="campaign")
        await _tasks_find_people(account)
        await _people_are_asked(account)
    with clock.freeze(TODAY + timedelta(hours=16)):
        await work_everything()
        assert not await Delivery.exists(account_id=account.id, state=DeliveryState.PENDING)
        await _a_tenth_answers(account)
    with clock.freeze(SHIFT_AT):
        await _those_who_come_move_the_boards(account)
    assert await OutboxRow.filter(account_id=account.id, last_error__isnull=False).count() == 0


async def _tasks_find_people(account: Account) -> None:
    await post_tasks(system_actor(account.id), scaled(TASKS, least=40))
    await work_everything()
    assert await TaskMatchRun.filter(account_id=account.id).count() == scaled(TASKS, least=40)


async def _people_are_asked(account: Account) -> None:
    async with work.unit_of_work(system_actor(account.id)):
        await outbox.enqueue("asks.choose", account_id=account.id)
    await work_everything()
    asks = await Ask.filter(account_id=account.id)
    assert len(asks) > scaled(TASKS, least=40)
    assert len({ask.person_id for ask in asks}) == len(asks)
    assert all(ask.reasons for ask in asks)


async def _a_tenth_answers(account: Account) -> None:
    asks = await Ask.filter(account_id=account.id, status=AskStatus.SENT).order_by("id")
    assert await MailboxMessage.filter(account_id=account.id).count() == len(asks)
    for_shifts = [ask for ask in asks if ask.kind is AskKind.SHIFT]
    tenth = for_shifts[: max(len(ANSWERS), len(asks) // 10)]
    for ask, answer in zip(tenth, cycle(ANSWERS), strict=False):
        person = await Person.get(account_id=account.id, id=ask.person_id)
        given = {"id": global_id("Ask", ask.id), "answer": answer}
        data = await data_of(ANSWER, context_for(account, actor_for(person)), input=given)
        assert data["askAnswer"]["__typename"] == "AskAnswerPayload"
    await work_everything()
    answered = await Ask.filter(account_id=account.id, status=AskStatus.ANSWERED)
    assert {ask.id for ask in answered} == {ask.id for ask in tenth}
    yes = sum(ask.answer == "yes" for ask in answered)
    declined = await Assignment.filter(account_id=account.id, state=AssignmentState.DECLINED).count()
    never = sum(ask.answer == "never" for ask in answered)
    assert await Assignment.filter(account_id=account.id).count() - declined == yes
    assert declined == len(answered) - yes - never
    for shift in await Shift.filter(account_id=account.id):
        assert shift.confirmed <= shift.capacity


async def _those_who_come_move_the_boards(account: Account) -> None:
    before = await points_of_season(account)
    entries_before = await LedgerEntry.filter(account_id=account.id).count()
    coming = await Assignment.filter(account_id=account.id, state=AssignmentState.CONFIRMED)
    assert coming
    for assignment in coming:
        person = await Person.get(account_id=account.id, id=assignment.person_id)
        await check_in(actor_for(person), shift_id=assignment.shift_id)
    await work_everything()
    assert await LedgerEntry.filter(account_id=account.id).count() == entries_before + len(coming)
    gained = await work.fetch_value(
        "SELECT sum(points) FROM ledger_entries WHERE account_id = $1 AND local_date >= $2",
        account.id,
        (SHIFT_AT - timedelta(days=1)).date(),
    )
    assert gained > 0
    assert await points_of_season(account) - before == gained
    assert await verify_boards(system_actor(account.id)) == []
