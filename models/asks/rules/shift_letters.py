"""
When people hear of a shift that they signed up for (`rules.md` A14, A15): four to five days before, a day before, half an hour
before; an hour after it they are asked how it was; a day after it they are thanked.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from models.asks.rules.hours import last_allowed, nearest_allowed, next_allowed


class ShiftLetter(StrEnum):
    """The letters of one shift, in their order; the value is the delivery's template."""

    NEAR = "shift_near"
    TOMORROW = "shift_tomorrow"
    SOON = "shift_soon"
    FEEDBACK = "shift_feedback"
    THANKS = "shift_thanks"

    @property
    def comes_after(self) -> bool:
        """Whether it counts from the shift's end, and not from its begin."""
        return self in AFTERWARDS


AFTERWARDS = frozenset({ShiftLetter.FEEDBACK, ShiftLetter.THANKS})


@dataclass(frozen=True, slots=True)
class Timing:
    """
    `at`: when a letter goes out, counted from the begin or the end of the shift. `until`: when it is too late for it.
    `known`: who signed up later than so long before gets none, for they know it.
    """

    at: timedelta
    until: timedelta
    known: timedelta = timedelta(0)


TIMINGS = {
    ShiftLetter.NEAR: Timing(timedelta(days=-4.5), timedelta(days=-3.5), timedelta(days=6.5)),
    ShiftLetter.TOMORROW: Timing(timedelta(days=-1), timedelta(hours=-10), timedelta(hours=36)),
    ShiftLetter.SOON: Timing(timedelta(minutes=-30), timedelta(0), timedelta(hours=2)),
    ShiftLetter.FEEDBACK: Timing(timedelta(hours=1), timedelta(days=2)),
    ShiftLetter.THANKS: Timing(timedelta(days=1), timedelta(days=4)),
}
AHEAD = timedelta(hours=12)
"""So long before its hour a letter is queued: quiet hours may bring it forward by less."""


def due_at(letter: ShiftLetter, starts_at: datetime, ends_at: datetime, time_zone: str) -> datetime:
    """
    When a letter goes out to somebody in this time zone: out of their quiet hours at the nearest allowed hour, but before the
    shift begins; after it, at the next one.
    """
    moment = (ends_at if letter.comes_after else starts_at) + TIMINGS[letter].at
    if letter.comes_after:
        return next_allowed(moment, time_zone)
    nearest = nearest_allowed(moment, time_zone)
    return nearest if nearest < starts_at else last_allowed(moment, time_zone)
