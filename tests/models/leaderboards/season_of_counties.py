"""A season of four counties of New York."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest_asyncio

from models.kernel import clock, ids
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.leaderboards.actions import (
    close_seasons,
    compute_standings,
    draw_fixtures,
    settle_fixtures,
)
from models.leaderboards.tables import Fixture, Season
from models.regions.tables import PostalCode, Region
from tests.factories import make_account, make_region
from tests.models.leaderboards.stage import Made, record, settle

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
