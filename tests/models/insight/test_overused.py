"""Who gives too much."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.asks.tables import Ask, AskKind, AskStatus
from models.insight.queries import overused_people
from models.insight.rules.strain import Sign, Strain, Worked, days_in_a_row, strains
from models.kernel import clock, ids
from models.kernel.actor import stranger
from models.kernel.errors import NotAllowed, SignInRequired
from models.kernel.tables import Account
from models.people.tables import Person
from models.tasks.tables import AssignmentState
from tests.factories import actor_for, make_account, make_assignment, make_organizer, make_person, make_shift, make_task

WEDNESDAY = datetime(2026, 10, 7, 12, tzinfo=UTC)


def _worked(day: int, hour: int = 10, hours: int = 2) -> Worked:
    start = datetime(2026, 10, day, hour, tzinfo=UTC)
    return Worked(start, start + timedelta(hours=hours), start.date())


@pytest.mark.parametrize(
    ("shifts", "minutes", "asks", "expected"),
    [
        ([], 0, (0, 0), []),
        ([_worked(5), _worked(6)], 240, (0, 0), []),
        ([_worked(5), _worked(6)], 239, (0, 0), [Strain(Sign.WEEK_OVERFULL, 1)]),
        ([_worked(4), _worked(12), _worked(6)], 120, (0, 0), []),
        ([_worked(day) for day in (5, 6, 7)], 1200, (0, 0), []),
        ([_worked(day) for day in (3, 4, 5, 6)], 1200, (0, 0), [Strain(Sign.DAYS_IN_A_ROW, 4)]),
        ([_worked(5, 22, 2), _worked(6, 7)], 1200, (0, 0), [Strain(Sign.LITTLE_REST, 7)]),
        ([_worked(5, 22, 2), _worked(6, 8)], 1200, (0, 0), []),
        ([_worked(5, 10), _worked(5, 13)], 1200, (0, 0), []),
        ([], 1200, (4, 1), [Strain(Sign.ASKED_A_LOT, 4)]),
        ([], 1200, (4, 2), []),
        ([], 1200, (3, 0), []),
    ],
)
def test_signs(shifts: list[Worked], minutes: int, asks: tuple[int, int], expected: list[Strain]) -> None:
    assert strains(shifts, minutes, *asks, WEDNESDAY.date()) == expected


def test_days_in_a_row_are_the_longest_run() -> None:
    assert days_in_a_row({date(2026, 10, day) for day in (1, 2, 4, 5, 6, 9)}) == 3


async def _works(account: Account, days: int, **changes: object) -> Person:
    person = await make_person(account, **changes)
    task = await make_task(account)
    for day in range(days):
        shift = await make_shift(task, starts_at=clock.now() + timedelta(days=day, hours=1))
        await make_assignment(shift, person)
    return person


async def test_people_are_found_where_one_organizes(account: Account) -> None:
    with clock.freeze(WEDNESDAY):
        tired = await _works(account, 5)
        full = await _works(account, 5, weekly_minutes=60)
        await _works(account, 3)
        elsewhere = await _works(account, 5, region_path="US/CA/037/")
        await _works(await make_account(), 5)
        found = await overused_people(await make_organizer(account, "US/NY/"))
        assert [(each.person_id, [strain.sign for strain in each.strains]) for each in found] == [
            (full.id, [Sign.WEEK_OVERFULL, Sign.DAYS_IN_A_ROW]),
            (tired.id, [Sign.DAYS_IN_A_ROW]),
        ]
        assert elsewhere.id in {each.person_id for each in await overused_people(await make_organizer(account))}
        with pytest.raises(NotAllowed):
            await overused_people(actor_for(tired))
        with pytest.raises(SignInRequired):
            await overused_people(stranger(account.id))


async def test_what_was_given_back_does_not_count_and_asks_do(account: Account) -> None:
    with clock.freeze(WEDNESDAY):
        person = await make_person(account)
        task = await make_task(account)
        for day in range(5):
            shift = await make_shift(task, starts_at=clock.now() + timedelta(days=day, hours=1))
            await make_assignment(shift, person, state=AssignmentState.CANCELLED)
            await Ask.create(
                id=ids.new_id(),
                account_id=account.id,
                person_id=person.id,
                kind=AskKind.SHIFT,
                task_id=task.id,
                shift_id=shift.id,
                reasons=[],
                score=0.5,
                status=AskStatus.SENT,
                chosen_on=clock.now().date() - timedelta(days=5 * day),
                chosen_at=clock.now(),
                sent_at=clock.now() - timedelta(days=5 * day),
            )
        found = await overused_people(await make_organizer(account))
        assert [(each.person_id, each.strains) for each in found] == [(person.id, [Strain(Sign.ASKED_A_LOT, 5)])]
