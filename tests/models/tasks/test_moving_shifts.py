"""Shifts that move, and whoever signed up for them."""

from datetime import timedelta

import pytest

from models.kernel.tables import Account
from models.tasks.actions import update_task
from models.tasks.errors import ShiftClash
from models.tasks.rules.validate import ShiftDraft
from models.tasks.tables import Shift
from tests.factories import jobs_of, make_assignment, make_organizer, make_person, make_shift, make_task


async def test_a_shift_does_not_move_onto_another_one_of_its_people(account: Account) -> None:
    task = await make_task(account)
    organizer = await make_organizer(account)
    moving, other = await make_shift(task, capacity=3), await make_shift(await make_task(account), capacity=3)
    later = moving.starts_at + timedelta(days=1)
    await Shift.filter(id=other.id).update(starts_at=later, ends_at=later + timedelta(hours=2))
    busy = [await make_person(account, first_name=name, sort_key=name) for name in ("Grace", "Ada")]
    for person in (*busy, await make_person(account)):
        await make_assignment(moving, person)
    for person in busy:
        await make_assignment(other, person)
    move = ShiftDraft(later + timedelta(hours=1), later + timedelta(hours=3), 4, id=moving.id)
    with pytest.raises(ShiftClash) as refusal:
        await update_task(organizer, task_id=task.id, version=1, changes={}, shifts=[move])
    assert (refusal.value.people, refusal.value.parameters["names"]) == (2, "Ada, Grace")
    assert ((await Shift.get(id=moving.id)).starts_at, await jobs_of(account)) == (moving.starts_at, [])
    after = ShiftDraft(later + timedelta(hours=2), later + timedelta(hours=4), 4, id=moving.id)
    await update_task(organizer, task_id=task.id, version=1, changes={}, shifts=[after])
    assert (await Shift.get(id=moving.id)).starts_at == after.starts_at


async def test_neighbouring_shifts_move_together(account: Account) -> None:
    task, person = await make_task(account), await make_person(account)
    first = await make_shift(task)
    second = await make_shift(task, starts_at=first.ends_at)
    for shift in (first, second):
        await make_assignment(shift, person)
    hour = timedelta(hours=1)
    both = [ShiftDraft(each.starts_at + hour, each.ends_at + hour, 2, id=each.id) for each in (first, second)]
    await update_task(await make_organizer(account), task_id=task.id, version=1, changes={}, shifts=both)
    assert (await Shift.get(id=second.id)).starts_at == second.starts_at + hour
