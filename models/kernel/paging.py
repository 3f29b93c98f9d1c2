"""Keyset pages: a page starts after a row, never at an offset, and nothing is counted."""

import base64
import binascii
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import orjson

from models.kernel.errors import Invalid

Row = TypeVar("Row")

FIRST_DEFAULT = 20
FIRST_MAXIMUM = 100


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows of one page, whether there are more, and the cursor of each row."""

    rows: list[Row]
    cursors: list[str]
    has_next: bool


def encode_cursor(*key: Any) -> str:
    """An opaque cursor of a sort key (strings, numbers, ids, datetimes)."""
    return base64.urlsafe_b64encode(orjson.dumps(key, default=str)).decode().rstrip("=")


def decode_cursor(cursor: str, length: int) -> list[Any]:
    """The sort key of a cursor: `length` values as JSON makes them. Raises Invalid for anything else."""
    try:
        key = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        key = None
    if not isinstance(key, list) or len(key) != length:
        raise Invalid("This cursor is not one of ours. Start again from the first page.", field="after")
    return key


def ensure_first(first: int | None) -> int:
    """How many rows a page shall have: 1 to 100, 20 if not said."""
    if first is None:
        return FIRST_DEFAULT
    if not 1 <= first <= FIRST_MAXIMUM:
        raise Invalid("Ask for 1 to {most} rows at a time.", field="first", most=FIRST_MAXIMUM)
    return first


def page_of(rows: list[Row], first: int, cursors: list[str]) -> Page[Row]:
    """A page out of up to `first + 1` rows: the one too many says that there are more."""
    return Page(rows=rows[:first], cursors=cursors[:first], has_next=len(rows) > first)
