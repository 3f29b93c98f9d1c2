"""Regions by the share of newcomers greeted within 72 hours."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.insight.queries import greeted_in_time
from models.insight.rules.greeting_shares import RegionGreeting, rank_regions
from models.kernel import clock, ids
from models.kernel.errors import NotAllowed
from models.kernel.tables import Account
from models.people.rules.greeting import GreetingResult
from models.people.tables import GreetingLease
from tests.factories import actor_for, make_account, make_organizer, make_person

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def _came(
    account: Account, path: str, result: GreetingResult | None, *, after: int = 5, ago: int = 100, left: bool = False
) -> None:
    started, over = NOW - ago * HOUR, NOW - (ago - after) * HOUR
    final = result in (GreetingResult.REACHED, GreetingResult.WRONG_NUMBER)
    await GreetingLease.create(
        id=ids.new_id(),
        account_id=account.id,
        person_id=(await make_person(account)).id,
        region_path=path,
        started_at=started,
        due_at=started + 72 * HOUR,
        leased_at=started,
        leased_until=started,
        result=result,
        recorded_at=over if result else None,
        closed_at=over if final or left else None,
    )


async def test_regions_stand_by_the_share_of_those_whose_time_is_over(account: Account) -> None:
    new_york, kings = "US/NY/061/", "US/NY/047/"
    for after in (1, 72, 72, 73):
        await _came(account, new_york, GreetingResult.REACHED, after=after)
    await _came(account, new_york, GreetingResult.LEFT_MESSAGE)
    await _came(account, new_york, None, left=True)
    await _came(account, new_york, GreetingResult.REACHED, ago=71)
    await _came(account, new_york, GreetingResult.REACHED, ago=33 * 24)
    for result in (*[GreetingResult.REACHED] * 9, GreetingResult.WRONG_NUMBER):
        await _came(account, kings, result)
    await _came(await make_account(), kings, None)
    with clock.freeze(NOW):
        found = await greeted_in_time(await make_organizer(account, "US/NY/"))
        assert (found.region_path, found.days, found.hours) == ("US/NY/", 30, 72)
        assert found.regions == [RegionGreeting(kings, 10, 90, 1), RegionGreeting(new_york, 5, 60, 2)]
        whole = await greeted_in_time(await make_organizer(account))
        assert whole.regions == [RegionGreeting("US/", 15, 80, 1)]
        with pytest.raises(NotAllowed):
            await greeted_in_time(await make_organizer(account, "US/NY/"), "US/")
        with pytest.raises(NotAllowed):
            await greeted_in_time(actor_for(await make_person(account)), "US/NY/")


def test_small_regions_are_not_told_and_nor_is_what_gives_them_away() -> None:
    assert rank_regions([("a/", 4, 4), ("b/", 20, 10), ("c/", 30, 15), ("d/", 6, 6)]) == [
        RegionGreeting("c/", 30, 50, 1),
        RegionGreeting("b/", 20, 50, 1),
        RegionGreeting("a/"),
        RegionGreeting("d/"),
    ]


@given(st.lists(st.tuples(st.integers(1, 40), st.floats(0, 1)), max_size=8))
def test_no_figure_stands_for_fewer_than_five(counts: list[tuple[int, float]]) -> None:
    regions = [(f"{number}/", people, round(people * share)) for number, (people, share) in enumerate(counts)]
    found = rank_regions(regions)
    assert sorted(each.path for each in found) == [path for path, _, _ in regions]
    known = {path: people for path, people, _ in regions}
    for each in found:
        told = (each.newcomers, each.percent, each.place)
        assert told == (None, None, None) or (each.newcomers == known[each.path] >= 5 and None not in told)
    places = [each.place for each in found if each.place is not None]
    assert places == sorted(places)
