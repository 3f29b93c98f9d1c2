"""What an activity must be like before it is taken."""

import re
from datetime import datetime, timedelta

from models.activity.errors import ActivityInvalid, StartsInFuture

MOST_MINUTES = 24 * 60
MOST_QUANTITY = 100_000
LONGEST_NOTE = 500
CLOCK_TOLERANCE = timedelta(minutes=10)
"""Phones' clocks are off by minutes: what starts a little in the future is taken."""
EARLIEST_YEAR = 1990

_CLIENT_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


def ensure_valid_activity(
    *, client_key: str, quantity: int, minutes: int, started_at: datetime, now: datetime, note: str | None = None
) -> None:
    """Raise ActivityInvalid (or StartsInFuture) with the field and what to do about it, unless all is well."""
    ensure_valid_amounts(quantity, minutes)
    ensure_valid_start(started_at, now)
    if not _CLIENT_KEY.fullmatch(client_key):
        raise ActivityInvalid(
            "The client key must have 8 to 64 letters, digits, hyphens or underscores.", field="clientKey"
        )
    if note is not None and len(note) > LONGEST_NOTE:
        raise ActivityInvalid(
            "A note has at most {most} characters. Please shorten it.", field="note", most=LONGEST_NOTE
        )


def ensure_valid_amounts(quantity: int, minutes: int) -> None:
    """Raise ActivityInvalid unless quantity and minutes are possible and not both zero."""
    if not 0 <= minutes <= MOST_MINUTES:
        raise ActivityInvalid(
            "One activity has 0 to 1440 minutes (24 hours). Log longer work day by day.", field="minutes"
        )
    if not 0 <= quantity <= MOST_QUANTITY:
        raise ActivityInvalid("The number must be from 0 to {most}.", field="quantity", most=MOST_QUANTITY)
    if quantity == 0 and minutes == 0:
        raise ActivityInvalid("Say how many, or how many minutes it took.", field="minutes")


def ensure_valid_start(started_at: datetime, now: datetime) -> None:
    """Raise ActivityInvalid unless `started_at` is an aware moment of the past (ten minutes' grace for wrong clocks)."""
    if started_at.tzinfo is None:
        raise ActivityInvalid("Say in which time zone this is.", field="startedAt")
    if started_at > now + CLOCK_TOLERANCE:
        raise StartsInFuture(started_at, now)
    if started_at.year < EARLIEST_YEAR:
        raise ActivityInvalid(
            "This is too long ago: the earliest year is {year}.", field="startedAt", year=EARLIEST_YEAR
        )
