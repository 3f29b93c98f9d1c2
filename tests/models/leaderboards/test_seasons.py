"""A season goes on by itself: matches are drawn and settled, at its end the best and the last change places."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.kernel import clock
from models.kernel.actor import Role, Scope, stranger, system_actor
from models.kernel.errors import NotAllowed, SignInRequired
from models.kernel.tables import Account
from models.leaderboards.actions import (
    compute_standings,
)
from models.leaderboards.queries import FixtureState, fixture_forecasts, fixtures, my_fixtures
from models.leaderboards.tables import RegionStanding, Window
from tests.factories import actor_for, make_account, make_person
from tests.models.leaderboards.season_of_counties import (
    AFTER_LAST_ZONE,
    COUNTIES,
    LAST_MONDAY,
    MONDAY,
    STARTS,
    draw,
    past_weeks,
    settle_at,
    stored,
    work_done,
)
from tests.models.leaderboards.season_of_counties import account as account
from tests.models.leaderboards.season_of_counties import regions as regions
from tests.models.leaderboards.stage import NEW_YORK


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
