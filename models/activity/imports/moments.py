"""Dates and times as other systems write them."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

NOON = time(12)
"""When work began of which only the day is known."""

_UNIX = re.compile(r"\d{10}(\d{3})?")
_BY_YEAR = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_BY_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]m)?", re.IGNORECASE)
_OFFSET = re.compile(r"(?:Z|UTC|GMT|([+-])(\d{2}):?(\d{2}))$", re.IGNORECASE)


def day_comes_first(texts: Iterable[str], usual: bool) -> bool:
    """Whether dates such as `03/04/2022` in a column begin with the day: a number above 12 tells; else what is usual."""
    pairs = [(int(found[1]), int(found[2])) for text in texts if (found := _BY_DAY.match(text))]
    if any(first > 12 for first, _ in pairs):
        return True
    return usual and not any(second > 12 for _, second in pairs)


def read_moment(text: str, time_zone: str, *, day_first: bool) -> datetime | None:
    """
    The aware moment that a text names: ISO 8601, `3/25/22 4:30 PM`, `25.03.2022`, Unix seconds; None if it names none.

    Without an offset of its own it is in `time_zone` (IANA), without a time of day at noon.
    """
    if _UNIX.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    day = _read_day(text, day_first=day_first)
    if day is None:
        return None
    clock = _CLOCK.search(text)
    moment = datetime.combine(day, _read_clock(clock) if clock else NOON, ZoneInfo(time_zone))
    offset = _OFFSET.search(text) if clock else None
    return moment if offset is None else _with_offset(moment, offset.group())


def _read_day(text: str, *, day_first: bool) -> date | None:
    found = _BY_YEAR.match(text)
    if found:
        return _date_or_none(int(found[1]), int(found[2]), int(found[3]))
    found = _BY_DAY.match(text)
    if found is None:
        return None
    day, month = (int(found[1]), int(found[2])) if day_first else (int(found[2]), int(found[1]))
    year = int(found[3])
    return _date_or_none(year if year > 99 else 2000 + year, month, day)


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_clock(found: re.Match[str]) -> time:
    hour, half = int(found[1]), (found[4] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(min(hour, 23), min(int(found[2]), 59), min(int(found[3] or 0), 59))


def _with_offset(moment: datetime, offset: str) -> datetime | None:
    name = offset if offset[0] in "+-" else "+00:00"
    digits = name.replace(":", "")
    try:
        return moment.replace(tzinfo=datetime.strptime(digits, "%z").tzinfo)
    except ValueError:
        return None
