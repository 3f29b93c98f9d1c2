"""The seasons of an account, and the leagues of one."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from models.kernel import clock
from models.kernel.actor import Actor
from models.kernel.tables import Account
from models.leaderboards.queries.frame import frame_of
from models.leaderboards.queries.region_standings import RegionLine, lines_of
from models.leaderboards.rules import span_of
from models.leaderboards.tables import BoardKind, RegionStanding, Season, Window


@dataclass(frozen=True, slots=True)
class SeasonSpan:
    """A season: `is_over` by the account's calendar; `is_closed`: its standings are final, and the leagues moved."""

    name: str
    starts_on: date
    ends_on: date
    is_over: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class League:
    """A size league (1: the largest regions) with its standings, best first."""

    number: int
    lines: tuple[RegionLine, ...]


async def seasons(actor: Actor) -> list[SeasonSpan]:
    """All seasons of the account, the latest first; the present calendar year where it has none."""
    account = await Account.get(id=actor.account_id)
    today = clock.local_date(clock.now(), account.time_zone)
    known = await Season.filter(account_id=actor.account_id).order_by("-starts_on")
    spans = [(one.name, one.starts_on, one.ends_on) for one in known]
    present = span_of(Window.SEASON, today, known)
    if not spans:
        spans = [(str(today.year), present.starts_on, present.ends_on)]
    closed = RegionStanding.filter(account_id=actor.account_id, window_kind=Window.SEASON, next_league__isnull=False)
    ended = {row.window_start for row in await closed.only("id", "window_start")}
    return [SeasonSpan(name, start, end, end < today, start in ended) for name, start, end in spans]


async def leagues(actor: Actor, *, region_id: UUID | None = None, on: date | None = None) -> list[League]:
    """
    The leagues of a region's parts in the season that holds a date (the present one, if not said): as computed last, and
    for a season that is closed, for ever. Raises NotFound, Invalid.
    """
    frame = await frame_of(actor.account_id, kind=BoardKind.REGION, window=Window.SEASON, on=on, region_id=region_id)
    lines = await lines_of(actor, frame)
    return [League(number, tuple(found)) for number, found in groupby(lines, key=lambda line: line.league)]
