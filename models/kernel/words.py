"""
Words for people: one gettext catalogue for the whole product, in `models/kernel/locale`.

The message id is the English sentence with `{named}` places. `lazy` marks a sentence for extraction where it is
only put into words later.
"""

from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "pl", "ar")
RIGHT_TO_LEFT = frozenset({"ar", "he", "ur", "fa"})
LOCALE_FOLDER = Path(__file__).parent / "locale"


def lazy(message: str) -> str:
    """The message itself; babel finds it here."""
    return message


@cache
def catalogue(language: str) -> NullTranslations:
    """The translations of a language; English for one that we do not speak."""
    return translation("messages", LOCALE_FOLDER, languages=[language], fallback=True)


def gettext(language: str, message: str, **parameters: Any) -> str:
    """A sentence in `language`, with its places filled."""
    return catalogue(language).gettext(message).format(**parameters) if message else ""


def ngettext(language: str, singular: str, plural: str, number: int, **parameters: Any) -> str:
    """A sentence in the form that `number` takes in `language` (available in it as `{number}`)."""
    return catalogue(language).ngettext(singular, plural, number).format(number=number, **parameters)


def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"
