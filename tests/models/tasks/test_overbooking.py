"""More people than places, as long as too few are expected to come."""

import asyncio
from collections import Counter
from uuid import UUID

import pytest

from models.kernel.actor import system_actor
from models.kernel.errors import Invalid
from models.kernel.tables import Account
from models.people.tables import Person
from models.tasks.actions import cancel_sign_up, foresee_attendance, sign_up_for_shift, update_task
from models.tasks.queries import expected_of_shifts
from models.tasks.rules.validate import ShiftDraft
from models.tasks.tables import Assignment, AssignmentState, Shift, SignUpOutcome
from tests.factories import actor_for, jobs_of, make_account, make_organizer, make_person, make_shift, make_task

CONFIRMED, WAITLISTED = AssignmentState.CONFIRMED, AssignmentState.WAITLISTED


async def _sign_up(person: Person, shift: Shift) -> Assignment:
    return await sign_up_for_shift(actor_for(person), shift_id=shift.id, join_waiting_list=True)


async def _reload(shift: Shift) -> Shift:
    return await Shift.get(account_id=shift.account_id, id=shift.id)


async def _states(shift: Shift) -> dict[UUID, AssignmentState]:
    return {row.person_id: row.state for row in await Assignment.filter(account_id=shift.account_id, shift_id=shift.id)}


async def _foresee(shift: Shift, *people: Person, chance: float) -> None:
    told = {person.id: chance for person in people}
    await foresee_attendance(system_actor(shift.account_id), shift_id=shift.id, chances=told)


async def test_a_yes_beyond_the_places_waits_until_chances_are_told_and_then_confirms(account: Account) -> None:
    shift = await make_shift(await make_task(account), capacity=2, overbook=2)
    people = [await make_person(account) for _ in range(5)]
    for person in people:
        await _sign_up(person, shift)
    assert Counter((await _states(shift)).values()) == {CONFIRMED: 2, WAITLISTED: 3}
    assert (await _reload(shift)).would_be is SignUpOutcome.WAITLISTED
    await _foresee(shift, *people[:2], chance=0.6)
    assert [state for _, state in sorted((await _states(shift)).items())].count(CONFIRMED) == 3
    await _foresee(shift, *people[:3], chance=0.6)
    states = await _states(shift)
    assert [states[person.id] for person in people] == [CONFIRMED] * 4 + [WAITLISTED]
    await _foresee(shift, *people, chance=0.1)
    now = await _reload(shift)
    assert (now.confirmed, round(now.expected, 6), now.free_places) == (4, 0.4, 0)


async def test_a_shift_that_nobody_overbooks_stays_at_its_places(account: Account) -> None:
    shift = await make_shift(await make_task(account), capacity=1)
    first, second = await make_person(account), await make_person(account)
    for person in (first, second):
        await _sign_up(person, shift)
    await _foresee(shift, first, chance=0.1)
    assert await _states(shift) == {first.id: CONFIRMED, second.id: WAITLISTED}


async def test_who_leaves_takes_their_chance_along(account: Account) -> None:
    shift = await make_shift(await make_task(account), capacity=3, overbook=1)
    people = [await make_person(account) for _ in range(3)]
    for person in people:
        await _sign_up(person, shift)
    await _foresee(shift, *people, chance=0.9)
    await cancel_sign_up(actor_for(people[0]), shift_id=shift.id)
    assert round((await _reload(shift)).expected, 6) == 1.8
    await _sign_up(people[0], shift)
    assert round((await _reload(shift)).expected, 6) == 2.8


async def test_the_organizer_raises_the_bound_and_cannot_lower_it_below_who_comes(account: Account) -> None:
    task = await make_task(account)
    shift = await make_shift(task, capacity=1)
    people = [await make_person(account) for _ in range(2)]
    for person in people:
        await _sign_up(person, shift)
    await _foresee(shift, people[0], chance=0.5)
    organizer = await make_organizer(account, "US/NY/")
    more = ShiftDraft(shift.starts_at, shift.ends_at, 1, id=shift.id, overbook=1)
    await update_task(organizer, task_id=task.id, version=1, changes={}, shifts=[more])
    assert set((await _states(shift)).values()) == {CONFIRMED}
    assert ("matching.places_changed", {"shift_ids": [str(shift.id)]}) in await jobs_of(account)
    same = ShiftDraft(shift.starts_at, shift.ends_at, 1, id=shift.id)
    await update_task(organizer, task_id=task.id, version=2, changes={}, shifts=[same])
    fewer = ShiftDraft(shift.starts_at, shift.ends_at, 1, id=shift.id, overbook=0)
    with pytest.raises(Invalid):
        await update_task(organizer, task_id=task.id, version=3, changes={}, shifts=[fewer])
    assert ((await _reload(shift)).overbook, (await _reload(shift)).confirmed) == (1, 2)


@pytest.mark.parametrize("overbook", [-1, 3])
async def test_no_more_extra_people_than_places(account: Account, overbook: int) -> None:
    task = await make_task(account)
    shift = await make_shift(task, capacity=2)
    draft = ShiftDraft(shift.starts_at, shift.ends_at, 2, id=shift.id, overbook=overbook)
    with pytest.raises(Invalid):
        await update_task(
            await make_organizer(account, "US/NY/"), task_id=task.id, version=1, changes={}, shifts=[draft]
        )
    assert (await _reload(shift)).overbook == 0


async def test_organizers_see_how_many_are_expected_and_others_do_not(account: Account) -> None:
    shift = await make_shift(await make_task(account), capacity=2, overbook=1)
    people = [await make_person(account) for _ in range(2)]
    for person in people:
        await _sign_up(person, shift)
    await _foresee(shift, people[0], chance=0.5)
    found = await expected_of_shifts(await make_organizer(account, "US/NY/"), [shift.id])
    assert (found[shift.id].mean, found[shift.id].low, found[shift.id].high) == (1.5, 1, 2)
    assert await expected_of_shifts(actor_for(people[0]), [shift.id]) == {}
    assert await expected_of_shifts(await make_organizer(await make_account(), ""), [shift.id]) == {}


async def test_sign_ups_and_chances_race_and_the_bound_holds(committed_account: Account) -> None:
    shift = await make_shift(await make_task(committed_account), capacity=5, overbook=2)
    people = [await make_person(committed_account) for _ in range(20)]
    await asyncio.gather(
        *(_sign_up(person, shift) for person in people),
        *(_foresee(shift, *people, chance=0.8) for _ in range(6)),
    )
    await _foresee(shift, *people, chance=0.8)
    await _foresee(shift, *people, chance=0.8)
    now = await _reload(shift)
    assert Counter((await _states(shift)).values()) == {CONFIRMED: 7, WAITLISTED: 13}
    assert (now.confirmed, round(now.expected, 6)) == (7, 5.6)
