"""Which window a local date lies in. Always the activity's own date, fixed once in its maker's zone (`rules.md` G15)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.leaderboards.tables import Season, Window


@dataclass(frozen=True, slots=True)
class WindowSpan:
    """A window's first and last day."""

    starts_on: date
    ends_on: date


def span_of(window: Window, on: date, seasons: Sequence[Season] = ()) -> WindowSpan:
    """
    The window of that kind in which a date lies. Weeks are ISO weeks (Monday to Sunday).

    A season is the account's that holds the date, the latest to start if several do; the calendar year if none does.
    """
    if window is Window.DAY:
        return WindowSpan(on, on)
    if window is Window.WEEK:
        monday = on - timedelta(days=on.weekday())
        return WindowSpan(monday, monday + timedelta(days=6))
    if window is Window.MONTH:
        return WindowSpan(on.replace(day=1), _end_of_month(on))
    return _season(on, seasons)


def _end_of_month(on: date) -> date:
    return (on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _season(on: date, seasons: Sequence[Season]) -> WindowSpan:
    running = [season for season in seasons if season.starts_on <= on <= season.ends_on]
    if not running:
        return WindowSpan(date(on.year, 1, 1), date(on.year, 12, 31))
    latest = max(running, key=lambda season: season.starts_on)
    return WindowSpan(latest.starts_on, latest.ends_on)


def closes_at(ends_on: date, time_zones: Collection[str]) -> datetime:
    """
    When a window is over everywhere: the moment (UTC) at which the last of some IANA zones has passed its last date.

    Raises ValueError if there is no zone.
    """
    midnight = datetime.combine(ends_on + timedelta(days=1), time())
    return max(midnight.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for zone in time_zones)
