"""When somebody can usually come: a week of 21 slots, kept as a bit mask."""

from collections.abc import Iterable
from datetime import datetime
from enum import IntEnum

from models.kernel.errors import Invalid

SLOTS = 21
ALWAYS = (1 << SLOTS) - 1


class DayPart(IntEnum):
    """A third of a waking day: until 12, until 17, and after."""

    MORNING = 0
    AFTERNOON = 1
    EVENING = 2


def slot_bit(weekday: int, part: DayPart) -> int:
    """The bit of a slot; Monday is 0."""
    return 1 << (3 * weekday + part)


def mask_of(slots: Iterable[tuple[int, DayPart]]) -> int:
    """The mask of (weekday, part) pairs. Raises Invalid for a weekday that is not 0 to 6."""
    mask = 0
    for weekday, part in slots:
        if not 0 <= weekday <= 6:
            raise Invalid("Weekdays go from 0, Monday, to 6, Sunday.", field="availability")
        mask |= slot_bit(weekday, part)
    return mask


def slots_of(mask: int) -> list[tuple[int, DayPart]]:
    """The (weekday, part) pairs of a mask, in the order of the week."""
    return [(weekday, part) for weekday in range(7) for part in DayPart if mask & slot_bit(weekday, part)]


def part_of(hour: int) -> DayPart:
    """The part of the day that a local hour lies in."""
    if hour < 12:
        return DayPart.MORNING
    return DayPart.AFTERNOON if hour < 17 else DayPart.EVENING


def is_available(mask: int | None, local_start: datetime) -> bool:
    """Whether a start (in local time) falls into a free slot; somebody who told us nothing may always come."""
    return mask is None or bool(mask & slot_bit(local_start.weekday(), part_of(local_start.hour)))
