"""Quiet hours (`rules.md` A15): nothing between 21 and 8 o'clock of the person's own time zone."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EVENING = time(21)
MORNING = time(8)
LAST = time(20, 45)
"""What is to go out in the evening goes out now at the latest: sending takes a while."""


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


def last_allowed(moment: datetime, time_zone: str) -> datetime:
    """`moment` itself, or a quarter to nine in the evening before it if it falls into the quiet hours. Same zone as `moment`."""
    if not is_quiet(moment, time_zone):
        return moment
    local = moment.astimezone(ZoneInfo(time_zone))
    day = local.date() if local.time() >= EVENING else local.date() - timedelta(days=1)
    return datetime.combine(day, LAST, tzinfo=ZoneInfo(time_zone)).astimezone(moment.tzinfo)


def nearest_allowed(moment: datetime, time_zone: str) -> datetime:
    """The nearer one of `last_allowed` and `next_allowed`."""
    before, after = last_allowed(moment, time_zone), next_allowed(moment, time_zone)
    return before if moment - before <= after - moment else after


def morning_of(day: date, time_zone: str) -> datetime:
    """When the quiet hours of a local day end."""
    return datetime.combine(day, MORNING, tzinfo=ZoneInfo(time_zone))
