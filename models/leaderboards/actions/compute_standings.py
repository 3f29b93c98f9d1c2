"""Computes who stands where among regions, from the ledger, and stores it."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from models.kernel import clock, ids, outbox, work
from models.kernel.actor import Actor, system_actor
from models.kernel.tables import Account
from models.leaderboards.queries.leagues_of import leagues_of
from models.leaderboards.queries.points_by_part import points_by_part, version_of_totals
from models.leaderboards.rules import WindowSpan, span_of, without_small_ones
from models.leaderboards.rules.fair import RULE_VERSION, Leagues, RankedRegion, ranked_regions
from models.leaderboards.rules.fair.arrays import Integers
from models.leaderboards.tables import RegionStanding, Season, Window

COMPUTE = "standings.compute"
RANKED_WINDOWS = (Window.SEASON, Window.MONTH, Window.WEEK)
# A window is over everywhere a day after its last date; then its standings are computed once more.
DAYS_AFTER = timedelta(days=2)

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('standings:' || $1::uuid::text, 0))"


async def request_standings() -> None:
    """Have each account's standings of the present windows computed, and of those that ended lately."""
    for account in await Account.all():
        today = clock.local_date(clock.now(), account.time_zone)
        async with work.unit_of_work(system_actor(account.id)):
            for on in (today - DAYS_AFTER, today):
                await outbox.enqueue(COMPUTE, account_id=account.id, on=on)


async def compute_standings(actor: Actor, *, on: date) -> int:
    """
    Compute the standings of the season, month and week that hold a date, for the parts of every region.

    What was computed from the same totals by the same rule stays as it is. Returns how many standings were stored.
    """
    async with work.unit_of_work(actor):
        await lock_standings(actor)
        seasons = await Season.filter(account_id=actor.account_id)
        season = span_of(Window.SEASON, on, seasons)
        return sum([await _compute(actor, window, span_of(window, on, seasons), season) for window in RANKED_WINDOWS])


async def compute_window(actor: Actor, window: Window, on: date, *, anew: bool = False) -> int:
    """
    The same for one window. `anew`: from the ledger as it is now, even if the totals have not heard of a change yet.

    A season that is closed stays as it is.
    """
    async with work.unit_of_work(actor):
        await lock_standings(actor)
        seasons = await Season.filter(account_id=actor.account_id)
        season = span_of(Window.SEASON, on, seasons)
        return await _compute(actor, window, span_of(window, on, seasons), season, anew=anew)


async def lock_standings(actor: Actor) -> None:
    """Keep others from computing standings and drawing fixtures until the transaction ends."""
    await work.execute(_LOCK, actor.account_id)


async def _compute(actor: Actor, window: Window, span: WindowSpan, season: WindowSpan, *, anew: bool = False) -> int:
    version = await version_of_totals(actor.account_id, window, span)
    known = RegionStanding.filter(account_id=actor.account_id, window_kind=window, window_start=span.starts_on)
    unchanged = not anew and await known.filter(totals_version=version, rule_version=RULE_VERSION).exists()
    if unchanged or await known.filter(next_league__isnull=False).exists():
        return 0
    rows = await standings_of_window(actor, window, span, season)
    await known.delete()
    await RegionStanding.bulk_create(rows)
    return len(rows)


async def standings_of_window(
    actor: Actor, window: Window, span: WindowSpan, season: WindowSpan
) -> list[RegionStanding]:
    """The rows that a window comes to now, not stored. Leagues are those of the season's stored standings."""
    version = await version_of_totals(actor.account_id, window, span)
    boards = await points_by_part(actor.account_id, span)
    rows = []
    for parent_id, parts in boards.items():
        shown = _shown(parts)
        leagues = await _leagues(actor, parent_id, season, window, shown)
        rows += [_row(actor, parent_id, window, span, version, one) for one in ranked_regions(shown, leagues)]
    return rows


def _shown(parts: Mapping[UUID, Integers]) -> dict[UUID, Integers]:
    """Those that may be shown in public: large enough, and none to be had by subtracting the others."""
    scores = [(part_id, int(points.sum())) for part_id, points in parts.items()]
    return {part_id: parts[part_id] for part_id, _ in without_small_ones(scores, lambda part_id: len(parts[part_id]))}


async def _leagues(
    actor: Actor, parent_id: UUID, season: WindowSpan, window: Window, shown: Mapping[UUID, Integers]
) -> Leagues:
    """The season's, which were computed first; a window that reaches before its season may hold regions that are new."""
    active = {part_id: len(points) for part_id, points in shown.items()}
    if window is not Window.SEASON:
        rows = RegionStanding.filter(
            account_id=actor.account_id,
            parent_id=parent_id,
            window_kind=Window.SEASON,
            window_start=season.starts_on,
        )
        active |= {row.region_id: row.active for row in await rows}
    return await leagues_of(actor.account_id, parent_id, season.starts_on, active)


def _row(
    actor: Actor, parent_id: UUID, window: Window, span: WindowSpan, version: int, one: RankedRegion
) -> RegionStanding:
    return RegionStanding(
        id=ids.new_id(),
        account_id=actor.account_id,
        parent_id=parent_id,
        region_id=one.region_id,
        window_kind=window,
        window_start=span.starts_on,
        league=one.league,
        place=one.place,
        score=one.score,
        shown=one.shown,
        lowest=one.lowest,
        highest=one.highest,
        active=one.active,
        points=one.points,
        counted=one.counted,
        variance=one.variance,
        totals_version=version,
        rule_version=RULE_VERSION,
        computed_at=clock.now(),
    )
