"""The records of a JSON export, flattened to text: `{"person": {"firstName": …}}` has a column `person firstName`."""

from typing import Any

Record = dict[str, str]


def flatten_records(document: Any) -> list[Record]:
    """
    One flat record for each record of an export: of a list, of a page with `items`, `data` or `_embedded`, or of one.

    Of a list within a record (e-mail addresses, postal addresses) the primary member counts, else the first.
    """
    return [_flatten(record) for record in _records_of(document) if isinstance(record, dict)]


def _records_of(document: Any) -> list[Any]:
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return []
    pages = [document.get("items"), document.get("data"), *_embedded_lists(document)]
    return next((page for page in pages if isinstance(page, list)), [document])


def _embedded_lists(document: dict[str, Any]) -> list[Any]:
    embedded = document.get("_embedded")
    return list(embedded.values()) if isinstance(embedded, dict) else []


def _flatten(record: dict[str, Any], prefix: str = "") -> Record:
    flat: Record = {}
    for key, value in record.items():
        if key.startswith("_"):
            continue
        flat |= _flatten_value(f"{prefix} {key}".replace("\x00", "").strip(), value)
    return flat


def _flatten_value(name: str, value: Any) -> Record:
    if isinstance(value, dict):
        return _flatten(value, name)
    if isinstance(value, list):
        return _flatten_value(name, _primary_member(value)) if value else {}
    return {name: _text_of(value)}


def _primary_member(members: list[Any]) -> Any:
    primary = (member for member in members if isinstance(member, dict) and member.get("primary"))
    return next(primary, members[0])


def _text_of(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value).replace("\x00", "").strip()
