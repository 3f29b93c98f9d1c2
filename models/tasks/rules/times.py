"""Times of shifts: what overlaps, when one may check in, and who is next in the queue."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

EARLY_CHECK_IN = timedelta(hours=1)
LATE_CHECK_IN = timedelta(hours=2)
LONGEST_SHIFT = timedelta(hours=24)


class Span(NamedTuple):
    """A stretch of time, its end not included."""

    starts_at: datetime
    ends_at: datetime


def is_well_formed(span: Span) -> bool:
    """Whether a shift has a length, of a day at most."""
    return timedelta(0) < span.ends_at - span.starts_at <= LONGEST_SHIFT


def overlaps(left: Span, right: Span) -> bool:
    """Whether two stretches have a moment in common. One may begin when the other ends."""
    return left.starts_at < right.ends_at and right.starts_at < left.ends_at


def minutes_between(span: Span) -> int:
    """Its length in whole minutes."""
    return int((span.ends_at - span.starts_at).total_seconds()) // 60


def check_in_window(span: Span) -> Span:
    """When people may check themselves in: from an hour before the start until two hours after the end."""
    return Span(span.starts_at - EARLY_CHECK_IN, span.ends_at + LATE_CHECK_IN)


def may_check_in(span: Span, moment: datetime) -> bool:
    """Whether people may check themselves in at this moment."""
    window = check_in_window(span)
    return window.starts_at <= moment <= window.ends_at


def place_in_queue(now: datetime, latest: datetime | None) -> datetime:
    """The time under which somebody queues: now, but always after who came last, so that the order is strict."""
    return now if latest is None else max(now, latest + timedelta(microseconds=1))


def next_in_queue(queue: Sequence[UUID], shift: Span, busy: dict[UUID, Collection[Span]], places: int) -> list[UUID]:
    """The first people of the queue, at most `places`, who have nothing else during the shift."""
    free = (person for person in queue if not _is_busy(shift, busy.get(person, ())))
    return [person for _, person in zip(range(places), free, strict=False)]


def _is_busy(shift: Span, spans: Iterable[Span]) -> bool:
    return any(overlaps(shift, span) for span in spans)
