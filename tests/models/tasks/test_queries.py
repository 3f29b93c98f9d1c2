"""Reads of tasks, shifts and who comes."""

from datetime import timedelta
from uuid import UUID

import pytest

from models.activity.tables import ActivityKind
from models.kernel import clock
from models.kernel.actor import Actor, Role, stranger
from models.kernel.errors import Invalid
from models.kernel.tables import Account
from models.tasks.queries import (
    Near,
    TaskFilter,
    assignment_by_id,
    assignments_of_shifts,
    my_assignments,
    my_assignments_of_shifts,
    queue_positions,
    shifts_of_tasks,
    tasks_by_id,
    tasks_page,
)
from models.tasks.tables import AssignmentState, Task, TaskStatus
from tests.factories import (
    actor_for,
    make_account,
    make_assignment,
    make_organizer,
    make_person,
    make_shift,
    make_task,
)

DAY = timedelta(days=1)
NEW_YORK = Near(40.7484, -73.9967, 40)


async def _task(account: Account, days: int, **changes: object) -> Task:
    task = await make_task(account, **changes)
    await make_shift(task, starts_at=clock.now() + days * DAY)
    return task


async def _found(actor: Actor, wanted: TaskFilter | None = None) -> list[UUID]:
    return [task.id for task in (await tasks_page(actor, wanted)).rows]


async def test_open_tasks_come_soonest_first_page_by_page(account: Account) -> None:
    actor = actor_for(await make_person(account))
    tasks = [await _task(account, days) for days in (3, 1, 2)]
    await _task(account, 1, status=TaskStatus.CANCELLED)
    await _task(account, -1)
    await _task(await make_account(), 1)
    first = await tasks_page(actor, first=2)
    assert ([task.id for task in first.rows], first.has_next) == ([tasks[1].id, tasks[2].id], True)
    second = await tasks_page(actor, first=2, after=first.cursors[-1])
    assert ([task.id for task in second.rows], second.has_next) == ([tasks[0].id], False)


async def test_strangers_see_no_tasks(account: Account) -> None:
    task = await _task(account, 1)
    assert await _found(stranger(account.id)) == []
    assert await tasks_by_id(stranger(account.id), [task.id]) == {}


async def test_near_me_is_a_circle_and_remote_work_is_near_to_everybody(account: Account) -> None:
    actor = actor_for(await make_person(account))
    chelsea = await _task(account, 1)
    corner = await _task(account, 2, latitude=41.05, longitude=-74.42)
    remote = await _task(account, 3, remote=True, latitude=None, longitude=None)
    nowhere = await _task(account, 4, latitude=None, longitude=None)
    assert await _found(actor, TaskFilter(near=NEW_YORK)) == [chelsea.id, remote.id]
    assert await _found(actor, TaskFilter(near=NEW_YORK, remote=False)) == [chelsea.id]
    assert await _found(actor, TaskFilter(near=Near(40.7484, -73.9967, 60))) == [chelsea.id, corner.id, remote.id]
    assert await _found(actor, TaskFilter(remote=True)) == [remote.id]
    assert await _found(actor) == [chelsea.id, corner.id, remote.id, nowhere.id]


async def test_a_circle_may_cross_the_date_line(account: Account) -> None:
    actor = actor_for(await make_person(account))
    fiji = await _task(account, 1, latitude=-16.8, longitude=-179.95)
    await _task(account, 2, latitude=-16.8, longitude=-170.0)
    assert await _found(actor, TaskFilter(near=Near(-16.8, 179.95, 40))) == [fiji.id]


async def test_filters_add_up(account: Account) -> None:
    actor = actor_for(await make_person(account))
    canvass = await _task(account, 1)
    calls = await _task(account, 2, kind=ActivityKind.PHONE_BANK, region_path="US/CA/037/")
    full = await make_task(account)
    await make_assignment(
        await make_shift(full, starts_at=clock.now() + 3 * DAY, capacity=1), await make_person(account)
    )
    assert await _found(actor, TaskFilter(kind=ActivityKind.PHONE_BANK)) == [calls.id]
    assert await _found(actor, TaskFilter(region_path="US/CA/")) == [calls.id]
    assert await _found(actor, TaskFilter(with_free_places=True)) == [canvass.id, calls.id]
    later = clock.now() + 1.5 * DAY
    assert await _found(actor, TaskFilter(starts_after=later)) == [calls.id, full.id]
    assert await _found(actor, TaskFilter(starts_before=later)) == [canvass.id]


@pytest.mark.parametrize("cursor", ["nonsense", "W10", "WzEsMl0", "WyJ4IiwieSJd"])
async def test_cursors_that_are_not_ours_are_refused(account: Account, cursor: str) -> None:
    with pytest.raises(Invalid):
        await tasks_page(actor_for(await make_person(account)), after=cursor)


async def test_who_sees_which_task(account: Account) -> None:
    person, host = await make_person(account), await make_person(account)
    cancelled = await make_task(account, status=TaskStatus.CANCELLED, host_person_id=host.id)
    mine = await make_task(account, status=TaskStatus.CANCELLED)
    await make_assignment(await make_shift(mine), person, state=AssignmentState.CANCELLED)
    opened = await make_task(account)
    foreign = await make_task(await make_account())
    everything = [cancelled.id, mine.id, opened.id, foreign.id]
    assert set(await tasks_by_id(actor_for(person), everything)) == {mine.id, opened.id}
    assert set(await tasks_by_id(actor_for(host), everything)) == {cancelled.id, opened.id}
    here = await make_organizer(account, "US/NY/")
    analyst = await make_organizer(account, "", Role.ANALYST)
    elsewhere = await make_organizer(account, "US/CA/")
    assert set(await tasks_by_id(here, everything)) == {cancelled.id, mine.id, opened.id}
    assert set(await tasks_by_id(analyst, everything)) == {cancelled.id, mine.id, opened.id}
    assert set(await tasks_by_id(elsewhere, everything)) == {opened.id}


async def test_only_who_receives_people_sees_who_comes(account: Account) -> None:
    host, person = await make_person(account), await make_person(account)
    shift = await make_shift(await make_task(account, host_person_id=host.id), capacity=5)
    confirmed = await make_assignment(shift, person)
    gone = await make_assignment(shift, await make_person(account), state=AssignmentState.CANCELLED)
    waiting = await make_assignment(shift, await make_person(account), state=AssignmentState.WAITLISTED)
    for actor in (actor_for(host), await make_organizer(account, "US/NY/061/")):
        found = await assignments_of_shifts(actor, [shift.id])
        assert [each.id for each in found[shift.id]] == [confirmed.id, waiting.id]
    for actor in (actor_for(person), await make_organizer(account, "US/CA/"), stranger(account.id)):
        assert await assignments_of_shifts(actor, [shift.id]) == {}
    every = [confirmed.id, gone.id, waiting.id]
    assert set(await assignment_by_id(actor_for(person), every)) == {confirmed.id}
    assert set(await assignment_by_id(actor_for(host), every)) == set(every)
    assert set(await my_assignments_of_shifts(actor_for(person), [shift.id])) == {shift.id}
    assert await queue_positions(actor_for(host), every) == {waiting.id: 1}


async def test_my_shifts_are_those_to_come(account: Account) -> None:
    person = await make_person(account)
    task = await make_task(account)
    later, sooner, past = [await make_shift(task, starts_at=clock.now() + days * DAY) for days in (5, 2, -2)]
    off = await make_shift(task, cancelled_at=clock.now())
    mine = [await make_assignment(shift, person) for shift in (later, sooner, past, off)]
    dropped = await make_shift(task, starts_at=clock.now() + 3 * DAY)
    await make_assignment(dropped, person, state=AssignmentState.CANCELLED)
    assert [each.id for each in await my_assignments(actor_for(person))] == [mine[1].id, mine[0].id]


async def test_shifts_of_tasks_are_those_that_take_place(account: Account) -> None:
    actor = actor_for(await make_person(account))
    task = await make_task(account)
    second, first = await make_shift(task), await make_shift(task, starts_at=clock.now() + DAY, capacity=3)
    await make_shift(task, cancelled_at=clock.now())
    await make_assignment(second, await make_person(account))
    found = await shifts_of_tasks(actor, [task.id])
    assert [(shift.id, shift.free_places) for shift in found[task.id]] == [(first.id, 3), (second.id, 1)]
    assert await shifts_of_tasks(stranger(account.id), [task.id]) == {}
