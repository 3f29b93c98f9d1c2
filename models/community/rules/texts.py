"""What may stand in a post or in news."""

import unicodedata

from models.kernel.errors import Invalid

LONGEST_POST = 2000
LONGEST_TITLE = 120
LONGEST_NEWS = 5000
_INVISIBLE = frozenset({"Cc", "Cs", "Co", "Cn"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e")
"""Overrides of the direction of writing, by which a text can pretend to be another."""


def clean_text(typed: str, *, field: str, longest: int) -> str:
    """
    A text in Unicode's composed form, without blanks around it and with at most one empty line in a row. Idempotent.

    Control characters and overrides of the writing direction go; what is left must not be empty. Raises Invalid.
    """
    lines = [_clean_line(line) for line in unicodedata.normalize("NFC", typed).splitlines()]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    text = "\n".join(kept).strip()
    if not text:
        raise Invalid("Please write something.", field=field)
    if len(text) > longest:
        raise Invalid("This is longer than {longest} characters. Please shorten it.", field=field, longest=longest)
    return text


def clean_title(typed: str, *, field: str) -> str:
    """A title on one line. Raises Invalid."""
    return " ".join(clean_text(typed, field=field, longest=LONGEST_TITLE).split())


def _clean_line(line: str) -> str:
    kept = (
        sign
        for sign in line.replace("\t", " ")
        if sign not in _TURNING and unicodedata.category(sign) not in _INVISIBLE
    )
    return "".join(kept).strip()
