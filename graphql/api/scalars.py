"""What clients may send as a date, a time or a text: what calendars, time zones and the database can all hold."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from strawberry.exceptions import StrawberryInputCoercionError
from strawberry.schema.types.base_scalars import DateDefinition, DateTimeDefinition
from strawberry.types.scalar import ScalarDefinition

from api.faults import Fault
from models.kernel import words

YEARS = range(1900, 2201)
"""Beyond, a change of time zone or a step of a week may leave the calendar."""


class TextUnusable(Fault):
    """A text with the character U+0000, which PostgreSQL cannot store."""

    code = "TEXT_UNUSABLE"


def ensure_usable_texts(source: str, variables: Mapping[str, Any]) -> None:
    """Raise TextUnusable where the document or a variable holds the character U+0000. No recursion: JSON nests deeply."""
    if "\\u0000" in source or "\\u{0}" in source:
        raise TextUnusable(_UNUSABLE)
    waiting: list[Any] = [variables]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            if "\x00" in value:
                raise TextUnusable(_UNUSABLE)
        elif isinstance(value, Mapping):
            waiting.extend(value.values())
        elif isinstance(value, list | tuple):
            waiting.extend(value)


_UNUSABLE = words.lazy("A text here has the character U+0000 in it, which no name or note can have. Take it out.")


def _within_years(definition: ScalarDefinition) -> ScalarDefinition:
    """The same scalar, which refuses years that we cannot calculate with."""
    parse = definition.parse_value

    def parse_within(value: object) -> object:
        found: Any = parse(value) if parse else value
        if found.year not in YEARS:
            raise StrawberryInputCoercionError(
                f'Value cannot represent a {definition.name}: "{value}". The year must be {YEARS[0]} to {YEARS[-1]}.'
            )
        return found

    return replace(definition, parse_value=parse_within)


SCALARS: dict[object, ScalarDefinition] = {
    date: _within_years(DateDefinition),
    datetime: _within_years(DateTimeDefinition),
}
