"""Times by the clock of a place, and the moments that they mean, at the edges of daylight-saving time too."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from models.kernel.errors import Invalid
from models.tasks.rules.validate import ShiftDraft


@dataclass(frozen=True, slots=True)
class LocalShift:
    """
    A shift as people speak of it: a day, and two times by the clock of the place. One that ends no later than it
    starts ends on the next day. `id`, `cancelled` and `overbook` as in `ShiftDraft`.
    """

    day: date
    start: time
    end: time
    capacity: int
    id: UUID | None = None
    cancelled: bool = False
    overbook: int | None = None


def in_zone(shift: LocalShift, zone: str, before: ShiftDraft | None = None) -> ShiftDraft:
    """
    The moments of a shift in an IANA time zone.

    A time that comes twice (clocks go back) is the first one, unless the shift had the second one `before`. One that
    never comes (clocks go forward) raises Invalid, and so does one at the very ends of the calendar.
    """
    try:
        start = _moment(shift.day, shift.start, zone, before.starts_at if before else None)
        last_day = shift.day if shift.end > shift.start else shift.day + timedelta(days=1)
        end = _moment(last_day, shift.end, zone, before.ends_at if before else None)
    except OverflowError as beyond:
        raise Invalid("Choose a day of this century.", field="shifts") from beyond
    return ShiftDraft(start, end, shift.capacity, shift.id, shift.cancelled, shift.overbook)


def _moment(day: date, clock: time, zone: str, before: datetime | None) -> datetime:
    local = datetime.combine(day, clock.replace(tzinfo=None), ZoneInfo(zone))
    if before is not None and before.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local.replace(tzinfo=None):
        return before
    moment = local.astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Invalid("On that day clocks skip this time. Choose one an hour later.", field="shifts")
    return moment
