"""Times by the clock of the place, at the edges of daylight-saving time too."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kernel.errors import Invalid
from models.kernel.tables import Account
from models.tasks.actions import create_task, update_task
from models.tasks.rules.local_times import LocalShift, in_zone
from models.tasks.rules.validate import ShiftDraft
from models.tasks.tables import Shift, Task, TaskStatus
from tests.factories import make_organizer, make_region, make_shift, make_task

NEW_YORK, WARSAW = "America/New_York", "Europe/Warsaw"
BACK = date(2026, 11, 1)
"""New York: at 2:00 clocks go back to 1:00."""
FORWARD = date(2026, 3, 8)
"""New York: at 2:00 clocks go forward to 3:00."""


def _moments(day: date, start: str, end: str, zone: str = NEW_YORK) -> tuple[str, str]:
    draft = in_zone(LocalShift(day, time.fromisoformat(start), time.fromisoformat(end), 5), zone)
    return f"{draft.starts_at:%d %H:%M}", f"{draft.ends_at:%d %H:%M}"


@pytest.mark.parametrize(
    ("day", "start", "end", "zone", "expected"),
    [
        (date(2026, 12, 5), "10:00", "12:00", NEW_YORK, ("05 15:00", "05 17:00")),
        (date(2026, 12, 5), "10:00", "12:00", WARSAW, ("05 09:00", "05 11:00")),
        (date(2026, 7, 5), "10:00", "12:00", WARSAW, ("05 08:00", "05 10:00")),
        (date(2026, 12, 5), "22:00", "01:00", NEW_YORK, ("06 03:00", "06 06:00")),
        (date(2026, 10, 31), "22:00", "03:00", NEW_YORK, ("01 02:00", "01 08:00")),
        (BACK, "01:30", "03:00", NEW_YORK, ("01 05:30", "01 08:00")),
        (date(2026, 3, 7), "22:00", "04:00", NEW_YORK, ("08 03:00", "08 08:00")),
        (FORWARD, "03:00", "05:00", NEW_YORK, ("08 07:00", "08 09:00")),
    ],
)
def test_a_shift_is_by_the_clock_of_its_place(
    day: date, start: str, end: str, zone: str, expected: tuple[str, str]
) -> None:
    assert _moments(day, start, end, zone) == expected


@pytest.mark.parametrize(("start", "end"), [("02:30", "05:00"), ("01:00", "02:00")])
def test_a_time_that_never_comes_is_refused(start: str, end: str) -> None:
    with pytest.raises(Invalid, match="clocks skip this time"):
        _moments(FORWARD, start, end)


@pytest.mark.parametrize(("day", "zone"), [(date.max, NEW_YORK), (date.min, "Asia/Tokyo")])
def test_the_ends_of_the_calendar_are_refused(day: date, zone: str) -> None:
    with pytest.raises(Invalid, match="this century"):
        in_zone(LocalShift(day, time(1), time(23, 30), 5), zone)


def test_a_shift_in_the_second_of_two_hours_stays_there() -> None:
    second = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    before = ShiftDraft(second, datetime(2026, 11, 1, 8, tzinfo=UTC), 5)
    kept = in_zone(LocalShift(BACK, time(1, 30), time(4), 5), NEW_YORK, before)
    assert (kept.starts_at, kept.ends_at) == (second, datetime(2026, 11, 1, 9, tzinfo=UTC))


@given(
    st.dates(date(2025, 1, 1), date(2030, 12, 31)),
    st.times(),
    st.sampled_from([NEW_YORK, WARSAW, "Africa/Casablanca", "Asia/Karachi", "Australia/Lord_Howe"]),
)
def test_what_is_taken_reads_as_it_was_said(day: date, start: time, zone: str) -> None:
    local = LocalShift(day, start, time(23, 59), 1)
    try:
        draft = in_zone(local, zone)
    except Invalid:
        return
    assert draft.starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == datetime.combine(day, start)


async def _create(account: Account, **changes: Any) -> Task:
    organizer = await make_organizer(account)
    region = await make_region(**changes)
    local = LocalShift(date(2026, 12, 5), time(10), time(12), 5)
    return await create_task(
        organizer, kind="canvass", title="Saturday doors", region_id=region.id, shifts=[local], remote=True
    )


async def test_a_new_tasks_shifts_are_in_the_zone_of_its_region(account: Account) -> None:
    task = await _create(account, code="US-CA-037", time_zone="America/Los_Angeles")
    shift = await Shift.get(account_id=account.id, task_id=task.id)
    assert (task.time_zone, shift.starts_at) == ("America/Los_Angeles", datetime(2026, 12, 5, 18, tzinfo=UTC))


async def test_a_changed_shift_is_in_the_zone_of_its_task(account: Account) -> None:
    organizer = await make_organizer(account)
    task = await make_task(account)
    shift = await make_shift(task)
    local = LocalShift(date(2026, 12, 5), time(22), time(1), 7, id=shift.id)
    await update_task(organizer, task_id=task.id, version=1, changes={}, shifts=[local])
    changed = await Shift.get(account_id=account.id, id=shift.id)
    assert (changed.starts_at, changed.ends_at, changed.capacity) == (
        datetime(2026, 12, 6, 3, tzinfo=UTC),
        datetime(2026, 12, 6, 6, tzinfo=UTC),
        7,
    )


async def test_a_time_that_never_comes_stores_nothing(account: Account) -> None:
    organizer = await make_organizer(account)
    region = await make_region()
    local = LocalShift(date(2027, 3, 14), time(2, 30), time(5), 5)
    with pytest.raises(Invalid, match="clocks skip this time"):
        await create_task(organizer, kind="canvass", title="Doors", region_id=region.id, shifts=[local])
    assert not await Task.exists(account_id=account.id, status=TaskStatus.OPEN)
