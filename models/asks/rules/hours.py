"""Quiet hours (`rules.md` A15): nothing between 21 and 8 o'clock of the person's own time zone."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EVENING = time(21)
MORNING = time(8)


def is_quiet(moment: datetime, time_zone: str) -> bool:
    """Whether an aware `moment` falls into the quiet hours of an IANA `time_zone`."""
    clock_time = moment.astimezone(ZoneInfo(time_zone)).time()
    return clock_time >= EVENING or clock_time < MORNING


def next_allowed(moment: datetime, time_zone: str) -> datetime:
    """`moment` itself, or the next 8 o'clock in the time zone if it falls into the quiet hours. Same zone as `moment`."""
    if not is_quiet(moment, time_zone):
        return moment
    local = moment.astimezone(ZoneInfo(time_zone))
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return morning_of(day, time_zone).astimezone(moment.tzinfo)


def morning_of(day: date, time_zone: str) -> datetime:
    """When the quiet hours of a local day end."""
    return datetime.combine(day, MORNING, tzinfo=ZoneInfo(time_zone))
