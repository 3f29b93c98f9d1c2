"""Read CSV of any separator, or JSON, into a table."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any

import orjson

from models.kernel.errors import Invalid
from models.kernel.tabular.encodings import decode
from models.kernel.tabular.flatten_json import flatten_records
from models.kernel.tabular.source_table import SourceRow, SourceTable

LARGEST_UNPACKED = 512 * 2**20
SEPARATORS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 50
_SAMPLE_CHARACTERS = 100_000


def read_table(raw: bytes, *, encoding: str | None = None) -> SourceTable:
    """
    A table out of a CSV or JSON file (gzip or not). Raises Invalid if it is neither, or has no rows.

    Short rows are filled with empty cells; the surplus cells of long ones are kept apart unless they are empty.
    """
    text, found = decode(_unpacked(raw), encoding)
    if text.lstrip()[:1] in ("{", "["):
        return _table_of_json(text, found)
    return _table_of_csv(text.replace("\x00", ""), found)


def sniff_separator(text: str) -> str:
    """The separator that splits the first rows most evenly into most cells; a comma if there is but one column."""
    return max(SEPARATORS, key=lambda separator: _evenness(text[:_SAMPLE_CHARACTERS], separator))


def _unpacked(raw: bytes) -> bytes:
    """What a gzip file holds; other files as they are. Raises Invalid for a broken one, and for one that grows too far."""
    if not raw.startswith(b"\x1f\x8b"):
        return raw
    try:
        with gzip.open(io.BytesIO(raw)) as packed:
            content = packed.read(LARGEST_UNPACKED + 1)
    except (OSError, EOFError, zlib.error):
        raise Invalid(
            "This gzip file is broken: it ends too soon, or was changed on its way. Get it once more."
        ) from None
    if len(content) > LARGEST_UNPACKED:
        raise Invalid("This file has more than {most} MB when unpacked. Split it.", most=LARGEST_UNPACKED // 2**20)
    return content


def _evenness(sample: str, separator: str) -> tuple[int, int]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    widths = [len(cells) for _, cells in zip(range(_SAMPLE_ROWS), reader, strict=False) if cells]
    width = widths[0] if widths else 0
    return (widths.count(width), width) if width > 1 else (0, 0)


def _table_of_csv(text: str, encoding: str) -> SourceTable:
    separator = sniff_separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    numbered = _numbered_rows(reader)
    columns = next((tuple(cells) for _, cells in numbered), ())
    rows = tuple(_row_of(number, cells, len(columns)) for number, cells in numbered)
    return SourceTable(_ensure_columns(columns), rows, encoding, separator)


def _numbered_rows(reader: Any) -> Iterator[tuple[int, list[str]]]:
    try:
        for number, cells in enumerate(reader, start=1):
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield number, stripped
    except csv.Error as error:
        raise Invalid("This file is not a readable CSV: {error}.", error=error) from None


def _row_of(number: int, cells: list[str], width: int) -> SourceRow:
    values = tuple(cells[:width]) + ("",) * (width - len(cells))
    surplus = tuple(cell for cell in cells[width:] if cell)
    return SourceRow(number, values, surplus)


def _ensure_columns(columns: tuple[str, ...]) -> tuple[str, ...]:
    if not columns:
        raise Invalid("This file is empty. It needs a first row with the names of the columns.")
    return columns


def _table_of_json(text: str, encoding: str) -> SourceTable:
    try:
        records = flatten_records(orjson.loads(text))
    except orjson.JSONDecodeError as error:
        raise Invalid("This file is not readable JSON: {error}.", error=error) from None
    except RecursionError:
        raise Invalid("This JSON is nested too deeply to be a table.") from None
    columns = tuple(dict.fromkeys(name for record in records for name in record))
    rows = tuple(
        SourceRow(number, tuple(record.get(name, "") for name in columns))
        for number, record in enumerate(records, start=1)
    )
    return SourceTable(_ensure_columns(columns), rows, encoding, None)
