"""In which order people are asked to cover an urgent gap (`rules.md` A13, after the specification of emfcamp's volunteers)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from models.asks.rules.choice import Numbers

_NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """
    How somebody stands to the work. `idle`: without a place in any shift of the coming week; `contacted_at`: when they were
    asked for anything last.
    """

    interested: bool
    idle: bool
    did_it: bool
    contacted_at: datetime | None

    @property
    def tier(self) -> int:
        """0: interested and idle; 1: did it before; 2: others."""
        if self.interested and self.idle:
            return 0
        return 1 if self.did_it else 2


def worth_of_cover(standings: Sequence[Standing], scores: Numbers) -> Numbers:
    """
    What asking each is worth: whole numbers, the greater the sooner. By tier; within one the least recently contacted
    first; then by the score of the match.
    """
    order = sorted(range(len(standings)), key=lambda number: (*_key(standings[number]), -scores[number]))
    worth = np.zeros(len(standings))
    worth[order] = np.arange(len(standings), 0, -1)
    return worth


def _key(standing: Standing) -> tuple[int, datetime]:
    return standing.tier, standing.contacted_at or _NEVER
