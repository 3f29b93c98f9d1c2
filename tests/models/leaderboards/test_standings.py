"""Standings of regions: computed from the ledger, league by league, and stored."""

from datetime import date, timedelta
from uuid import UUID

import pytest
import pytest_asyncio

from models.kernel import clock, ids
from models.kernel.actor import system_actor
from models.kernel.tables import Account, OutboxRow
from models.leaderboards.actions import compute_standings, request_standings
from models.leaderboards.tables import RegionStanding, Season, Window
from tests.factories import make_account, make_region
from tests.models.leaderboards.fair import reference
from tests.models.leaderboards.stage import CALIFORNIA, NEW_YORK, UNITED_STATES, Made, record, settle
from workers.looking import look

SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 16)
CODES = ["US-NY-001", "US-NY-003", "US-NY-007", "US-NY-009"]
COUNTIES = [ids.id_for(f"region:{code}") for code in CODES]
LOS_ANGELES = ids.id_for("region:US-CA-037")
TEXAS = ids.id_for("region:US-TX")
TEXAN = [f"US-TX-{number:03}" for number in range(1, 49, 2)]


@pytest_asyncio.fixture(autouse=True)
async def regions(db: None) -> None:
    """Counties of three states."""
    for code in ["US", "US-NY", "US-CA", "US-TX", "US-CA-037", *CODES, *TEXAN]:
        above = code.rpartition("-")[0]
        await make_region(code, parent_id=ids.id_for(f"region:{above}") if above else None)


async def work_done(account: Account, region_id: UUID, points: list[int], on: date = SUNDAY) -> list[UUID]:
    people = [ids.new_id() for _ in points]
    await record(account, [Made(person, score, on, region_id) for person, score in zip(people, points, strict=True)])
    await settle()
    return people


async def stored(account: Account, parent_id: UUID, window: Window = Window.WEEK) -> list[RegionStanding]:
    rows = RegionStanding.filter(account_id=account.id, parent_id=parent_id, window_kind=window)
    return await rows.order_by("league", "-score")


async def compute(account: Account, on: date = SUNDAY) -> int:
    return await compute_standings(system_actor(account.id), on=on)


async def test_standings_are_those_of_the_rule(account: Account) -> None:
    crowds = [[4000] * 5, [9000, 1000, 2000, 3000, 4000, 5000], [100] * 7, [2000, 7000, 1000, 500, 100, 9000, 50000]]
    for county, points in zip(COUNTIES, crowds, strict=True):
        await work_done(account, county, points)
    await work_done(account, LOS_ANGELES, [1000] * 6)
    await compute(account)
    expected = dict(
        zip(COUNTIES, reference.standings([[float(one) for one in crowd] for crowd in crowds]), strict=True)
    )
    rows = await stored(account, NEW_YORK)
    assert [row.region_id for row in rows] == sorted(expected, key=lambda county: -expected[county].score)
    for row in rows:
        rule = expected[row.region_id]
        assert (row.league, row.place, row.shown) == (1, rule.place, round(rule.shown))
        assert (row.lowest, row.highest) == (max(0, round(rule.shown - rule.margin)), round(rule.shown + rule.margin))
        assert row.score == pytest.approx(rule.score)
    assert {row.region_id: (row.active, row.points) for row in rows} == {
        county: (len(crowd), sum(crowd)) for county, crowd in zip(COUNTIES, crowds, strict=True)
    }
    states = {row.region_id: (row.active, row.points) for row in await stored(account, UNITED_STATES)}
    assert states == {NEW_YORK: (25, sum(map(sum, crowds))), CALIFORNIA: (6, 6000)}


async def test_a_person_who_moved_counts_once_above(account: Account) -> None:
    for county in COUNTIES[:2]:
        await work_done(account, county, [1000] * 5)
    mover = ids.new_id()
    await record(account, [Made(mover, 700, SUNDAY, COUNTIES[0]), Made(mover, 300, SUNDAY, COUNTIES[1])])
    await settle()
    await compute(account)
    assert {row.region_id: row.active for row in await stored(account, NEW_YORK)} == dict.fromkeys(COUNTIES[:2], 6)
    assert [(row.active, row.points) for row in await stored(account, UNITED_STATES)] == [(11, 11_000)]


async def test_small_regions_are_not_stored_and_cannot_be_had_by_subtracting(account: Account) -> None:
    for county, people in zip(COUNTIES, (4, 6, 9), strict=False):
        await work_done(account, county, [1000] * people)
    await compute(account)
    assert [row.region_id for row in await stored(account, NEW_YORK)] == [COUNTIES[2]]


async def test_what_did_not_change_is_left_alone_and_what_did_is_computed_anew(account: Account) -> None:
    await work_done(account, COUNTIES[0], [1000] * 5)
    assert await compute(account) == 6
    before = await RegionStanding.filter(account_id=account.id).order_by("id").values_list("id", "computed_at")
    assert await compute(account) == 0
    assert await RegionStanding.filter(account_id=account.id).order_by("id").values_list("id", "computed_at") == before
    await work_done(account, COUNTIES[0], [4000], on=MONDAY - timedelta(days=1))
    assert await compute(account) == 4
    assert [row.active for row in await stored(account, NEW_YORK, Window.WEEK)] == [5]
    assert [row.active for row in await stored(account, NEW_YORK, Window.MONTH)] == [6]


async def test_accounts_do_not_see_each_other(account: Account) -> None:
    other = await make_account()
    await work_done(account, COUNTIES[0], [1000] * 5)
    await work_done(other, COUNTIES[0], [9000] * 8)
    await compute(account)
    assert await RegionStanding.filter(account_id=other.id).count() == 0
    await compute(other)
    assert [row.active for row in await stored(account, NEW_YORK)] == [5]
    assert [row.active for row in await stored(other, NEW_YORK)] == [8]


async def make_season(account: Account, starts_on: date, ends_on: date) -> None:
    await Season.create(id=ids.new_id(), account_id=account.id, name="S", starts_on=starts_on, ends_on=ends_on)


async def test_leagues_last_a_season_and_then_the_best_rise(account: Account) -> None:
    counties = [ids.id_for(f"region:{code}") for code in TEXAN]
    await make_season(account, date(2026, 9, 1), date(2026, 10, 31))
    await make_season(account, date(2026, 11, 1), date(2026, 12, 31))
    for position, county in enumerate(counties):
        points = 9000 if position == 23 else 1000 if position else 10
        await work_done(account, county, [points + 5 * one for one in range(30 - position)], on=date(2026, 9, 9))
        await work_done(account, county, [1000] * 6)
    await compute(account, date(2026, 9, 9))
    first = {row.region_id: row.league for row in await stored(account, TEXAS, Window.SEASON)}
    assert [first[county] for county in counties] == [1] * 12 + [2] * 12
    await compute(account)
    second = {row.region_id: row.league for row in await stored(account, TEXAS) if row.window_start == MONDAY}
    assert {county for county in counties if first[county] != second[county]} == {counties[0], counties[23]}
    assert (second[counties[0]], second[counties[23]]) == (2, 1)


async def test_the_clock_has_present_and_last_windows_computed(account: Account) -> None:
    await work_done(account, COUNTIES[0], [1000] * 5)
    with clock.freeze(clock.now().replace(year=2026, month=11, day=18, hour=17)):
        await request_standings()
    rows = await OutboxRow.filter(account_id=account.id, name="standings.compute").order_by("id")
    assert [row.payload["on"] for row in rows] == ["2026-11-16", "2026-11-18"]
    await look("standings.compute")
    weeks = RegionStanding.filter(account_id=account.id, window_kind=Window.WEEK)
    assert set(await weeks.values_list("window_start", flat=True)) == {MONDAY}
