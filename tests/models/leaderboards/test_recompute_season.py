"""A season computed anew."""

from datetime import UTC, date, datetime

import pytest

from models.activity.actions import log_activity
from models.activity.tables import ActivityKind, LedgerEntry
from models.kernel import clock
from models.kernel.actor import system_actor
from models.kernel.errors import NotAllowed
from models.kernel.ids import id_for
from models.kernel.tables import Account
from models.leaderboards.actions import compute_standings, recompute_season
from models.leaderboards.tables import BoardKind, RegionStanding, Total, Window
from tests.factories import actor_for, make_person, make_region
from tests.models.leaderboards.stage import NEW_YORK, NEW_YORK_COUNTY, UNITED_STATES, settle

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
DAY = date(2026, 3, 4)


async def _work(account: Account) -> None:
    """Six people of one county work for half an hour, and the standings are computed."""
    await make_region("US", parent_id=None)
    await make_region("US-NY", parent_id=UNITED_STATES)
    await make_region("US-NY-061", parent_id=NEW_YORK)
    for number in range(6):
        actor = actor_for(await make_person(account))
        key = f"key-0000000{number}"
        await log_activity(actor, client_key=key, kind=ActivityKind.DESIGN, quantity=1, minutes=30)
    await settle()
    assert await compute_standings(system_actor(account.id), on=DAY) == 6


async def test_an_intact_season_is_reproduced_exactly(account: Account) -> None:
    with clock.freeze(NOW):
        await _work(account)
        assert await recompute_season(system_actor(account.id), on=DAY) == []
        with pytest.raises(NotAllowed):
            await recompute_season(actor_for(await make_person(account)), on=DAY)


async def test_whatever_differs_is_listed_and_nothing_is_changed(account: Account) -> None:
    with clock.freeze(NOW):
        await _work(account)
        season = {"account_id": account.id, "window_kind": Window.SEASON}
        await RegionStanding.filter(**season, region_id=NEW_YORK_COUNTY).update(place=2)
        await Total.filter(**season, kind=BoardKind.REGION, member_id=NEW_YORK).update(points=179_000)
        await LedgerEntry.filter(account_id=account.id, client_key="key-00000003").update(points=29_000)
        found = await recompute_season(system_actor(account.id), on=DAY)
        again = await recompute_season(system_actor(account.id), on=DAY)
    ledger = [(one.whose, one.expected) for one in found if one.what == "ledger"]
    assert ledger == [("key-00000003", 1_000)]
    standings = [one for one in found if one.what == "standing" and one.window == "season:2026-01-01"]
    assert f"{id_for('region:US-NY-061')} in {NEW_YORK}" in {one.whose for one in standings}
    regions = {(one.whose, one.found, one.expected) for one in found if one.window == "region:season:2026-01-01"}
    assert (str(NEW_YORK), 179_000, 179_000) not in regions
    assert (str(NEW_YORK_COUNTY), 180_000, 179_000) in regions
    assert again == found
