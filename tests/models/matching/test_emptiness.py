"""Why a shift stays empty, in counts that name nobody."""

from dataclasses import replace
from datetime import timedelta
from math import inf
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.kernel import clock, work
from models.kernel.actor import stranger
from models.kernel.errors import Invalid, NotFound
from models.kernel.tables import Account
from models.matching.queries import emptiness_of_task, what_if
from models.matching.rules import Opening, within_limits
from models.matching.rules.emptiness import Emptiness, count, why_empty
from models.matching.rules.limits import Limit
from models.matching.rules.what_if import Change, Seats, changed_crowd, changed_opening, expected_fill, forecast
from models.people.rules.availability import DayPart, slot_bit
from tests.factories import actor_for, make_organizer, make_shift, make_task, make_volunteer
from tests.models.matching.crowds import LICENCE, MONDAY, Someone, crowd_of, crowds, opening, openings

TUESDAY_EVENING = slot_bit(1, DayPart.EVENING)


def _why(people: list[Someone], shift: Opening, readable: bool = True) -> Emptiness:
    crowd = crowd_of(*people)
    return why_empty(crowd, shift, np.full(len(crowd), readable), MONDAY)


def test_each_limit_is_counted_in_turn_and_alone() -> None:
    far_and_young = Someone(latitude=41.0, maximum_km=5, birth_year=2011)
    people = [Someone(birth_year=1990)] * 2 + [Someone(birth_year=2011)] * 3 + [far_and_young] * 4
    why = _why(people, opening(minimum_age=18))
    assert (why.looked_at, why.possible) == (9, 2)
    assert [(each.limit, each.in_turn, each.alone) for each in why.effects] == [
        (Limit.TRAVEL, 4, 4),
        (Limit.AGE, 3, 7),
    ]


def test_what_loosening_brings() -> None:
    grown = Someone(birth_year=1990)
    lift = Someone(birth_year=1990, latitude=40.92, maximum_km=5)
    late = Someone(birth_year=1990, availability=TUESDAY_EVENING)
    people = [grown] + [Someone(birth_year=2009)] * 2 + [lift] * 3 + [late] * 6
    why = _why(people, opening(minimum_age=18))
    found = [(each.limit, each.people, each.km) for each in why.loosenings]
    ways = [(Limit.TRAVEL, 3, km) for km in (20, 30, 40)]
    assert found == [(Limit.AGE, 2, None), *ways, (Limit.AVAILABILITY, 6, None)]
    at = why.loosenings[-1].starts_at
    assert at is not None
    assert (at.weekday(), at.hour) == (1, 18)


def test_what_dropping_a_licence_brings() -> None:
    other = UUID(int=89)
    shift = opening(qualifications={LICENCE: {"en": "boats"}, other: {"en": "first aid"}})
    ended = MONDAY.toordinal() - 1.0
    crowd = crowd_of(*[Someone(qualified_until=inf)] * 6, *[Someone(qualified_until=ended)] * 3, *[Someone()] * 2)
    crowd = replace(crowd, qualified=crowd.qualified | {other: dict.fromkeys((0, 1, 6, 9), inf)})
    why = why_empty(crowd, shift, np.full(len(crowd), True), MONDAY)
    assert [(each.limit, each.in_turn, each.alone) for each in why.effects] == [(Limit.QUALIFICATION, 9, 9)]
    dropped = [(each.qualification_id, each.people) for each in why.loosenings if each.qualification_id]
    assert (why.possible, dropped) == (2, [(LICENCE, 2), (other, 4)])
    free = changed_opening(shift, Change(no_qualifications=True), Seats())
    assert forecast(crowd, [free], np.full(len(crowd), True), MONDAY).possible == 11


LATE = (MONDAY - timedelta(hours=1), MONDAY + timedelta(hours=5))
"""Until one in the morning in New York; the opening begins ten hours later."""
BEFORE = tuple((MONDAY + timedelta(hours=hour), MONDAY + timedelta(hours=hour + 2)) for hour in (11, 13))
SPARED = [
    (Limit.REST, Someone(busy=(LATE,))),
    (Limit.IN_A_ROW, Someone(busy=BEFORE)),
    (Limit.CARE, Someone(weekly_minutes=60)),
]


@pytest.mark.parametrize(("limit", "someone"), SPARED)
def test_what_care_costs_is_told_and_tried(limit: Limit, someone: Someone) -> None:
    crowd = crowd_of(*[someone] * 6, *[Someone()] * 2)
    everybody = np.full(len(crowd), True)
    why = why_empty(crowd, opening(), everybody, MONDAY)
    assert [(each.limit, each.in_turn) for each in why.effects] == [(limit, 6)]
    assert [(each.limit, each.people) for each in why.loosenings if each.limit is limit] == [(limit, 6)]
    change = Change(without=(limit,))
    found = forecast(changed_crowd(crowd, change), [opening(free=8)], everybody, MONDAY)
    assert (found.possible, found.suggested) == (8, 8)


def test_the_way_between_two_shifts_is_told_and_tried() -> None:
    away = opening(latitude=41.0)
    busy = (MONDAY + timedelta(hours=13), MONDAY + timedelta(hours=14, minutes=30))
    crowd = crowd_of(*[Someone(busy=(busy,), latitude=40.9)] * 6)
    everybody = np.full(len(crowd), True)
    why = why_empty(crowd, away, everybody, MONDAY)
    assert [(each.limit, each.people) for each in why.loosenings if each.limit is Limit.WAY_BETWEEN] == [
        (Limit.WAY_BETWEEN, 6)
    ]
    change = Change(without=(Limit.WAY_BETWEEN,))
    assert forecast(changed_crowd(crowd, change), [away], everybody, MONDAY).possible == 6


@pytest.mark.parametrize(
    ("seats", "capacity", "free"),
    [(Seats(), 5, 5), (Seats(3, 2.4), 5, 2), (Seats(5, 3.0, 2), 5, 2), (Seats(5, 4.5, 2), 5, 1), (Seats(9, 9.0), 5, 0)],
)
def test_another_number_of_places_is_overbooked_as_it_is_now(seats: Seats, capacity: int, free: int) -> None:
    assert changed_opening(opening(), Change(capacity=capacity), seats).free == free


@given(crowds, openings)
@settings(max_examples=60, deadline=None)
def test_in_turn_the_limits_leave_exactly_the_possible(people: list[Someone], shifts: tuple[Opening, ...]) -> None:
    for shift in shifts:
        why = _why(people, shift)
        assert why.looked_at - sum(each.in_turn for each in why.effects) == why.possible
        assert why.possible == len(within_limits(crowd_of(*people), shift).numbers)
        assert all(each.in_turn <= each.alone for each in why.effects)
        assert all(0 < each.people <= why.looked_at - why.possible for each in why.loosenings)


@given(st.lists(st.booleans(), max_size=30))
def test_whom_one_cannot_look_up_counts_in_fives(readable: list[bool]) -> None:
    flags = np.array(readable, dtype=np.bool_)
    total = count(np.arange(len(readable)), flags)
    assert total <= len(readable) < total + 5
    assert (total - sum(readable)) % 5 == 0


@given(st.integers(0, 5), st.lists(st.floats(0, 1), max_size=8))
def test_expected_places(free: int, chances: list[float]) -> None:
    expected = expected_fill(free, chances)
    assert -1e-9 <= expected <= min(free, sum(chances)) + 1e-9
    if len(chances) <= free:
        assert expected == pytest.approx(sum(chances))


def test_expected_places_by_hand() -> None:
    assert expected_fill(1, [0.5, 0.5]) == pytest.approx(0.75)
    assert expected_fill(2, [0.5, 0.5, 0.5]) == pytest.approx(1 * 3 / 8 + 2 * 4 / 8)


@pytest.mark.parametrize(
    ("change", "possible", "suggested"),
    [
        (Change(), 2, 2),
        (Change(any_age=True), 8, 2),
        (Change(any_age=True, capacity=5), 8, 5),
        (Change(within_km=25), 5, 2),
        (Change(within_km=25, any_age=True, capacity=20), 11, 11),
        (Change(minimum_age=40), 0, 0),
        (Change(hours_later=-24 * 7), 0, 0),
    ],
)
def test_what_would_be(change: Change, possible: int, suggested: int) -> None:
    far = Someone(birth_year=1990, latitude=40.92, maximum_km=5)
    crowd = crowd_of(*[Someone(birth_year=1990)] * 2, *[Someone(birth_year=2009)] * 6, *[far] * 3)
    changed = changed_opening(opening(minimum_age=18), change, Seats())
    found = forecast(changed_crowd(crowd, change), [changed], np.ones(len(crowd), dtype=np.bool_), MONDAY)
    assert (found.possible, found.suggested) == (possible, suggested)
    assert found.expected <= found.places
    assert all(people >= 5 for _, people in found.reasons)


async def _task(account: Account, **changes: Any) -> Any:
    task = await make_task(account, minimum_age=18, **changes)
    return task, await make_shift(task, capacity=4)


_ROWS = "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del AS changes FROM pg_stat_xact_user_tables ORDER BY relname"


async def test_nothing_is_stored(account: Account) -> None:
    task, shift = await _task(account)
    for _ in range(3):
        await make_volunteer(account, birth_year=1990)
    await make_volunteer(account, birth_year=2012)
    organizer = await make_organizer(account, "US/NY/")
    before = [tuple(row) for row in await work.fetch(_ROWS)]
    found = await what_if(organizer, task.id, Change(capacity=2))
    empty = await emptiness_of_task(organizer, task.id)
    assert [tuple(row) for row in await work.fetch(_ROWS)] == before
    assert found is not None
    assert empty is not None
    assert (found.now.places, found.then.places, found.now.suggested, found.then.suggested) == (4, 2, 3, 2)
    assert [(each.shift_id, each.free, each.why.looked_at, each.why.possible) for each in empty] == [
        (shift.id, 4, 4, 3)
    ]
    assert [(each.limit, each.people) for each in empty[0].why.loosenings] == []


async def test_people_of_other_organizers_are_counted_in_fives(account: Account) -> None:
    task, _ = await _task(account)
    for _ in range(7):
        await make_volunteer(account, birth_year=1990, region_path="US/NJ/017/", latitude=40.73, longitude=-74.03)
    mine = await make_volunteer(account, birth_year=1990)
    for region, expected in (("US/NY/061/", 6), ("US/", 8)):
        empty = await emptiness_of_task(await make_organizer(account, region), task.id)
        assert empty is not None
        assert empty[0].why.possible == expected
    assert await emptiness_of_task(actor_for(mine), task.id) is None
    assert await what_if(actor_for(mine), task.id, Change()) is None


async def test_what_no_task_could_be_is_refused(account: Account) -> None:
    task, _ = await _task(account)
    organizer = await make_organizer(account)
    refusals = {
        "withinKm": Change(within_km=500),
        "capacity": Change(capacity=0),
        "without": Change(without=(Limit.CARE, Limit.AGE)),
    }
    for field, change in refusals.items():
        with pytest.raises(Invalid) as refused:
            await what_if(organizer, task.id, change)
        assert refused.value.field == field
    with pytest.raises(NotFound):
        await emptiness_of_task(stranger(account.id), task.id)
    assert await what_if(stranger(account.id), task.id, Change()) is None


async def test_a_full_task_is_not_empty(account: Account) -> None:
    task = await make_task(account)
    await make_shift(task, capacity=1, confirmed=1)
    await make_shift(task, starts_at=clock.now() - timedelta(days=1))
    assert await emptiness_of_task(await make_organizer(account), task.id) == []
