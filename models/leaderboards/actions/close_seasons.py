"""Ends a season: its standings become final, and the best and the last change places for the next one."""

from datetime import date, timedelta
from uuid import UUID

from models.kernel import clock, outbox, work
from models.kernel.actor import Actor
from models.leaderboards.actions.compute_standings import COMPUTE, compute_window, lock_standings
from models.leaderboards.queries.leagues_of import next_leagues, season_standings
from models.leaderboards.queries.zones import closing_times
from models.leaderboards.rules import WindowSpan, span_of
from models.leaderboards.tables import RegionStanding, Season, Window


async def close_seasons(actor: Actor) -> int:
    """
    Close the seasons that the last zone of all their regions has passed (G15); returns how many.

    Their standings are computed once more, and each says where its region plays next. From then on they stay: a closed
    season is not closed again. What was computed of later windows meanwhile is computed anew, in the new leagues.
    """
    async with work.unit_of_work(actor):
        await lock_standings(actor)
        seasons = await Season.filter(account_id=actor.account_id)
        starts = await _open_seasons(actor)
        spans = [span_of(Window.SEASON, start, seasons) for start in starts]
        return sum([await _close(actor, span) for span in spans if span.starts_on in starts])


async def _open_seasons(actor: Actor) -> list[date]:
    rows = RegionStanding.filter(account_id=actor.account_id, window_kind=Window.SEASON, next_league__isnull=True)
    return sorted({row.window_start for row in await rows.only("id", "window_start")})


async def _close(actor: Actor, span: WindowSpan) -> bool:
    rows = RegionStanding.filter(account_id=actor.account_id, window_kind=Window.SEASON, window_start=span.starts_on)
    if span.ends_on >= clock.now().date() + timedelta(days=1):
        return False
    found = await rows
    closing = await closing_times(actor.account_id, span.ends_on, {row.region_id for row in found})
    if max(closing.values()) > clock.now():
        return False
    await compute_window(actor, Window.SEASON, span.ends_on, anew=True)
    for parent_id in sorted({row.parent_id for row in await rows}):
        await _promote(actor, parent_id, span)
    await RegionStanding.filter(account_id=actor.account_id, window_start__gt=span.ends_on).delete()
    await outbox.enqueue(COMPUTE, account_id=actor.account_id, on=clock.now().date())
    return True


async def _promote(actor: Actor, parent_id: UUID, span: WindowSpan) -> None:
    rows = await season_standings(actor.account_id, parent_id, span.starts_on)
    seats = next_leagues(rows)
    for row in rows:
        row.next_league = seats[row.region_id]
    await RegionStanding.bulk_update(rows, fields=["next_league"])
