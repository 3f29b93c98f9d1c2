"""The simulator: it foresees what the waves then do, and hides small counts."""

from collections.abc import Iterator
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.asks import links
from models.asks.actions import take_waves
from models.asks.rules.decisions import Decision
from models.asks.rules.fill_places import expected_fill
from models.asks.rules.foresight import Foresight, RegionForesight, from_json
from models.asks.rules.small_counts import hide_small
from models.asks.simulation import simulate
from models.asks.tables import Appeal, Ask, AskRound
from models.kernel import clock, ids
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.people.tables import Person
from models.tasks.rules.attendance import attendance
from models.tasks.tables import Task
from tests.factories import make_person, make_region
from tests.models.asks.appeals import HOUR, NOON, make_appeal, make_running, make_wanted
from tests.models.asks.stage import make_matches

CHANCES = st.lists(st.floats(0, 1), max_size=6)
NEW_YORK, KINGS = ids.id_for("region:US-NY-061"), ids.id_for("region:US-NY-047")


@given(CHANCES, st.integers(0, 8))
def test_the_mean_is_that_of_all_that_can_happen(chances: list[float], free: int) -> None:
    worlds = product((0, 1), repeat=len(chances))
    mean = sum(
        min(free, sum(world)) * prod(c if came else 1 - c for c, came in zip(chances, world, strict=True))
        for world in worlds
    )
    assert expected_fill(chances, free).mean == pytest.approx(mean)


@given(CHANCES)
def test_with_places_for_all_it_is_plain_attendance(chances: list[float]) -> None:
    filled, plain = expected_fill(chances, len(chances)), attendance(chances)
    assert filled.mean == pytest.approx(plain.mean)
    assert 0 <= filled.low <= filled.high <= len(chances)


def test_a_full_shift_is_filled_surely() -> None:
    filled = expected_fill([0.5] * 40, 4)
    assert (round(filled.mean, 3), filled.low, filled.high) == (4.0, 4, 4)
    assert expected_fill([0.5, 0.5], 0) == attendance([])


COUNTS = st.dictionaries(st.integers(0, 9), st.integers(0, 30), max_size=8)


@given(COUNTS)
def test_no_small_count_is_shown_or_given_away_by_a_sum(counts: dict[int, int]) -> None:
    shown = hide_small(counts)
    hidden = [counts[key] for key, count in shown.items() if count is None]
    assert all(count is None or count == counts[key] for key, count in shown.items())
    assert not any(0 < (count or 0) < 5 for count in shown.values())
    assert len(hidden) != 1 or not any(count >= 5 for key, count in counts.items() if shown[key] is not None)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    links.configure("https://campaign.example")
    with clock.freeze(NOON):
        yield


async def test_it_foresees_whom_the_waves_then_ask(account: Account) -> None:
    organizer, task, shift, _ = await make_wanted(account, 7, capacity=3, days=7)
    foresight = await simulate(organizer, await make_appeal(organizer, task), task)
    assert await AskRound.filter(account_id=account.id).count() == await Ask.filter(account_id=account.id).count() == 0
    assert (foresight.first, foresight.most, foresight.waves, foresight.left_out) == (2, 6, 3, {})
    (own,) = foresight.shifts
    assert (own.shift_id, own.free, own.first, own.most) == (shift.id, 3, 2, 6)
    assert (round(own.filled_first.mean, 6), own.filled_first.low, own.filled_first.high) == (0.48, 0, 1)
    assert own.filled_most.mean == pytest.approx(expected_fill([0.24] * 6, 3).mean)
    await make_running(organizer, task)
    asked = []
    for hours in (0, 48, 96, 144):
        with clock.freeze(NOON + hours * HOUR):
            asked.append(await take_waves(system_actor(account.id)))
    assert asked == [2, 2, 2, 0]


async def test_it_says_who_is_left_out_and_hides_few(account: Account) -> None:
    organizer, task, _, people = await make_wanted(account, 14)
    await Person.filter(account_id=account.id, id__in=[person.id for person in people[:6]]).update(holdout=True)
    await Person.filter(account_id=account.id, id=people[6].id).update(paused_until=NOON + HOUR)
    foresight = await simulate(organizer, await make_appeal(organizer, task), task)
    assert foresight.left_out == {Decision.HOLDOUT: None, Decision.PAUSED: None}
    await Person.filter(account_id=account.id, id=people[6].id).update(paused_until=None)
    foresight = await simulate(organizer, await make_appeal(organizer, task), task)
    assert (foresight.left_out, foresight.most) == ({Decision.HOLDOUT: 6}, 8)


async def test_it_says_which_regions_get_nothing(account: Account) -> None:
    await make_region()
    await make_region("US-NY-047", name="Kings County")
    organizer, task, shift, near = await make_wanted(account, 6)
    far = [await make_person(account, region_id=KINGS, region_path="US/NY/047/") for _ in range(6)]
    await make_matches(task, shift, *near, *far)
    foresight = await simulate(organizer, await make_appeal(organizer, task, per_wave=5), task)
    assert foresight.regions == (
        RegionForesight(KINGS, people=6, first=0, most=0),
        RegionForesight(NEW_YORK, people=6, first=5, most=6),
    )


async def test_regions_beneath_where_nobody_fits_are_named(account: Account) -> None:
    state = await make_region("US-NY", name="New York")
    await make_region(parent_id=state.id)
    await make_region("US-NY-047", name="Kings County", parent_id=state.id)
    organizer, task, _, _ = await make_wanted(account, 6)
    await Task.filter(account_id=account.id).update(region_id=state.id, region_path="US/NY/")
    task = await Task.get(account_id=account.id, id=task.id)
    foresight = await simulate(organizer, await make_appeal(organizer, task), task)
    assert [(each.region_id, each.people, each.most) for each in foresight.regions] == [(KINGS, 0, 0), (NEW_YORK, 6, 6)]


async def test_what_was_foreseen_is_kept_with_the_release(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 7)
    foresight = await simulate(organizer, await make_appeal(organizer, task), task)
    released = await make_running(organizer, task)
    stored = (await Appeal.get(account_id=account.id, id=released.id)).simulation
    assert stored is not None
    assert from_json(stored) == foresight
    assert not any(str(person.id) in str(stored) for person in await Person.filter(account_id=account.id))


async def test_where_nothing_is_open_nothing_is_foreseen(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 1, days=2)
    foresight = await simulate(organizer, await make_appeal(organizer, task), task)
    assert foresight == Foresight(NOON, 0, 0, 0, (), {}, ())
