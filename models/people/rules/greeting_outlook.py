"""What comes next for a newcomer, if nobody does anything."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from models.people.rules.greeting_clock import GreetingClock


class GreetingNext(StrEnum):
    """What happens to a newcomer next by itself."""

    UNCLAIMED = "unclaimed"
    LOOKING = "looking"
    CLIMBS = "climbs"
    STAYS = "stays"


class Outlook(NamedTuple):
    """What happens, and when; None: nothing happens by itself."""

    next: GreetingNext
    at: datetime | None = None


def outlook_of(clock: GreetingClock | None) -> Outlook:
    """
    For an open clock: somebody is looked for, it climbs from its owner, or at the top it stays with them.

    Without a clock (who came before there was one) nobody is given them: somebody has to take them.
    """
    if clock is None:
        return Outlook(GreetingNext.UNCLAIMED)
    if clock.owner is None:
        return Outlook(GreetingNext.LOOKING, clock.escalates_at)
    if clock.escalates_at is None:
        return Outlook(GreetingNext.STAYS)
    return Outlook(GreetingNext.CLIMBS, clock.escalates_at)
