"""Says how matches ended, once their week is over for both regions."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from models.kernel import clock, work
from models.kernel.actor import Actor
from models.leaderboards.actions.compute_standings import lock_standings
from models.leaderboards.actions.draw_fixtures import week_of_regions
from models.leaderboards.queries.zones import closing_times
from models.leaderboards.rules.fair import RegionWeek, outcome
from models.leaderboards.tables import Fixture

_LAST_DAY = timedelta(days=6)
_COLUMNS = ["one_rate", "other_rate", "joint_points", "outcome", "settled_at"]


async def settle_fixtures(actor: Actor) -> int:
    """
    Settle the matches whose week the last zone of both regions has passed (G15), by the ledger as it is then.

    What is settled stays. A match with a side of fewer than five active people has no outcome. Returns how many.
    """
    async with work.unit_of_work(actor):
        await lock_standings(actor)
        open_ones = Fixture.filter(
            account_id=actor.account_id, settled_at__isnull=True, week_start__lt=clock.now().date() - _LAST_DAY
        )
        fixtures = await open_ones.order_by("week_start", "id").select_for_update()
        weeks = [(monday, list(found)) for monday, found in groupby(fixtures, key=lambda one: one.week_start)]
        return sum([await _settle_week(actor, monday, found) for monday, found in weeks])


async def _settle_week(actor: Actor, monday: date, fixtures: Sequence[Fixture]) -> int:
    sides = {side for one in fixtures for side in (one.one_id, one.other_id)}
    closing = await closing_times(actor.account_id, monday + _LAST_DAY, sides)
    closed = [one for one in fixtures if _is_over(one, closing)]
    if not closed:
        return 0
    week = await week_of_regions(actor, monday, anew=True)
    for fixture in closed:
        _settle(fixture, week)
    await Fixture.bulk_update(closed, fields=_COLUMNS)
    return len(closed)


def _is_over(fixture: Fixture, closing: Mapping[UUID, datetime]) -> bool:
    return max(closing[fixture.one_id], closing[fixture.other_id]) <= clock.now()


def _settle(fixture: Fixture, week: Mapping[UUID, RegionWeek]) -> None:
    fixture.settled_at = clock.now()
    one, other = week.get(fixture.one_id), week.get(fixture.other_id)
    if one is None or other is None:
        return
    fixture.one_rate, fixture.other_rate = one.counted // one.active, other.counted // other.active
    fixture.joint_points = one.counted + other.counted
    fixture.outcome = outcome(one, other)
