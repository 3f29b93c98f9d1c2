"""On what terms a round asks: the same for everybody, but for what an organizer may loosen."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from models.asks.learning.dimensions import WORDED, AskDimension, mask_of
from models.asks.rules.choice import LEAD, PATIENCE


@dataclass(frozen=True, slots=True)
class Terms:
    """
    `appeal_id`: the asks belong to it. `patience`: who was silent for so long holds up nobody any more, at most two days.

    `urgent` (`rules.md` A13): shifts that begin sooner than in three days as well, at once, by tiers; the quiet days are
    waived for those who opted in to urgent calls, and no other limit for anybody.
    """

    appeal_id: UUID | None = None
    patience: timedelta = PATIENCE
    urgent: bool = False

    @property
    def drawn(self) -> int:
        """
        Which dimensions may be drawn, the hour aside: what an organizer wrote is not changed by lot, and what is urgent goes
        the quickest way.
        """
        kept = (*(WORDED if self.appeal_id else ()), *((AskDimension.CHANNEL,) if self.urgent else ()))
        return mask_of(each for each in AskDimension if each not in kept)

    @property
    def lead(self) -> timedelta:
        """How long before a shift people are asked at the latest."""
        return timedelta(0) if self.urgent else LEAD


ORDINARY = Terms()
