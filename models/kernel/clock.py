"""The one clock. Everything else asks here what time it is, so that a test can say so."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_frozen: ContextVar[datetime | None] = ContextVar("frozen_clock", default=None)


def now() -> datetime:
    """The current moment, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def stopped() -> datetime | None:
    """The moment at which a test has stopped the clock; None when it runs, as it always does outside tests."""
    return _frozen.get()


def local_date(moment: datetime, time_zone: str) -> date:
    """The calendar date that an aware `moment` has in an IANA `time_zone`."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


@contextmanager
def freeze(moment: datetime) -> Iterator[datetime]:
    """Stop the clock at an aware `moment`, for the current task and those it starts."""
    if moment.tzinfo is None:
        raise ValueError("freeze() takes an aware datetime")
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield moment
    finally:
        _frozen.reset(token)
