"""Guess which columns hold our fields: by their names first, by what is in them where the names say nothing."""

import re
from collections.abc import Callable, Sequence
from collections.abc import Mapping as ReadOnlyMapping

from models.kernel.errors import Invalid
from models.kernel.search_keys import search_key
from models.kernel.tabular.source_table import Mapping, SourceTable

Synonyms = ReadOnlyMapping[str, Sequence[str]]
Contents = ReadOnlyMapping[str, Callable[[str], bool]]

CONTENT_SHARE = 0.7
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def header_key(header: str) -> str:
    """A column's name without case, accents, signs and spaces: `E-Mail Address`, `emailAddress` → `emailaddress`."""
    return search_key(_CAMEL.sub(" ", header).replace("_", " ")).replace(" ", "")


def guess_columns(table: SourceTable, synonyms: Synonyms, contents: Contents | None = None) -> Mapping:
    """
    The columns of each field that could be found.

    `synonyms` lists for each field the column names it goes by, best first; all that are there are taken, in that order.
    `contents` says for a field what its values look like: a column of which 70 % look so is taken for it where no name
    did. No column serves two fields.
    """
    mapping = _guess_by_name(table.columns, synonyms)
    taken = {name for names in mapping.values() for name in names}
    for field, looks_right in (contents or {}).items():
        found = None if field in mapping else _find_by_content(table, looks_right, taken)
        if found is not None:
            mapping[field] = [found]
            taken.add(found)
    return mapping


def _guess_by_name(columns: Sequence[str], synonyms: Synonyms) -> Mapping:
    by_key: dict[str, str] = {}
    for column in columns:
        by_key.setdefault(header_key(column), column)
    mapping: Mapping = {}
    for field, names in synonyms.items():
        keys = dict.fromkeys(header_key(name) for name in names)
        found = [by_key.pop(key) for key in keys if key and key in by_key]
        if found:
            mapping[field] = found
    return mapping


def _find_by_content(table: SourceTable, looks_right: Callable[[str], bool], taken: set[str]) -> str | None:
    shares = [
        (_share(table.column_values(position), looks_right), -position, column)
        for position, column in enumerate(table.columns)
        if column not in taken
    ]
    best = max(shares, default=(0.0, 0, ""))
    return best[2] if best[0] >= CONTENT_SHARE else None


def _share(values: list[str], looks_right: Callable[[str], bool]) -> float:
    return sum(map(looks_right, values)) / len(values) if values else 0.0


def override_columns(
    guessed: Mapping, chosen: ReadOnlyMapping[str, str], table: SourceTable, fields: Sequence[str]
) -> Mapping:
    """
    The guess with what a person chose instead: `{"email": "Contact"}`; an empty column leaves the field out.

    Raises Invalid for a field or a column that does not exist.
    """
    mapping = {field: list(names) for field, names in guessed.items()}
    for field, column in chosen.items():
        if field not in fields:
            raise Invalid("There is no field {name}. There are: {known}.", name=field, known=", ".join(fields))
        mapping.pop(field, None)
        if column:
            _ensure_column(column, table)
            mapping = {other: [name for name in names if name != column] for other, names in mapping.items()}
            mapping[field] = [column]
    return {field: names for field, names in mapping.items() if names}


def parse_choices(texts: Sequence[str]) -> dict[str, str]:
    """`["email=Contact", "note="]` → `{"email": "Contact", "note": ""}`. Raises Invalid for anything without `=`."""
    pairs = [text.partition("=") for text in texts]
    wrong = next((text for text, sign, _ in pairs if not sign), None)
    if wrong is not None:
        raise Invalid("Write field=column, for example email=Contact, instead of {wrong}.", wrong=wrong)
    return {field.strip(): column.strip() for field, _, column in pairs}


def _ensure_column(name: str, table: SourceTable) -> None:
    if name not in table.columns:
        raise Invalid("There is no column {name}. There are: {known}.", name=name, known=", ".join(table.columns))
