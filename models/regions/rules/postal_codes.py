"""How a postal code that somebody typed becomes the one that is stored, by country."""

import re
import unicodedata
from collections.abc import Callable

LONGEST_INPUT = 40
"""Characters of what was typed that are looked at."""

FIVE_DIGITS = frozenset({"DE", "DZ", "FR", "MA", "PK", "US"})
"""Countries whose codes are written as five digits."""

LEADING_ZEROS = frozenset({"DE", "DZ", "FR", "PL", "US"})
"""Countries with codes that begin with 0, which spreadsheets drop: there 1001 is read as 01001."""

_FIRST_DIGITS = re.compile(r"\d[\d\s\-–—.]*")
_ZIP_AND_FOUR = re.compile(r"(\d{3,5})\s*[-–—]\s*\d{4}|(\d{5})\s*\d{4}")
_OUTWARD = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
_FULL_BRITISH = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)[\dOI][A-Z]{2}")
_BEGUN_BRITISH = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\s+\d[A-Z]?")


def normalise_postal_code(country: str, typed: str) -> str:
    """
    The form in which a postal code is stored, for what somebody typed.

    `country` is an ISO 3166-1 alpha-2 code. Width, case, spaces, hyphens, country prefixes (`D-10115`), ZIP+4, CEDEX
    and a place after the code are overlooked, digits of any script are read, leading zeros restored. US, DE, FR, PK,
    DZ, MA: five digits; PL: `dd-ddd`; GB: the outward code (`EC1A 1BB` → `EC1A`); elsewhere letters and digits.
    What has not the shape of a code comes back as bare letters and digits, and is then simply not found. Idempotent.
    """
    text = _plain(typed)
    return _RULES.get(country.upper(), _letters_and_digits)(text)


def looks_complete(country: str, code: str) -> bool:
    """Whether a normalised code has the shape of its country's codes (it may still not exist)."""
    country = country.upper()
    if country == "GB":
        return _OUTWARD.fullmatch(code) is not None
    if country == "PL":
        return re.fullmatch(r"\d\d-\d{3}", code) is not None
    return country in FIVE_DIGITS and re.fullmatch(r"\d{5}", code) is not None


def _plain(typed: str) -> str:
    text = unicodedata.normalize("NFKC", typed[:LONGEST_INPUT]).upper().strip()
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)


def _letters_and_digits(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text)


def _digits(text: str) -> str:
    """The digits of the first group of digits; what follows a letter after it (a place, CEDEX) is left out."""
    found = _FIRST_DIGITS.search(text)
    return re.sub(r"\D", "", found.group()) if found else ""


def _five_digits(text: str) -> str:
    return _digits(text) or _letters_and_digits(text)


def _five_digits_with_zeros(text: str) -> str:
    digits = _five_digits(text)
    return digits.zfill(5) if digits.isdigit() and len(digits) in (3, 4) else digits


def _american(text: str) -> str:
    long = _ZIP_AND_FOUR.search(text)
    return (long[1] or long[2]).zfill(5) if long else _five_digits_with_zeros(text)


def _polish(text: str) -> str:
    digits = _five_digits_with_zeros(text)
    return f"{digits[:2]}-{digits[2:]}" if digits.isdigit() and len(digits) == 5 else digits


def _british(text: str) -> str:
    begun = _BEGUN_BRITISH.fullmatch(text)
    if begun:
        return begun[1]
    letters = _letters_and_digits(text)
    full = _FULL_BRITISH.fullmatch(letters)
    return full[1] if full else letters


_RULES: dict[str, Callable[[str], str]] = {
    "DE": _five_digits_with_zeros,
    "DZ": _five_digits_with_zeros,
    "FR": _five_digits_with_zeros,
    "GB": _british,
    "MA": _five_digits,
    "PK": _five_digits,
    "PL": _polish,
    "US": _american,
}
