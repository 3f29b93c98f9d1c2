"""Fair standings through the API."""

from datetime import date
from typing import Any

import pytest_asyncio

from api.ids import global_id
from models.kernel import ids
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.leaderboards.actions import compute_standings
from models.people.tables import Person
from tests.api.asking import ask, context_for, data_of
from tests.factories import actor_for, make_account, make_person, make_region
from tests.models.leaderboards.stage import Made, record, settle

CODES = ["US-NY-061", "US-NY-047", "US-NY-081", "US-NY-005"]
NEW_YORK = ids.id_for("region:US-NY")
WEDNESDAY, LAST_WEEK = date(2026, 11, 18), date(2026, 11, 11)
STANDINGS = """
query Standings($region: ID, $view: StandingsView!) {
  regionStandings(window: WEEK, regionId: $region, view: $view, date: "2026-11-18") {
    startsOn endsOn view league leagues favours state region { code }
    lines { place league shown lowest highest activePeople points perHead improvement isMine region { code } }
  }
}
"""


@pytest_asyncio.fixture(autouse=True)
async def regions(db: None) -> None:
    """Counties with 1,000, 2,000, 3,000 residents, and one where nobody counted."""
    for position, code in enumerate(["US", "US-NY", *CODES]):
        above = code.rpartition("-")[0]
        residents = (position - 1) * 1000 if position < 5 else None
        await make_region(code, parent_id=ids.id_for(f"region:{above}") if above else None, population=residents)


async def work_done(account: Account, code: str, points: list[int], on: date = WEDNESDAY) -> None:
    region_id = ids.id_for(f"region:{code}")
    await record(account, [Made(ids.new_id(), score, on, region_id) for score in points])
    await settle()


async def standings(account: Account, view: str = "FAIR", person: Person | None = None) -> dict[str, Any]:
    context = context_for(account, actor_for(person) if person else None)
    found = await data_of(STANDINGS, context, view=view, region=global_id("Region", NEW_YORK))
    answer: dict[str, Any] = found["regionStandings"]
    return answer


async def a_week(account: Account) -> None:
    """Two weeks ago the first two counties were active; this week all four are."""
    for code, points in zip(CODES, ([1000] * 6, [2000] * 5), strict=False):
        await work_done(account, code, points, on=LAST_WEEK)
    crowds = [[1000] * 10, [3000, 4000, 5000, 4000, 4000], [500] * 40, [7000] * 5]
    for code, points in zip(CODES, crowds, strict=True):
        await work_done(account, code, points)
    for on in (LAST_WEEK, WEDNESDAY):
        await compute_standings(system_actor(account.id), on=on)


def column(found: dict[str, Any], name: str) -> list[tuple[str, Any]]:
    return [(line["region"]["code"], line[name]) for line in found["lines"]]


def by_id(*lines: tuple[str, int]) -> list[tuple[str, int]]:
    """Equal figures stand in the order of their regions' ids."""
    return sorted(lines, key=lambda line: ids.id_for(f"region:{line[0]}"))


async def test_the_fair_view_goes_by_place_and_says_what_it_shows(account: Account) -> None:
    await a_week(account)
    found = await standings(account)
    assert (found["startsOn"], found["endsOn"], found["region"]["code"]) == ("2026-11-16", "2026-11-22", "US-NY")
    assert (found["view"], found["league"], found["leagues"]) == ("FAIR", 1, 1)
    assert found["favours"].startswith("Small and large regions can win")
    assert dict(column(found, "activePeople")) == dict(zip(CODES, [10, 5, 40, 5], strict=True))
    assert found["lines"][0]["region"]["code"] == "US-NY-005"
    places = [place for _, place in column(found, "place")]
    assert places == sorted(places)
    assert all(line["lowest"] <= line["shown"] <= line["highest"] for line in found["lines"])


async def test_plain_figures_say_whom_they_favour(account: Account) -> None:
    await a_week(account)
    total = await standings(account, "TOTAL")
    assert total["favours"] == "The sum of all points favours large regions."
    assert total["league"] is None
    assert column(total, "points") == [
        ("US-NY-005", 35_000),
        *by_id(("US-NY-047", 20_000), ("US-NY-081", 20_000)),
        ("US-NY-061", 10_000),
    ]
    assert [line["place"] for line in total["lines"]] == [1, 2, 2, 4]
    per_head = await standings(account, "PER_HEAD")
    assert column(per_head, "perHead") == [
        *by_id(("US-NY-061", 10_000), ("US-NY-047", 10_000)),
        ("US-NY-081", 6_666),
    ]
    improvement = await standings(account, "IMPROVEMENT")
    assert column(improvement, "improvement") == [("US-NY-047", 100), ("US-NY-061", 0)]


async def test_my_region_is_marked_and_a_small_one_is_not_there(account: Account) -> None:
    await work_done(account, CODES[0], [1000] * 5)
    await work_done(account, CODES[1], [9000] * 4 + [0])
    await work_done(account, CODES[2], [1000] * 9)
    await compute_standings(system_actor(account.id), on=WEDNESDAY)
    person = await make_person(account, region_id=ids.id_for("region:US-NY-081"), region_path="US/NY/081/")
    assert column(await standings(account, person=person), "isMine") == [("US-NY-081", True)]
    assert column(await standings(account), "isMine") == [("US-NY-081", False)]


async def test_before_anything_was_computed_there_is_nothing(account: Account) -> None:
    await work_done(account, CODES[0], [1000] * 5)
    found = await standings(account)
    assert (found["lines"], found["leagues"]) == ([], 0)


async def test_another_accounts_standings_are_not_seen(account: Account) -> None:
    await a_week(account)
    assert (await standings(await make_account()))["lines"] == []


async def test_an_unknown_region_is_not_found(account: Account) -> None:
    answer = await ask(STANDINGS, context_for(account), view="FAIR", region="nonsense")
    assert [error["extensions"]["code"] for error in answer.errors] == ["NOT_FOUND"]


async def test_before_they_are_computed_they_say_that_points_are_being_counted(account: Account) -> None:
    await work_done(account, CODES[0], [1000] * 10)
    found = await standings(account)
    assert (found["lines"], found["state"]) == ([], "CATCHING_UP")
    await compute_standings(system_actor(account.id), on=WEDNESDAY)
    assert (await standings(account))["state"] == "SHOWN"
