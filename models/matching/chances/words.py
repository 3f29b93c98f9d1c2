"""Reliability in words that need no statistics."""

from babel.numbers import format_percent

from models.kernel.words import gettext, lazy
from models.matching.chances.calibration import Bin
from models.matching.chances.kinds import ChanceKind

_SENTENCES = {
    ChanceKind.YES: lazy("Of those to whom we gave {low} to {high}, {share} said yes."),
    ChanceKind.SHOW: lazy("Of those to whom we gave {low} to {high}, {share} came."),
    ChanceKind.AGAIN: lazy("Of those to whom we gave {low} to {high}, {share} were active again a week later."),
}


def word_bin(kind: ChanceKind, found: Bin, language: str) -> str:
    """What became of those to whom such a chance was given."""
    low, high, share = (format_percent(value, locale=language) for value in (found.low, found.high, found.share))
    return gettext(language, _SENTENCES[kind], low=low, high=high, share=share)
