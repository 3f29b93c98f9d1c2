"""In what two asks of the same person for the same shift may differ: each dimension has two arms, drawn on its own."""

from collections.abc import Iterable
from enum import StrEnum


class AskDimension(StrEnum):
    """
    What is drawn last (`rules.md` A16), each by a lot of its own.

    HOUR: as soon as quiet hours allow, or at six in the evening. TONE: thanks for what the reader did last, or also for what
    it made possible. SIZE: the whole shift, or with the word that a part of it helps, too. ASKER: signed by the campaign,
    or by an organizer who lends their name. CHANNEL: by notification first, or by mail.
    """

    HOUR = "hour"
    TONE = "tone"
    SIZE = "size"
    ASKER = "asker"
    CHANNEL = "channel"

    @property
    def place(self) -> int:
        """Where it stands in masks and arrays, from 0; never another one, for masks are stored."""
        return _PLACES[self]

    @property
    def bit(self) -> int:
        """Its bit in the masks that asks store."""
        return 1 << self.place

    @property
    def arms(self) -> tuple[str, str]:
        """The names of its usual arm and of the other one."""
        return _ARMS[self]


_PLACES = {each: place for place, each in enumerate(AskDimension)}
_ARMS = {
    AskDimension.HOUR: ("soon", "evening"),
    AskDimension.TONE: ("plain", "warm"),
    AskDimension.SIZE: ("whole", "part"),
    AskDimension.ASKER: ("campaign", "organizer"),
    AskDimension.CHANNEL: ("notification", "mail"),
}


WORDED = (AskDimension.TONE, AskDimension.SIZE, AskDimension.ASKER)
"""What differs in the words of a letter: not drawn where an organizer wrote them, and not seen in a notification."""


def mask_of(dimensions: Iterable[AskDimension]) -> int:
    """A set of dimensions as a number."""
    return sum(each.bit for each in dimensions)
