"""A season is closed once, moves regions between leagues and starts the next."""

from datetime import UTC, date, datetime, timedelta

from models.kernel import clock
from models.kernel.actor import stranger, system_actor
from models.kernel.tables import Account, OutboxRow
from models.leaderboards.actions import (
    advance_season,
    compute_standings,
    request_advance,
)
from models.leaderboards.queries import leagues, seasons
from models.leaderboards.tables import RegionStanding, Window
from tests.factories import make_account
from tests.models.leaderboards.season_of_counties import (
    AFTER_LAST_ZONE,
    MONDAY,
    TEXAS,
    close_at,
    draw,
    make_season,
    past_weeks,
    stored,
    texas_plays,
    work_done,
)
from tests.models.leaderboards.season_of_counties import account as account
from tests.models.leaderboards.season_of_counties import regions as regions
from workers.looking import look


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
