"""Many people at once, on real connections."""

import asyncio
from collections import Counter
from datetime import timedelta

from models.kernel import clock
from models.kernel.errors import DomainError
from models.kernel.tables import Account
from models.people.tables import Person
from models.tasks.actions import cancel_sign_up, sign_up_for_shift
from models.tasks.queries import queue_positions
from models.tasks.tables import Assignment, AssignmentState, Shift
from tests.factories import actor_for, make_person, make_shift, make_task


async def _sign_up(person: Person, shift: Shift) -> Assignment:
    return await sign_up_for_shift(actor_for(person), shift_id=shift.id, join_waiting_list=True)


async def _states(shift: Shift) -> Counter[AssignmentState]:
    rows = await Assignment.filter(account_id=shift.account_id, shift_id=shift.id)
    return Counter(row.state for row in rows)


async def test_fifty_people_race_for_ten_places(committed_account: Account) -> None:
    shift = await make_shift(await make_task(committed_account), capacity=10)
    people = [await make_person(committed_account) for _ in range(50)]
    answers = await asyncio.gather(*(_sign_up(person, shift) for person in people))
    assert await _states(shift) == {AssignmentState.CONFIRMED: 10, AssignmentState.WAITLISTED: 40}
    assert (await Shift.get(account_id=shift.account_id, id=shift.id)).confirmed == 10
    queue = [each for each in answers if each.state is AssignmentState.WAITLISTED]
    positions = await queue_positions(actor_for(people[0]), [each.id for each in queue])
    assert sorted(positions.values()) == list(range(1, 41))
    assert len({each.queued_at for each in queue}) == 40


async def test_places_given_back_in_a_race_go_to_the_head_of_the_queue(committed_account: Account) -> None:
    shift = await make_shift(await make_task(committed_account), capacity=10)
    people = [await make_person(committed_account) for _ in range(30)]
    for person in people:
        await _sign_up(person, shift)
    await asyncio.gather(
        *(cancel_sign_up(actor_for(person), shift_id=shift.id) for person in people[:10]),
        *(_sign_up(person, shift) for person in people[10:]),
    )
    states = {row.person_id: row.state for row in await Assignment.filter(account_id=shift.account_id)}
    assert [states[person.id] for person in people] == (
        [AssignmentState.CANCELLED] * 10 + [AssignmentState.CONFIRMED] * 10 + [AssignmentState.WAITLISTED] * 10
    )
    assert (await Shift.get(account_id=shift.account_id, id=shift.id)).confirmed == 10


async def test_one_person_racing_for_overlapping_shifts_gets_one(committed_account: Account) -> None:
    task = await make_task(committed_account)
    start = clock.now() + timedelta(days=3)
    shifts = [await make_shift(task, starts_at=start + timedelta(minutes=10 * number)) for number in range(8)]
    person = await make_person(committed_account)
    answers = await asyncio.gather(*(_sign_up(person, shift) for shift in shifts), return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, DomainError)]
    assert [refusal.code for refusal in refused] == ["SHIFT_OVERLAP"] * 7
    assert await Assignment.filter(account_id=task.account_id).count() == 1
    assert sum([shift.confirmed for shift in await Shift.filter(account_id=task.account_id)]) == 1


async def test_queues_of_two_shifts_with_the_same_people_do_not_lock_each_other(committed_account: Account) -> None:
    task = await make_task(committed_account)
    start = clock.now() + timedelta(days=3)
    shifts = [await make_shift(task, starts_at=start + timedelta(minutes=n), capacity=5) for n in range(2)]
    holders = [[await make_person(committed_account) for _ in range(5)] for _ in shifts]
    waiting = [await make_person(committed_account) for _ in range(6)]
    for shift, people in zip(shifts, holders, strict=True):
        for person in people:
            await _sign_up(person, shift)
    for shift, order in zip(shifts, (waiting, waiting[::-1]), strict=True):
        for person in order:
            await _sign_up(person, shift)
    await asyncio.gather(
        *(
            cancel_sign_up(actor_for(person), shift_id=shift.id)
            for shift, people in zip(shifts, holders, strict=True)
            for person in people
        )
    )
    placed = await Assignment.filter(account_id=task.account_id, state=AssignmentState.CONFIRMED)
    assert Counter(Counter(row.person_id for row in placed).values()) == {1: 6}
    assert {row.person_id for row in placed} == {person.id for person in waiting}
