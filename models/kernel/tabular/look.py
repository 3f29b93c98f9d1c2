"""What a cell looks like: an address, a postal code, a phone number, a date."""

import re

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
_ZIP = re.compile(r"\d{5}(-\d{4})?|\d{2}-\d{3}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s().-]{9,22}")
_DATE = re.compile(r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})([T ].*)?")


def looks_like_email(text: str) -> bool:
    """`ada@example.org`."""
    return _EMAIL.fullmatch(text) is not None


def looks_like_postal_code(text: str) -> bool:
    """`10001`, `10001-1234`, `00-950`, `EC1A 1BB`."""
    return _ZIP.fullmatch(text) is not None


def looks_like_phone(text: str) -> bool:
    """At least nine digits, written as people write phone numbers; a date is none."""
    digits = sum(character.isdigit() for character in text)
    return 9 <= digits <= 15 and _PHONE.fullmatch(text) is not None and not looks_like_date(text)


def looks_like_date(text: str) -> bool:
    """`2022-03-25`, `25.3.2022`, `3/25/22`, with or without a time after it."""
    return _DATE.fullmatch(text) is not None
