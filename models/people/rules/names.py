"""Names: how they are kept, found, and shown to whom."""

import unicodedata
from datetime import date

from models.kernel.errors import Invalid
from models.kernel.search_keys import search_key
from models.people.rules.ages import is_certainly_adult
from models.people.tables import PublicName

KEY_LENGTH = 220
_INVISIBLE = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean_name(typed: str, *, field: str, longest: int, required: bool = False) -> str:
    """
    A name in Unicode's composed form, without surrounding or double spaces. Idempotent.

    Raises Invalid if it is too long, empty though `required`, or holds what has no place in a name: control characters,
    what turns the direction of writing, `@`, `<`, `>`, addresses of web pages, and text that a mail header would decode.
    """
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if required and not name:
        raise Invalid("Please tell us a name.", field=field)
    if len(name) > longest:
        raise Invalid("This is longer than {longest} characters. Please shorten it.", field=field, longest=longest)
    if _is_out_of_place(name):
        raise Invalid("A name has no signs such as @ < > in it. Please write the name alone.", field=field)
    return name


def _is_out_of_place(name: str) -> bool:
    marks = any(mark in name for mark in "@<>{}") or "://" in name or "=?" in name
    return marks or any(letter in _TURNING or unicodedata.category(letter) in _INVISIBLE for letter in name)


def sort_key(first_name: str, last_name: str) -> str:
    """What people are sorted by: last name, then first name, folded (see `search_key`)."""
    return search_key(f"{last_name} {first_name}")[:KEY_LENGTH].rstrip()


def name_key(first_name: str, last_name: str) -> str:
    """What people are found by who are remembered by their first name."""
    return search_key(f"{first_name} {last_name}")[:KEY_LENGTH].rstrip()


def name_and_initial(first_name: str, last_name: str) -> str:
    """How people are shown to those who work with them: `Ada L.`, `Ada` where there is no last name."""
    initial = _initial(last_name)
    return f"{first_name} {initial}." if initial else first_name


def _initial(last_name: str) -> str:
    """The first letter with the marks that belong to it; the Arabic article is not what a name begins with."""
    bare = last_name.removeprefix("ال") if len(last_name) > 3 else last_name
    letters = unicodedata.normalize("NFC", bare.lstrip("-'’ "))
    return letters[:1].upper() if letters[:1].isalpha() else ""


def public_name(
    first_name: str, last_name: str, alias: str | None, choice: PublicName, birth_year: int | None, today: date
) -> str | None:
    """
    The name that a public page may show to somebody who consented to it; None: none.

    Hidden unless the person chose a name. Minors never, and whoever has not told a birth year counts as one (`rules.md` D).
    """
    if not is_certainly_adult(birth_year, today):
        return None
    if choice is PublicName.ALIAS:
        return alias or None
    return name_and_initial(first_name, last_name) if choice is PublicName.INITIAL else None
