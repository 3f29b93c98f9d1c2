"""The words that people send back to a text message, in the languages that we speak."""

from enum import Enum

_STOP = frozenset(
    (
        *("stop", "stopall", "unsubscribe", "end", "quit", "cancel", "revoke", "optout"),
        *("koniec", "wypisz", "rezygnuję"),
        *("توقف", "قف", "إيقاف", "ايقاف", "إلغاء", "الغاء"),
    )
)
_HELP = frozenset(("help", "info", "pomoc", "مساعدة"))
_AROUND = " \t\r\n.,!?\"'“”«»؟،"


class Word(Enum):
    """What somebody wants who answers a text message."""

    STOP = "stop"
    HELP = "help"


def read_word(text: str) -> Word | None:
    """What a message says that is nothing but a known word; None for everything else."""
    word = text.strip(_AROUND).casefold().replace("-", "")
    if word in _STOP:
        return Word.STOP
    return Word.HELP if word in _HELP else None
