"""Writes activities and entries: a few in one statement, many by COPY (`scale.md`)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from models.activity.ledger.rows import RecordedEntry, Revision
from models.kernel import clock, work

FEW = 50

_ACTIVITY_TYPES = (
    *("uuid", "uuid", "text", "smallint", "text", "integer", "smallint", "timestamptz", "date", "uuid"),
    *("uuid", "uuid", "text", "boolean", "text", "uuid"),
)
_ENTRY_TYPES = ("uuid", "uuid", "text", "date", "text", "uuid", "uuid", "bigint", "smallint", "text")


def _insert(table: str, columns: Sequence[str], types: Sequence[str], first: int) -> str:
    arrays = ", ".join(f"${first + number}::{name}[]" for number, name in enumerate(types))
    return (
        f"INSERT INTO {table} (account_id, recorded_at, {', '.join(columns)}) "
        f"SELECT $1, $2, fresh.* FROM unnest({arrays}) AS fresh"
    )


_TOUCH = """
UPDATE people AS person SET last_active_at = seen.at
FROM unnest($1::uuid[], $2::timestamptz[]) AS seen (id, at)
WHERE person.account_id = $3 AND person.id = seen.id
  AND (person.last_active_at IS NULL OR person.last_active_at < seen.at)
"""
_WRITE_FEW = f"""
WITH activities_written AS ({_insert("activities", Revision._fields, _ACTIVITY_TYPES, 3)}),
     entries_written AS ({_insert("ledger_entries", RecordedEntry._fields, _ENTRY_TYPES, 19)})
UPDATE people AS person SET last_active_at = seen.at
FROM unnest($29::uuid[], $30::timestamptz[]) AS seen (id, at)
WHERE person.account_id = $1 AND person.id = seen.id
  AND (person.last_active_at IS NULL OR person.last_active_at < seen.at)
"""


async def write_rows(
    account_id: UUID,
    revisions: Sequence[Revision],
    entries: Sequence[RecordedEntry],
    seen: Mapping[UUID, datetime],
) -> None:
    """Append rows; `seen` says when people (by id) were active, which only moves their `last_active_at` forward."""
    if len(revisions) + len(entries) > FEW:
        await _write_many(account_id, revisions, entries, seen)
    elif revisions or entries:
        await work.execute(
            _WRITE_FEW,
            account_id,
            clock.now(),
            *_columns(revisions, len(_ACTIVITY_TYPES)),
            *_columns(entries, len(_ENTRY_TYPES)),
            list(seen.keys()),
            list(seen.values()),
        )


async def _write_many(
    account_id: UUID,
    revisions: Sequence[Revision],
    entries: Sequence[RecordedEntry],
    seen: Mapping[UUID, datetime],
) -> None:
    head = (account_id, clock.now())
    names = ("account_id", "recorded_at")
    await work.copy_rows("activities", (*names, *Revision._fields), [head + row for row in revisions])
    await work.copy_rows("ledger_entries", (*names, *RecordedEntry._fields), [head + row for row in entries])
    await work.execute(_TOUCH, list(seen.keys()), list(seen.values()), account_id)


def _columns(rows: Iterable[tuple[Any, ...]], width: int) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]
