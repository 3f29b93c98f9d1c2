"""Posting, changing and cancelling tasks."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from models.activity.tables import ActivityKind
from models.kernel import clock, ids
from models.kernel.actor import Actor, stranger
from models.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound, SignInRequired
from models.kernel.tables import Account
from models.tasks.actions import cancel_task, create_task, sign_up_for_shift, update_task
from models.tasks.rules.validate import ShiftDraft
from models.tasks.tables import Assignment, AssignmentState, Shift, Task, TaskStatus
from tests.factories import actor_for, jobs_of, make_organizer, make_person, make_region, make_shift, make_task

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
SATURDAY = datetime(2026, 9, 5, 14, tzinfo=UTC)
FAR = datetime(9999, 12, 31, 20, tzinfo=UTC)
DRAFT = ShiftDraft(SATURDAY, SATURDAY + timedelta(hours=3), 10)


async def _create(actor: Actor, **changes: Any) -> Task:
    values: dict[str, Any] = {
        "kind": ActivityKind.CANVASS,
        "title": "Doors in Chelsea",
        "region_id": ids.id_for("region:US-NY-061"),
        "shifts": [DRAFT],
    }
    with clock.freeze(NOW):
        return await create_task(actor, **values | changes)


async def test_a_task_is_stored_with_its_shifts_and_matched(account: Account) -> None:
    await make_region()
    organizer = await make_organizer(account, "US/NY/")
    task = await _create(organizer, title="  Doors\x00 in Chelsea ", description="Bring\nwater", urgency=2)
    stored = await Task.get(account_id=account.id, id=task.id)
    assert (stored.title, stored.description, stored.urgency, stored.version) == (
        "Doors in Chelsea",
        "Bring\nwater",
        2,
        1,
    )
    assert (stored.region_path, stored.latitude, stored.longitude) == ("US/NY/061/", 40.7834, -73.9662)
    assert (stored.time_zone, stored.status, stored.created_by) == (
        "America/New_York",
        TaskStatus.OPEN,
        organizer.person_id,
    )
    shift = await Shift.get(account_id=account.id, task_id=task.id)
    assert (shift.starts_at, shift.ends_at, shift.capacity, shift.confirmed) == (
        DRAFT.starts_at,
        DRAFT.ends_at,
        10,
        0,
    )
    assert await jobs_of(account) == [("matching.tasks_changed", {"task_ids": [str(task.id)]})]


async def test_the_zone_is_that_of_the_point(account: Account) -> None:
    await make_region("US-TN", time_zone="America/Chicago", latitude=None, longitude=None)
    organizer = await make_organizer(account, "US/TN/")
    region_id = ids.id_for("region:US-TN")
    knoxville = await _create(organizer, region_id=region_id, latitude=35.96, longitude=-83.92)
    somewhere = await _create(organizer, region_id=region_id)
    remote = await _create(organizer, region_id=region_id, latitude=35.96, longitude=-83.92, remote=True)
    assert (knoxville.time_zone, knoxville.latitude) == ("America/New_York", 35.96)
    assert (somewhere.time_zone, somewhere.latitude) == ("America/Chicago", None)
    assert (remote.time_zone, remote.latitude, remote.remote) == ("America/Chicago", None, True)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "ab"}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"title": "Doors =?utf-8?q?x?="}, "title"),
        ({"urgency": 4}, "urgency"),
        ({"minimum_age": 0}, "minimumAge"),
        ({"latitude": 91, "longitude": 0}, "latitude"),
        ({"latitude": 40.0}, "latitude"),
        ({"shifts": []}, "shifts"),
        ({"shifts": [ShiftDraft(SATURDAY, SATURDAY, 1)]}, "shifts"),
        ({"shifts": [ShiftDraft(SATURDAY, SATURDAY + timedelta(hours=1), 0)]}, "shifts"),
        ({"shifts": [ShiftDraft(NOW - timedelta(hours=2), NOW, 1)]}, "shifts"),
        ({"shifts": [ShiftDraft(FAR, FAR + timedelta(hours=1), 1)]}, "shifts"),
        ({"skill_ids": [UUID(int=1)]}, "skillIds"),
    ],
)
async def test_what_cannot_be_is_refused_and_nothing_is_stored(
    account: Account, changes: dict[str, Any], field: str
) -> None:
    await make_region()
    organizer = await make_organizer(account)
    with pytest.raises(Invalid) as refusal:
        await _create(organizer, **changes)
    assert refusal.value.field == field
    assert await Task.filter(account_id=account.id).count() == 0
    assert await jobs_of(account) == []


async def test_only_organizers_of_the_region_post(account: Account) -> None:
    await make_region()
    elsewhere = await make_organizer(account, "US/CA/")
    volunteer = actor_for(await make_person(account))
    refusals: list[tuple[Actor, type[DomainError]]] = [
        (elsewhere, NotAllowed),
        (volunteer, NotAllowed),
        (stranger(account.id), SignInRequired),
    ]
    for actor, refusal in refusals:
        with pytest.raises(refusal):
            await _create(actor)
    assert await Task.filter(account_id=account.id).count() == 0


async def test_an_unknown_region_or_host_is_not_found(account: Account) -> None:
    await make_region()
    organizer = await make_organizer(account, "US/NY/")
    elsewhere = await make_person(account, region_path="US/CA/037/")
    for changes in ({"region_id": ids.new_id()}, {"host_person_id": ids.new_id()}, {"host_person_id": elsewhere.id}):
        with pytest.raises(NotFound):
            await _create(organizer, **changes)


async def test_a_change_raises_the_version_and_keeps_what_is_not_said(account: Account) -> None:
    organizer = await make_organizer(account)
    task = await make_task(account)
    changed = await update_task(organizer, task_id=task.id, version=1, changes={"title": "Sunday doors"})
    stored = await Task.get(account_id=account.id, id=task.id)
    assert (changed.title, changed.version) == ("Sunday doors", 2)
    assert (stored.title, stored.version, stored.place, stored.latitude) == ("Sunday doors", 2, "Chelsea", 40.7465)


async def test_who_changes_an_older_version_is_told_to_load_it_again(account: Account) -> None:
    organizer = await make_organizer(account)
    task = await make_task(account)
    await update_task(organizer, task_id=task.id, version=1, changes={"title": "First"})
    with pytest.raises(Conflict) as refusal:
        await update_task(organizer, task_id=task.id, version=1, changes={"title": "Second"})
    assert refusal.value.message.startswith("Somebody changed this task meanwhile. Load it again")
    assert (await Task.get(account_id=account.id, id=task.id)).title == "First"


async def test_shifts_are_moved_added_and_called_off(account: Account) -> None:
    organizer = await make_organizer(account)
    person = await make_person(account)
    task = await make_task(account)
    kept, gone = await make_shift(task), await make_shift(task, starts_at=clock.now() + timedelta(days=9))
    await sign_up_for_shift(actor_for(person), shift_id=kept.id)
    later = ShiftDraft(kept.starts_at + timedelta(hours=1), kept.ends_at + timedelta(hours=1), 5, id=kept.id)
    off = ShiftDraft(gone.starts_at, gone.ends_at, gone.capacity, id=gone.id, cancelled=True)
    new = ShiftDraft(kept.starts_at + timedelta(days=1), kept.ends_at + timedelta(days=1), 3)
    await update_task(organizer, task_id=task.id, version=1, changes={}, shifts=[later, off, new])
    shifts = await Shift.filter(account_id=account.id, task_id=task.id).order_by("starts_at")
    assert [(shift.starts_at, shift.capacity, shift.cancelled_at is None) for shift in shifts] == [
        (later.starts_at, 5, True),
        (new.starts_at, 3, True),
        (gone.starts_at, 2, False),
    ]
    news = [payload for name, payload in await jobs_of(account) if name == "tasks.news"]
    assert news == [{"template": "changed", "shift_id": str(kept.id), "person_ids": [str(person.id)]}]


async def test_who_signed_up_is_told_of_another_place(account: Account) -> None:
    organizer = await make_organizer(account)
    task = await make_task(account)
    shift = await make_shift(task)
    person = await make_person(account)
    await sign_up_for_shift(actor_for(person), shift_id=shift.id)
    await update_task(organizer, task_id=task.id, version=1, changes={"title": "New", "place": "Chelsea"})
    assert [name for name, _ in await jobs_of(account) if name == "tasks.news"] == []
    await update_task(organizer, task_id=task.id, version=2, changes={"place": "Harlem"})
    news = [payload for name, payload in await jobs_of(account) if name == "tasks.news"]
    assert news == [{"template": "changed", "shift_id": str(shift.id), "person_ids": [str(person.id)]}]


async def test_who_signed_up_is_told_once_of_another_time_and_place(account: Account) -> None:
    organizer = await make_organizer(account)
    task = await make_task(account)
    moved, kept = await make_shift(task), await make_shift(task, starts_at=clock.now() + timedelta(days=9))
    person = await make_person(account)
    for shift in (moved, kept):
        await sign_up_for_shift(actor_for(person), shift_id=shift.id)
    later = ShiftDraft(moved.starts_at + timedelta(hours=1), moved.ends_at + timedelta(hours=1), 2, id=moved.id)
    same = ShiftDraft(kept.starts_at, kept.ends_at, 5, id=kept.id)
    await update_task(organizer, task_id=task.id, version=1, changes={"place": "Harlem"}, shifts=[later, same])
    news = [payload["shift_id"] for name, payload in await jobs_of(account) if name == "tasks.news"]
    assert news == [str(moved.id), str(kept.id)]


async def test_titles_and_places_stand_on_one_line(account: Account) -> None:
    await make_region()
    organizer = await make_organizer(account)
    task = await _create(organizer, title="Doors\r\nBcc: all", place="Chelsea\nMarket")
    assert (task.title, task.place) == ("Doors Bcc: all", "Chelsea Market")
    changed = await update_task(organizer, task_id=task.id, version=1, changes={"title": "Sunday\ndoors"})
    assert changed.title == "Sunday doors"


async def test_a_shift_does_not_shrink_below_who_has_a_place(account: Account) -> None:
    organizer = await make_organizer(account)
    task = await make_task(account)
    shift = await make_shift(task, capacity=3)
    for _ in range(2):
        await sign_up_for_shift(actor_for(await make_person(account)), shift_id=shift.id)
    smaller = ShiftDraft(shift.starts_at, shift.ends_at, 1, id=shift.id)
    with pytest.raises(Invalid, match="have a place already: 2"):
        await update_task(organizer, task_id=task.id, version=1, changes={"title": "Other"}, shifts=[smaller])
    assert (await Shift.get(account_id=account.id, id=shift.id)).capacity == 3
    assert (await Task.get(account_id=account.id, id=task.id)).title == "Saturday doors"


async def test_a_larger_shift_takes_in_who_waits(account: Account) -> None:
    organizer = await make_organizer(account)
    task = await make_task(account)
    shift = await make_shift(task, capacity=1)
    people = [await make_person(account) for _ in range(3)]
    for person in people:
        await sign_up_for_shift(actor_for(person), shift_id=shift.id, join_waiting_list=True)
    larger = ShiftDraft(shift.starts_at, shift.ends_at, 2, id=shift.id)
    await update_task(organizer, task_id=task.id, version=1, changes={}, shifts=[larger])
    states = {each.person_id: each.state for each in await Assignment.filter(account_id=account.id)}
    assert [states[person.id] for person in people] == [
        AssignmentState.CONFIRMED,
        AssignmentState.CONFIRMED,
        AssignmentState.WAITLISTED,
    ]


async def test_cancelling_tells_who_signed_up_or_waits(account: Account) -> None:
    organizer = await make_organizer(account)
    task = await make_task(account)
    shift = await make_shift(task, capacity=1)
    people = [await make_person(account) for _ in range(2)]
    for person in people:
        await sign_up_for_shift(actor_for(person), shift_id=shift.id, join_waiting_list=True)
    cancelled = await cancel_task(organizer, task_id=task.id, reason="Storm warning")
    assert (cancelled.status, cancelled.cancel_reason, cancelled.version) == (
        TaskStatus.CANCELLED,
        "Storm warning",
        2,
    )
    assert {each.state for each in await Assignment.filter(account_id=account.id)} == {AssignmentState.CANCELLED}
    stored = await Shift.get(account_id=account.id, id=shift.id)
    assert (stored.cancelled_at is None, stored.confirmed) == (False, 0)
    news = [payload for name, payload in await jobs_of(account) if name == "tasks.news"]
    told = sorted(str(person.id) for person in people)
    assert news == [{"template": "cancelled", "shift_id": str(shift.id), "person_ids": told}]
    before = await jobs_of(account)
    await cancel_task(organizer, task_id=task.id)
    assert await jobs_of(account) == before


async def test_others_cannot_change_or_cancel(account: Account) -> None:
    task = await make_task(account)
    elsewhere = await make_organizer(account, "US/CA/")
    with pytest.raises(NotAllowed):
        await cancel_task(elsewhere, task_id=task.id)
    with pytest.raises(NotAllowed):
        await update_task(elsewhere, task_id=task.id, version=1, changes={"title": "Mine"})
    stored = await Task.get(account_id=account.id, id=task.id)
    assert (stored.status, stored.title) == (TaskStatus.OPEN, "Saturday doors")
