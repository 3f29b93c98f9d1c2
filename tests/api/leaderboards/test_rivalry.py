"""Matches, seasons and leagues through the API."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest_asyncio

from api.ids import global_id
from models.kernel import clock, ids
from models.kernel.actor import Role, Scope, system_actor
from models.kernel.tables import Account
from models.leaderboards.actions import advance_season, compute_standings
from models.leaderboards.tables import Season
from tests.api.asking import ask, context_for, data_of
from tests.factories import actor_for, make_person, make_region
from tests.models.leaderboards.stage import Made, record, settle

CODES = ["US-NY-001", "US-NY-003"]
NEW_YORK = ids.id_for("region:US-NY")
MONDAY = date(2026, 11, 16)
WEDNESDAY = datetime(2026, 11, 18, 17, tzinfo=UTC)
NEXT_MONDAY = datetime(2026, 11, 23, 17, tzinfo=UTC)
FIXTURES = """
query Fixtures($region: ID, $week: Date) {
  fixtures(regionId: $region, week: $week) {
    startsOn endsOn league state jointTarget jointPoints jointPercent
    one { name rate isAhead isMine region { code } } other { name rate isAhead isMine region { code } }
  }
}
"""
MINE = "{ me { fixtures { last { state } now { state jointPercent one { isMine } } coming { state startsOn } } } }"
FORECASTS = """
query Odds($region: ID) {
  fixtureForecasts(regionId: $region) { matches brier jointTargets favourites { matches wonPercent } }
}
"""
SEASONS = """
query Seasons($region: ID) {
  seasons { name startsOn endsOn isOver isClosed }
  leagues(regionId: $region, date: "2026-11-18") { number lines { place activePeople nextLeague region { code } } }
}
"""


@pytest_asyncio.fixture
async def week(account: Account) -> Account:
    """Two counties that did the same for two weeks, and a match between them this week."""
    for code in ["US", "US-NY", *CODES]:
        above = code.rpartition("-")[0]
        await make_region(
            code, parent_id=ids.id_for(f"region:{above}") if above else None, time_zone="America/New_York"
        )
    await Season.create(
        id=ids.new_id(), account_id=account.id, name="Autumn", starts_on=date(2026, 9, 28), ends_on=date(2026, 11, 29)
    )
    for weeks in (2, 1):
        await work_done(account, [4000, 4000], MONDAY - timedelta(weeks=weeks))
    await compute_standings(system_actor(account.id), on=MONDAY)
    await advance_season(system_actor(account.id), on=MONDAY)
    await work_done(account, [5000, 3000], MONDAY)
    await compute_standings(system_actor(account.id), on=MONDAY)
    return account


async def work_done(account: Account, points: list[int], on: date) -> None:
    for code, each in zip(CODES, points, strict=True):
        region_id = ids.id_for(f"region:{code}")
        await record(account, [Made(ids.new_id(), each, on, region_id) for _ in range(6)])
    await settle()


def region() -> str:
    return global_id("Region", NEW_YORK)


async def test_a_match_and_its_joint_target(week: Account) -> None:
    person = await make_person(week, region_id=ids.id_for("region:US-NY-003"), region_path="US/NY/003/")
    with clock.freeze(WEDNESDAY):
        (match,) = (await data_of(FIXTURES, context_for(week, actor_for(person)), region=region()))["fixtures"]
    assert (match["startsOn"], match["endsOn"], match["state"]) == ("2026-11-16", "2026-11-22", "RUNNING")
    assert (match["jointTarget"], match["jointPoints"], match["jointPercent"]) == (48_000, 48_000, 100)
    assert match["one"] == {
        "name": "New York County",
        "rate": 3000,
        "isAhead": False,
        "isMine": True,
        "region": {"code": "US-NY-003"},
    }
    assert (match["other"]["rate"], match["other"]["isAhead"], match["other"]["isMine"]) == (5000, True, False)


async def test_mine_now_and_next(week: Account) -> None:
    person = await make_person(week, region_id=ids.id_for("region:US-NY-003"), region_path="US/NY/003/")
    with clock.freeze(WEDNESDAY):
        found = await data_of(MINE, context_for(week, actor_for(person)))
    assert found["me"]["fixtures"] == {
        "last": None,
        "now": {"state": "RUNNING", "jointPercent": 100, "one": {"isMine": True}},
        "coming": {"state": "COMING", "startsOn": "2026-11-23"},
    }


async def test_odds_are_for_organizers(week: Account) -> None:
    with clock.freeze(NEXT_MONDAY):
        await advance_season(system_actor(week.id), on=date(2026, 11, 23))
        organizer = actor_for(await make_person(week), Scope(Role.ORGANIZER, "US/NY/"))
        found = (await data_of(FORECASTS, context_for(week, organizer), region=region()))["fixtureForecasts"]
        refused = await ask(FORECASTS, context_for(week, actor_for(await make_person(week))), region=region())
    assert (found["matches"], found["brier"], found["jointTargets"]) == (1, 0.25, 1.0)
    assert [step["matches"] for step in found["favourites"]] == [1]
    assert [error["extensions"]["code"] for error in refused.errors] == ["NOT_ALLOWED"]


async def test_seasons_and_leagues(week: Account) -> None:
    with clock.freeze(datetime(2026, 12, 1, tzinfo=UTC)):
        await advance_season(system_actor(week.id), on=date(2026, 11, 30))
        found: dict[str, Any] = await data_of(SEASONS, context_for(week), region=region())
    assert found["seasons"] == [
        {"name": "Autumn", "startsOn": "2026-09-28", "endsOn": "2026-11-29", "isOver": True, "isClosed": True}
    ]
    (league,) = found["leagues"]
    assert league["number"] == 1
    assert [(line["region"]["code"], line["activePeople"], line["nextLeague"]) for line in league["lines"]] == [
        ("US-NY-001", 18, 1),
        ("US-NY-003", 18, 1),
    ]
