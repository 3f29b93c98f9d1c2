"""
Merge fields: texts that organizers write have places for facts about their reader: `{first_name|there}`.

A fixed list of names, each with what stands there if the fact is unknown; never a template language. A text is taken
apart once, before anybody's data is near; what the data puts in is text, whatever signs it has.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.asks.errors import FieldBroken, FieldNeedsFallback, FieldUnknown


class Field(StrEnum):
    """What can be put in. First names, places and the like may be missing; what belongs to the ask itself never is."""

    FIRST_NAME = "first_name"
    TEAM = "team"
    REGION = "region"
    LAST_CONTRIBUTION = "last_contribution"
    TASK = "task"
    DATE = "date"
    TIME = "time"
    PLACE = "place"
    ORGANIZER = "organizer"
    CAMPAIGN = "campaign"


ALWAYS_KNOWN = frozenset({Field.REGION, Field.TASK, Field.DATE, Field.TIME, Field.ORGANIZER, Field.CAMPAIGN})

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKING = frozenset({"Cc", "Zl", "Zp"})
_BRACES = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact is put in, and what stands there if it is unknown."""

    field: Field
    fallback: str


Piece = str | Place
Facts = Mapping[Field, str]
"""What is known of a reader; a fact that is missing, or empty, is unknown."""


def parse(text: str, *, field: str) -> tuple[Piece, ...]:
    """
    Take a text apart into words and places. `field` names the input that it comes from.

    Raises FieldUnknown, FieldBroken (a brace that belongs to no field) and FieldNeedsFallback, each with line and column.
    """
    pieces, at = list[Piece](), 0
    while brace := _BRACES.search(text, at):
        start, end = brace.start(), text.find("}", brace.end())
        inside = text[brace.end() : end]
        if brace.group() == "}" or end < 0 or "{" in inside or "\n" in inside:
            raise FieldBroken(*_where(text, start), field=field)
        pieces += [text[at:start], _place(inside, _where(text, start), field)]
        at = end + 1
    return tuple(piece for piece in (*pieces, text[at:]) if piece)


def fields_of(pieces: Sequence[Piece]) -> set[Field]:
    """Which facts a text asks for."""
    return {piece.field for piece in pieces if isinstance(piece, Place)}


def render(pieces: Sequence[Piece], facts: Facts, fence: Callable[[str], str] = str) -> str:
    """The text for one reader. `fence` goes around what comes from data (`words.isolated` where text runs both ways)."""
    return "".join(piece if isinstance(piece, str) else _put_in(piece, facts, fence) for piece in pieces)


def as_text(fact: str) -> str:
    """
    A fact as it may stand in a line: without braces, line breaks, control characters, what turns the direction of
    writing, and what a mail header would decode. Idempotent.
    """
    kept = "".join(" " if unicodedata.category(sign) in _BREAKING else sign for sign in fact if sign not in _TURNING)
    plain = _BRACES.sub("", kept)
    while "=?" in plain:
        plain = plain.replace("=?", "")
    return " ".join(plain.split())


def is_sendable(text: str) -> bool:
    """Whether a text of an organizer has only signs that a message can carry, line breaks included."""
    breaks = any(unicodedata.category(sign) in _BREAKING for sign in text.replace("\n", ""))
    return not breaks and "=?" not in text and not any(sign in _TURNING for sign in text)


def _put_in(place: Place, facts: Facts, fence: Callable[[str], str]) -> str:
    known = as_text(facts.get(place.field, ""))
    return fence(known) if known else place.fallback


def _place(inside: str, where: tuple[int, int], field: str) -> Place:
    name, _, fallback = (part.strip() for part in inside.partition("|"))
    if name not in set(Field):
        raise FieldUnknown(*where, name=name[:40], names=", ".join(Field), field=field)
    if name not in ALWAYS_KNOWN and not fallback:
        raise FieldNeedsFallback(*where, name=name, field=field)
    return Place(Field(name), fallback)


def _where(text: str, at: int) -> tuple[int, int]:
    """Line and column of a place in a text, both from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
