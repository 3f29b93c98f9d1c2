"""Keyset pages: a page starts after a row, never at an offset, and nothing is counted."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
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


def decode_cursor(cursor: str, *readers: Callable[[Any], Any]) -> list[Any]:
    """
    The sort key of a cursor, each value by its reader: `read_text`, `read_moment`, `UUID`, `date.fromisoformat`.

    Raises Invalid for anything that is no cursor of ours, whatever somebody may have put into it.
    """
    try:
        key = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(key, list):
            raise TypeError
        return [read(value) for read, value in zip(readers, key, strict=True)]
    except (ValueError, TypeError, AttributeError, OverflowError, binascii.Error):
        raise Invalid("This cursor is not one of ours. Start again from the first page.", field="after") from None


def read_text(value: Any) -> str:
    """A text of a cursor. Raises ValueError for what no column holds."""
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError(value)
    return value


def read_moment(value: Any) -> datetime:
    """A moment of a cursor, aware, in UTC. Raises ValueError, TypeError or OverflowError."""
    return datetime.fromisoformat(value).astimezone(UTC)


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
