"""
Words for people: one gettext catalogue for the whole product, in `models/kernel/locale`.

The message id is the English sentence with `{named}` places. `lazy` marks a sentence for extraction where it is
only put into words later.
"""

from functools import cache, lru_cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Any

from babel.numbers import format_decimal

LANGUAGES = ("en", "pl", "ar")
RIGHT_TO_LEFT = frozenset({"ar", "he", "ur", "fa"})
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
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
    return _translated(language, message).format(**parameters) if message else ""


@lru_cache(16_384)
def _translated(language: str, message: str) -> str:
    return catalogue(language).gettext(message)


def ngettext(language: str, singular: str, plural: str, number: int, **parameters: Any) -> str:
    """A sentence in the form that `number` takes in `language`, with the number in it as `{number}`."""
    sentence = catalogue(language).ngettext(singular, plural, abs(number))
    return sentence.format(number=say_number(number, language), **parameters)


@lru_cache(4096)
def say_number(number: float, language: str) -> str:
    """A number as it is written in `language`."""
    return str(format_decimal(number, locale=language))


def isolated(text: str) -> str:
    """Text that somebody wrote, fenced so that its direction of writing does not disturb the sentence it stands in."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if text else ""


def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"
