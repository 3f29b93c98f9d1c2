"""What came of what somebody did: true, theirs, and never a zero."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.activity.actions import log_activity
from models.activity.tables import ActivityKind
from models.asks.tables import Ask, AskAnswer, AskKind, AskStatus
from models.insight.queries import Impact, ImpactKind, impact_of_me
from models.kernel import clock, ids
from models.kernel.actor import stranger
from models.kernel.errors import SignInRequired
from models.kernel.tables import Account
from models.people.rules.greeting import GreetingResult
from models.people.tables import GreetingLease, Person
from models.tasks.tables import AssignmentState, Shift
from tests.factories import actor_for, make_assignment, make_person, make_shift, make_task

NOW = datetime(2026, 11, 25, 18, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 21, 15, tzinfo=UTC)


async def there(shift: Shift, person: Person, minutes: int, quantity: int, state: AssignmentState) -> None:
    """Somebody had a place in a shift, and logged work for it."""
    await make_assignment(shift, person, state=state)
    with clock.freeze(SATURDAY + timedelta(hours=3)):
        await log_activity(
            actor_for(person),
            client_key=f"{person.ledger_id}",
            kind=ActivityKind.CANVASS,
            quantity=quantity,
            minutes=minutes,
            started_at=SATURDAY,
            shift_id=shift.id,
            time_zone="America/New_York",
        )


async def test_what_a_shift_gave_together(account: Account) -> None:
    ada, bo, absent = [await make_person(account) for _ in range(3)]
    shift = await make_shift(await make_task(account, title="Doors"), starts_at=SATURDAY, capacity=5)
    await there(shift, ada, 60, 20, AssignmentState.ATTENDED)
    await there(shift, bo, 90, 35, AssignmentState.ATTENDED)
    await make_assignment(shift, absent, state=AssignmentState.NO_SHOW)
    with clock.freeze(NOW):
        expected = Impact(ImpactKind.TOGETHER, 2, 2, ActivityKind.CANVASS, "Doors", date(2026, 11, 21), 150, 55)
        assert await impact_of_me(actor_for(ada)) == [expected]
        assert await impact_of_me(actor_for(absent)) == []


async def test_alone_is_not_together(account: Account) -> None:
    ada = await make_person(account)
    shift = await make_shift(await make_task(account), starts_at=SATURDAY)
    await there(shift, ada, 60, 20, AssignmentState.ATTENDED)
    with clock.freeze(NOW):
        assert await impact_of_me(actor_for(ada)) == []


async def welcomed(greeter: Person, newcomer: Person, days_ago: int) -> None:
    at = NOW - timedelta(days=days_ago)
    await GreetingLease.create(
        id=ids.new_id(),
        account_id=greeter.account_id,
        person_id=newcomer.id,
        greeter_person_id=greeter.id,
        started_at=at,
        due_at=at + timedelta(days=3),
        leased_at=at,
        leased_until=at + timedelta(days=7),
        result=GreetingResult.REACHED,
        recorded_at=at,
    )


async def test_who_was_welcomed_and_helped_since(account: Account) -> None:
    rosa = await make_person(account)
    active = [NOW - timedelta(days=1), NOW - timedelta(days=30), None, NOW]
    for number, last_active_at in enumerate(active):
        newcomer = await make_person(account, last_active_at=last_active_at)
        await welcomed(rosa, newcomer, days_ago=100 if number == 3 else 10)
    with clock.freeze(NOW):
        assert await impact_of_me(actor_for(rosa)) == [Impact(ImpactKind.WELCOMED, 3, 1)]


async def test_a_zero_is_not_mentioned(account: Account) -> None:
    rosa = await make_person(account)
    await welcomed(rosa, await make_person(account), days_ago=3)
    with clock.freeze(NOW):
        assert await impact_of_me(actor_for(rosa)) == []


@pytest.mark.parametrize(("state", "came"), [(AssignmentState.ATTENDED, 1), (AssignmentState.NO_SHOW, 0)])
async def test_who_came_because_of_me(account: Account, state: AssignmentState, came: int) -> None:
    rosa, bo = await make_person(account), await make_person(account)
    shift = await make_shift(await make_task(account), starts_at=SATURDAY)
    await make_assignment(shift, bo, state=state)
    await Ask.create(
        id=ids.new_id(),
        account_id=account.id,
        person_id=bo.id,
        kind=AskKind.SHIFT,
        task_id=shift.task_id,
        shift_id=shift.id,
        reasons=[],
        score=1.0,
        status=AskStatus.ANSWERED,
        answer=AskAnswer.YES,
        asked_by=rosa.id,
        chosen_on=date(2026, 11, 17),
        chosen_at=SATURDAY - timedelta(days=4),
    )
    with clock.freeze(NOW):
        assert await impact_of_me(actor_for(rosa)) == ([Impact(ImpactKind.INVITED, 1, 1)] if came else [])


async def test_strangers_have_done_nothing(account: Account) -> None:
    with pytest.raises(SignInRequired):
        await impact_of_me(stranger(account.id))
