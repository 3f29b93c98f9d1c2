"""A season goes on by itself: matches are drawn and settled, at its end the best and the last change places."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio

from models.kernel import clock, ids
from models.kernel.actor import Role, Scope, stranger, system_actor
from models.kernel.errors import NotAllowed, SignInRequired
from models.kernel.tables import Account, OutboxRow
from models.leaderboards.actions import (
    advance_season,
    close_seasons,
    compute_standings,
    draw_fixtures,
    request_advance,
    settle_fixtures,
)
from models.leaderboards.queries import FixtureState, fixture_forecasts, fixtures, leagues, my_fixtures, seasons
from models.leaderboards.tables import Fixture, RegionStanding, Season, Window
from models.regions.tables import PostalCode, Region
from tests.factories import actor_for, make_account, make_person, make_region
from tests.models.leaderboards.stage import NEW_YORK, Made, record, settle
from workers.looking import look

CODES = [f"US-NY-{number:03}" for number in (1, 3, 5, 7)]
COUNTIES = [ids.id_for(f"region:{code}") for code in CODES]
TEXAS = ids.id_for("region:US-TX")
TEXAN = [f"US-TX-{number:03}" for number in range(1, 49, 2)]
STARTS, ENDS = date(2026, 9, 28), date(2026, 11, 29)
LAST_MONDAY, MONDAY = date(2026, 11, 9), date(2026, 11, 16)
AFTER_LAST_ZONE = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""Midnight between Sunday and Monday in New York."""


@pytest_asyncio.fixture(autouse=True)
async def regions(db: None) -> None:
    """Counties of two states, on one clock; real ones, which another test may have loaded, are out of sight."""
    codes = ["US", "US-NY", "US-TX", *CODES, *TEXAN]
    await Region.filter(path__startswith="US/").delete()
    await PostalCode.filter(region_id__in=[ids.id_for(f"region:{code}") for code in codes]).delete()
    for code in codes:
        above = code.rpartition("-")[0]
        await make_region(
            code, parent_id=ids.id_for(f"region:{above}") if above else None, time_zone="America/New_York"
        )


@pytest_asyncio.fixture
async def account(db: None) -> Account:
    """An account with a season of nine whole weeks."""
    account = await make_account()
    await make_season(account, STARTS, ENDS)
    return account


async def make_season(account: Account, starts_on: date, ends_on: date, name: str = "Autumn") -> None:
    await Season.create(id=ids.new_id(), account_id=account.id, name=name, starts_on=starts_on, ends_on=ends_on)


async def work_done(account: Account, region_id: UUID, points: list[int], on: date) -> None:
    await record(account, [Made(ids.new_id(), score, on, region_id) for score in points])
    await settle()


async def past_weeks(account: Account, counties: list[UUID] = COUNTIES) -> None:
    """Two weeks in which the counties did about the same."""
    for monday in (LAST_MONDAY - timedelta(weeks=1), LAST_MONDAY):
        for position, county in enumerate(counties):
            await work_done(account, county, [5000 + 100 * position] * (5 + position), monday)
    await compute_standings(system_actor(account.id), on=LAST_MONDAY)


async def draw(account: Account, on: date = MONDAY) -> int:
    return await draw_fixtures(system_actor(account.id), on=on)


async def settle_at(account: Account, moment: datetime) -> int:
    with clock.freeze(moment):
        return await settle_fixtures(system_actor(account.id))


async def stored(account: Account, **filters: Any) -> list[Fixture]:
    return await Fixture.filter(account_id=account.id, **filters).order_by("week_start", "id")


async def test_a_season_is_drawn_once_for_all_its_whole_weeks(account: Account) -> None:
    await past_weeks(account)
    assert await draw(account) == 4
    before = await stored(account)
    assert [row.week_start for row in before] == [MONDAY, MONDAY, MONDAY + timedelta(7), MONDAY + timedelta(7)]
    assert {row.season_start for row in before} == {STARTS}
    for monday in (MONDAY, MONDAY + timedelta(7)):
        sides = [side for row in before if row.week_start == monday for side in (row.one_id, row.other_id)]
        assert sorted(sides) == sorted(COUNTIES)
    assert await draw(account) == 0
    assert await draw(account, MONDAY + timedelta(3)) == 0
    assert [row.id for row in await stored(account)] == [row.id for row in before]


async def test_a_week_that_is_under_way_is_no_longer_drawn(account: Account) -> None:
    await past_weeks(account)
    await draw(account, MONDAY + timedelta(2))
    assert {row.week_start for row in await stored(account)} == {MONDAY + timedelta(7)}


async def test_small_regions_play_no_matches(account: Account) -> None:
    await past_weeks(account, COUNTIES[:2])
    await work_done(account, COUNTIES[2], [9000] * 4, LAST_MONDAY)
    await compute_standings(system_actor(account.id), on=LAST_MONDAY)
    await draw(account)
    assert await stored(account) == []
    await work_done(account, COUNTIES[3], [9000] * 9, LAST_MONDAY)
    await compute_standings(system_actor(account.id), on=LAST_MONDAY)
    await draw(account)
    assert {side for row in await stored(account) for side in (row.one_id, row.other_id)} == set(COUNTIES[:2])


async def test_those_who_join_later_play_each_other_for_the_rest(account: Account) -> None:
    await past_weeks(account, COUNTIES[:2])
    await draw(account, LAST_MONDAY + timedelta(7))
    first = [row.id for row in await stored(account)]
    for county in COUNTIES[2:]:
        await work_done(account, county, [4000] * 6, MONDAY)
    await compute_standings(system_actor(account.id), on=MONDAY)
    assert await draw(account, MONDAY + timedelta(7)) == 1
    rows = await stored(account)
    assert [row.id for row in rows if row.id in first] == first
    (new,) = [row for row in rows if row.id not in first]
    assert ({new.one_id, new.other_id}, new.week_start) == (set(COUNTIES[2:]), MONDAY + timedelta(7))


async def test_a_match_is_settled_when_the_last_zone_has_passed_the_week(account: Account) -> None:
    await past_weeks(account, COUNTIES[:2])
    await draw(account)
    await work_done(account, COUNTIES[0], [9000] * 6, MONDAY)
    await work_done(account, COUNTIES[1], [3000] * 8, date(2026, 11, 22))
    assert await settle_at(account, AFTER_LAST_ZONE - timedelta(seconds=1)) == 0
    assert [row.settled_at for row in await stored(account)] == [None, None]
    assert await settle_at(account, AFTER_LAST_ZONE) == 1
    (row,) = await stored(account, week_start=MONDAY)
    rates = {row.one_id: row.one_rate, row.other_id: row.other_rate}
    assert rates == {COUNTIES[0]: 9000, COUNTIES[1]: 3000}
    assert row.joint_points == 6 * 9000 + 8 * 3000
    assert row.outcome == (1.0 if row.one_id == COUNTIES[0] else 0.0)
    await work_done(account, COUNTIES[1], [90_000] * 8, date(2026, 11, 22))
    assert await settle_at(account, AFTER_LAST_ZONE + timedelta(days=1)) == 0
    assert (await stored(account, week_start=MONDAY))[0].joint_points == row.joint_points


async def test_the_westernmost_home_holds_the_week_open(account: Account) -> None:
    await past_weeks(account, COUNTIES[:2])
    await draw(account)
    await make_person(account, region_id=COUNTIES[0], region_path="US/NY/001/", time_zone="Pacific/Honolulu")
    assert await settle_at(account, AFTER_LAST_ZONE) == 0
    assert await settle_at(account, datetime(2026, 11, 23, 10, 0, tzinfo=UTC)) == 1


async def test_a_side_that_is_too_small_leaves_a_match_without_an_outcome(account: Account) -> None:
    await past_weeks(account, COUNTIES[:2])
    await draw(account)
    await work_done(account, COUNTIES[0], [9000] * 6, MONDAY)
    await work_done(account, COUNTIES[1], [3000] * 4, MONDAY)
    await settle_at(account, AFTER_LAST_ZONE)
    (row,) = await stored(account, week_start=MONDAY)
    assert row.settled_at == AFTER_LAST_ZONE
    assert (row.one_rate, row.other_rate, row.joint_points, row.outcome) == (None, None, None, None)


async def test_what_everybody_sees_of_a_match(account: Account) -> None:
    await past_weeks(account, COUNTIES[:2])
    await draw(account)
    mine = actor_for(await make_person(account, region_id=COUNTIES[1], region_path="US/NY/003/"))
    with clock.freeze(datetime(2026, 11, 18, 17, tzinfo=UTC)):
        (line,) = await fixtures(stranger(account.id), region_id=NEW_YORK)
        assert (line.state, line.joint_points, line.one.rate, line.other.rate) == (
            FixtureState.RUNNING,
            None,
            None,
            None,
        )
        await work_done(account, COUNTIES[0], [9000] * 6, MONDAY)
        await work_done(account, COUNTIES[1], [3000] * 8, MONDAY)
        await compute_standings(system_actor(account.id), on=MONDAY)
        (line,) = await fixtures(mine, region_id=NEW_YORK)
        assert (line.one.region_id, line.one.is_mine, line.one.is_ahead, line.one.rate) == (
            COUNTIES[1],
            True,
            False,
            3000,
        )
        assert (line.other.is_mine, line.other.is_ahead, line.other.rate) == (False, True, 9000)
        assert line.joint_points == 78_000
        found = await my_fixtures(mine)
        assert found is not None
        assert (found.last, found.now, found.coming and found.coming.starts_on) == (None, line, MONDAY + timedelta(7))
        assert found.coming is not None
        assert found.coming.state is FixtureState.COMING
        with pytest.raises(SignInRequired):
            await my_fixtures(stranger(account.id))
        assert await fixtures(stranger((await make_account()).id), region_id=NEW_YORK) == []


async def test_a_region_that_fell_under_five_is_no_longer_shown(account: Account) -> None:
    await past_weeks(account, COUNTIES[:2])
    await draw(account)
    assert len(await fixtures(stranger(account.id), region_id=NEW_YORK, week=MONDAY)) == 1
    await RegionStanding.filter(account_id=account.id, region_id=COUNTIES[0], window_kind=Window.SEASON).delete()
    assert await fixtures(stranger(account.id), region_id=NEW_YORK, week=MONDAY) == []


async def test_organizers_see_predicted_and_actual_odds(account: Account) -> None:
    await past_weeks(account, COUNTIES[:2])
    await draw(account)
    await work_done(account, COUNTIES[0], [9000] * 6, MONDAY)
    await work_done(account, COUNTIES[1], [3000] * 8, MONDAY)
    await settle_at(account, AFTER_LAST_ZONE)
    organizer = actor_for(await make_person(account), Scope(Role.ORGANIZER, "US/NY/"))
    found = await fixture_forecasts(organizer, region_id=NEW_YORK, on=MONDAY)
    (row,) = await stored(account, week_start=MONDAY)
    chance = row.chance if row.one_id == COUNTIES[0] else 1 - row.chance
    assert (found.matches, found.joint_targets) == (1, float(row.joint_target <= 78_000))
    assert found.brier == pytest.approx((chance - 1) ** 2)
    assert found.unevenness == pytest.approx(abs(chance - 0.5))
    assert [(step.matches, step.won) for step in found.favourites] == [(1, float(chance >= 0.5))]
    with pytest.raises(NotAllowed):
        await fixture_forecasts(actor_for(await make_person(account)), region_id=NEW_YORK)
    with pytest.raises(SignInRequired):
        await fixture_forecasts(stranger(account.id), region_id=NEW_YORK)


async def texas_plays(account: Account) -> list[UUID]:
    """24 counties in two leagues: the first of the large ones does least, the last of the small ones most."""
    counties = [ids.id_for(f"region:{code}") for code in TEXAN]
    for position, county in enumerate(counties):
        points = 9000 if position == 23 else 1000 if position else 10
        await work_done(account, county, [points + 5 * one for one in range(30 - position)], MONDAY)
    await compute_standings(system_actor(account.id), on=MONDAY)
    return counties


async def close_at(account: Account, moment: datetime) -> int:
    with clock.freeze(moment):
        return await close_seasons(system_actor(account.id))


async def test_a_season_is_closed_once_and_moves_the_best_and_the_last(account: Account) -> None:
    counties = await texas_plays(account)
    closes = datetime(2026, 11, 30, 5, tzinfo=UTC)
    assert await close_at(account, closes - timedelta(seconds=1)) == 0
    assert await close_at(account, closes) == 1
    assert await close_at(account, closes + timedelta(hours=1)) == 0
    ordered = await OutboxRow.filter(account_id=account.id, name="standings.compute")
    assert [row.payload["on"] for row in ordered] == [
        "2026-11-30"
    ]  # what lay later was deleted, and comes back at once
    rows = await RegionStanding.filter(account_id=account.id, parent_id=TEXAS, window_kind=Window.SEASON)
    moves = {row.region_id: (row.league, row.next_league) for row in rows}
    assert {region: move for region, move in moves.items() if move[0] != move[1]} == {
        counties[0]: (1, 2),
        counties[23]: (2, 1),
    }
    await work_done(account, counties[5], [99_000] * 40, MONDAY)
    await compute_standings(system_actor(account.id), on=MONDAY)
    after = await RegionStanding.filter(account_id=account.id, parent_id=TEXAS, window_kind=Window.SEASON)
    assert {row.id: row.points for row in after} == {row.id: row.points for row in rows}
    archive = await leagues(stranger(account.id), region_id=TEXAS, on=MONDAY)
    assert [(league.number, len(league.lines)) for league in archive] == [(1, 12), (2, 12)]
    assert archive[1].lines[0].next_league == 1


async def test_the_next_season_begins_in_the_leagues_that_were_left_however_quietly(account: Account) -> None:
    counties = await texas_plays(account)
    await make_season(account, date(2026, 11, 30), date(2027, 1, 31), "Winter")
    new_year = date(2026, 12, 1)
    for county in (counties[0], counties[23], counties[1], counties[22]):
        await work_done(account, county, [1000] * 6, new_year)
    await compute_standings(system_actor(account.id), on=new_year)
    await close_at(account, datetime(2026, 11, 30, 5, tzinfo=UTC))
    await compute_standings(system_actor(account.id), on=new_year)
    rows = await RegionStanding.filter(account_id=account.id, parent_id=TEXAS, window_start=date(2026, 11, 30))
    assert {row.region_id: row.league for row in rows if row.window_kind is Window.SEASON} == {
        counties[0]: 2,
        counties[1]: 1,
        counties[22]: 2,
        counties[23]: 1,
    }
    # The closed season's leagues are drawn, also those that are quiet so far.
    await draw(account, date(2026, 11, 30))
    sides = {side for row in await stored(account, parent_id=TEXAS) for side in (row.one_id, row.other_id)}
    assert sides == set(counties)
    with clock.freeze(datetime(2026, 12, 2, tzinfo=UTC)):
        found = [(one.name, one.is_over, one.is_closed) for one in await seasons(stranger(account.id))]
    assert found == [("Winter", False, False), ("Autumn", True, True)]


async def test_nothing_is_drawn_before_the_last_season_is_closed(account: Account) -> None:
    await past_weeks(account)
    await make_season(account, date(2026, 11, 30), date(2027, 1, 31), "Winter")
    assert await draw(account, date(2026, 11, 30)) == 0


async def test_an_account_without_seasons_has_the_calendar_year(db: None) -> None:
    account = await make_account()
    with clock.freeze(datetime(2026, 12, 2, tzinfo=UTC)):
        (season,) = await seasons(stranger(account.id))
    assert (season.name, season.starts_on, season.ends_on) == ("2026", date(2026, 1, 1), date(2026, 12, 31))


async def test_the_clock_lets_it_go_on(account: Account) -> None:
    await past_weeks(account)
    with clock.freeze(datetime(2026, 11, 16, 17, tzinfo=UTC)):
        await request_advance()
    (row,) = await OutboxRow.filter(account_id=account.id, name="season.advance")
    assert row.payload["on"] == "2026-11-16"
    await look("season.advance")
    assert len(await stored(account)) == 4
    with clock.freeze(AFTER_LAST_ZONE):
        await advance_season(system_actor(account.id), on=date(2026, 11, 23))
    assert [row.settled_at is not None for row in await stored(account)] == [True, True, False, False]
