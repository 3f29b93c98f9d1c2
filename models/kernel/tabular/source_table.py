"""A table as it came: its columns, its rows as text, and where each row stood."""

from collections.abc import Sequence
from dataclasses import dataclass

Mapping = dict[str, list[str]]
"""For each of our fields the columns it may come from, best first: the first that is not empty counts."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """
    One row. `number` is its number in the file as a spreadsheet shows it (the header is row 1).

    `values` has one text per column, trimmed; `surplus` are the cells for which there is no column.
    """

    number: int
    values: tuple[str, ...]
    surplus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceTable:
    """The columns and rows of a file, and how it was read."""

    columns: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    encoding: str
    separator: str | None

    def column_values(self, position: int, limit: int = 200) -> list[str]:
        """What stands in a column in the first `limit` rows, without the empty cells."""
        return [row.values[position] for row in self.rows[:limit] if row.values[position]]


class FieldReader:
    """Reads our fields out of rows, by a mapping of fields to columns."""

    def __init__(self, columns: Sequence[str], mapping: Mapping) -> None:
        self._positions = {field: [columns.index(name) for name in names] for field, names in mapping.items()}

    def read(self, row: SourceRow, field: str) -> str:
        """The first text that is not empty among the field's columns; empty if there is none."""
        positions = self._positions.get(field, ())
        return next((row.values[position] for position in positions if row.values[position]), "")
