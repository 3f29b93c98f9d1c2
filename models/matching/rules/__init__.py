"""Pure rules of matching: who can, who fits, who goes where, and why."""

from models.matching.rules.candidates import Choice
from models.matching.rules.core import Core
from models.matching.rules.crowd import Crowd, Deed, Outlook
from models.matching.rules.limits import Reach, within_limits
from models.matching.rules.openings import Opening
from models.matching.rules.outlook import Chances, chances_of
from models.matching.rules.reasons import Reason, reasons_for
from models.matching.rules.score import crowding, gain, score
from models.matching.rules.words import Reader, put_into_words, word_reason

__all__ = [
    "Chances",
    "Choice",
    "Core",
    "Crowd",
    "Deed",
    "Opening",
    "Outlook",
    "Reach",
    "Reader",
    "Reason",
    "chances_of",
    "crowding",
    "gain",
    "put_into_words",
    "reasons_for",
    "score",
    "within_limits",
    "word_reason",
]
