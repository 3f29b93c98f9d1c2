"""Shifts by the clock of the place where a task is done."""

from datetime import date, time

import strawberry

from api import ids
from models.tasks.rules.local_times import LocalShift

OVERBOOK = (
    "How many more people than places may be confirmed while too few are expected to come by their chances of showing "
    "up; at most as many as there are places. If it is not said, it stays: 0 for a new shift."
)


@strawberry.input(
    description="A time at which the task is done, by the clock of its place. One that ends no later than it starts ends "
    "on the next day; a time that comes twice is the first one."
)
class LocalShiftInput:
    """A new shift."""

    day: date = strawberry.field(description="The day on which it starts.")
    start: time = strawberry.field(description="When it starts.")
    end: time = strawberry.field(description="When it ends.")
    capacity: int = strawberry.field(description="How many people are needed.")
    overbook: int | None = strawberry.field(description=OVERBOOK, default=None)


@strawberry.input(description="A shift as it is to be, by the clock of the place.")
class LocalShiftChangeInput(LocalShiftInput):
    """A shift that changes, or a new one."""

    id: strawberry.ID | None = strawberry.field(
        description="The shift that changes; without it, a new one.", default=None
    )
    cancelled: bool = strawberry.field(description="True calls it off; whoever is in it is told.", default=False)


def new_shift(given: LocalShiftInput) -> LocalShift:
    """The shift of the domain."""
    return LocalShift(given.day, given.start, given.end, given.capacity, overbook=given.overbook)


def changed_shift(given: LocalShiftChangeInput) -> LocalShift:
    """The shift of the domain, perhaps one that is there already."""
    shift_id = ids.row_id("Shift", given.id) if given.id is not None else None
    return LocalShift(given.day, given.start, given.end, given.capacity, shift_id, given.cancelled, given.overbook)
