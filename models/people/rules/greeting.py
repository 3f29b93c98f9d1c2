"""
Greeting in batches (`rules.md` M7, A7): ten newcomers at most, for one greeter alone, for seven days.

A newcomer who was reached is greeted. One who was not stays in the batch until it ends, then somebody else gets them.
"""

from datetime import timedelta
from enum import StrEnum

BATCH = 10
LEASE = timedelta(days=7)


class GreetingResult(StrEnum):
    """What became of an attempt to greet somebody."""

    REACHED = "reached"
    LEFT_MESSAGE = "left_message"
    NOT_REACHED = "not_reached"
    WRONG_NUMBER = "wrong_number"
    REFUSED = "refused"


FINAL = frozenset({GreetingResult.REACHED, GreetingResult.WRONG_NUMBER, GreetingResult.REFUSED})
"""After these, nobody is to try again: the newcomer leaves the batch and is given to nobody else."""


def to_take(open_leases: int) -> int:
    """How many more newcomers a greeter may take."""
    return max(0, BATCH - open_leases)
