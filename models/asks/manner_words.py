"""In what an ask's letter may differ by lot (`learning/dimensions.py`), in words: facts, never anybody's personality (A10)."""

from dataclasses import dataclass
from functools import lru_cache

from models.asks.learning.dimensions import AskDimension, mask_of
from models.kernel.durations import say_minutes
from models.kernel.words import gettext, isolated, ngettext
from models.tasks.queries import WorkTogether

KEPT = 4096


@dataclass(frozen=True, slots=True)
class Manner:
    """
    `together`: what the reader made possible with others, to thank for; `in_parts`: a part of the shift helps, too;
    `signer`: the organizer of `region` who signs, else the campaign does.
    """

    together: WorkTogether | None = None
    in_parts: bool = False
    signer: str = ""
    region: str = ""

    @property
    def arms(self) -> int:
        """The dimensions in which a letter of this manner differs from the usual one, as a mask."""
        differs = {AskDimension.TONE: self.together, AskDimension.SIZE: self.in_parts, AskDimension.ASKER: self.signer}
        return mask_of(dimension for dimension, other in differs.items() if other)


USUAL = Manner()


def say_more_thanks(language: str, manner: Manner) -> tuple[str, ...]:
    """After the thanks for what the reader did: for what it made possible."""
    return (_say_together(language, manner.together),) if manner.together else ()


def say_ending(language: str, manner: Manner) -> tuple[str, ...]:
    """After the facts: that a part helps, too; and who asks."""
    return (*((_say_part(language),) if manner.in_parts else ()), *_say_signer(language, manner))


@lru_cache(KEPT)
def _say_together(language: str, together: WorkTogether) -> str:
    return ngettext(
        language,
        "“{title}”: {number} person gave {time}. You made that possible, too.",
        "“{title}”: {number} of you gave {time} together. You made that possible, too.",
        together.people,
        title=isolated(together.title),
        time=isolated(say_minutes(together.minutes, language)),
    )


@lru_cache(KEPT)
def _say_part(language: str) -> str:
    return gettext(
        language, "If that is too long for you, a part of it helps, too: say yes, and come for as long as you can."
    )


def _say_signer(language: str, manner: Manner) -> tuple[str, ...]:
    if not manner.signer:
        return ()
    names = {"name": isolated(manner.signer), "region": isolated(manner.region)}
    return (gettext(language, "{name}, who organizes {region}", **names),)
