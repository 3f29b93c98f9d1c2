"""Which board is meant: its window around a date, and for regions those with which they compete."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.kernel import clock
from models.kernel.errors import Invalid
from models.kernel.tables import Account
from models.leaderboards.names import BoardName
from models.leaderboards.rules import span_of
from models.leaderboards.tables import BoardKind, Season, Window
from models.regions.queries import region_by_code, region_by_id
from models.regions.tables import Division, Region

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Frame:
    """A board, the last day of its window, and the region it is about; None: the whole account."""

    name: BoardName
    ends_on: date
    region: Region | None


async def frame_of(
    account_id: UUID, *, kind: BoardKind, window: Window, on: date | None, region_id: UUID | None
) -> Frame:
    """
    The board of a kind in the window that holds a date: today in the account's time zone, if not said.

    For regions, `region_id` is the one whose parts compete (that of the account's country, if not said); for
    one without parts, such as a county, it is the board on which it competes itself.

    Raises NotFound for an unknown region, Invalid for a date outside this century.
    """
    if on is not None and not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise Invalid("Choose a day of this century.", field="date")
    account = await Account.get(id=account_id)
    seasons = await Season.filter(account_id=account_id) if window is Window.SEASON else []
    span = span_of(window, on or clock.local_date(clock.now(), account.time_zone), seasons)
    region = await _region(account, kind, region_id)
    parent_id = region.id if region and kind is BoardKind.REGION else None
    return Frame(BoardName(kind, window, span.starts_on, parent_id), span.ends_on, region)


async def _region(account: Account, kind: BoardKind, region_id: UUID | None) -> Region | None:
    if region_id is None:
        return await region_by_code(account.default_country) if kind is BoardKind.REGION else None
    region = await region_by_id(region_id)
    if kind is BoardKind.REGION and region.parent_id and not await _has_parts(region):
        return await region_by_id(region.parent_id)
    return region


async def _has_parts(region: Region) -> bool:
    return await Region.filter(parent_id=region.id, division=Division.ADMINISTRATIVE).exists()
