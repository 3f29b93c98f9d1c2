"""
Greeting in batches (`rules.md` M7): ten newcomers at most, for one greeter alone, for seven days.

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


class GreetingStage(StrEnum):
    """Who is responsible for a newcomer, from the nearest on: it climbs with time and never falls."""

    GREETER = "greeter"
    TEAM_LEADER = "team_leader"
    ORGANIZER = "organizer"
    REGION = "region"


class GreetingStepKind(StrEnum):
    """What happened to a newcomer's clock."""

    STARTED = "started"
    GIVEN = "given"
    ESCALATED = "escalated"
    NOBODY_LEFT = "nobody_left"
    TAKEN = "taken"
    RETURNED = "returned"
    RECORDED = "recorded"
    UNDONE = "undone"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"


FINAL = frozenset({GreetingResult.REACHED, GreetingResult.WRONG_NUMBER, GreetingResult.REFUSED})
"""After these, nobody is to try again: the newcomer leaves the batch and is given to nobody else."""

TALKED = frozenset({GreetingResult.REACHED, GreetingResult.REFUSED})
"""A human being and the newcomer spoke with each other."""

LEASED = frozenset({GreetingStage.GREETER, GreetingStage.TEAM_LEADER})
"""Stages at which a newcomer is one person's alone. Organizers answer for them, but whoever may greet can take them over."""


def to_take(open_leases: int) -> int:
    """How many more newcomers a greeter may take."""
    return max(0, BATCH - open_leases)
