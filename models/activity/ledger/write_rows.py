"""Appends activities and entries (`scale.md`: arrays in one statement, COPY for very many)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from models.activity.ledger.rows import RecordedEntry, Revision
from models.kernel import clock, work

FEW = 50

Identity = tuple[UUID, str, int]
"""A revision by ledger id, client key and number."""

_ENTRY_COLUMNS = ("account_id", "recorded_at", *RecordedEntry._fields)
_REVISION_COLUMNS = ("account_id", "recorded_at", *Revision._fields)
_ENTRY_TYPES = ("uuid", "uuid", "text", "date", "text", "uuid", "uuid", "bigint", "smallint", "text")
_REVISION_TYPES = (
    *("uuid", "uuid", "text", "smallint", "text", "integer", "smallint", "timestamptz", "date", "uuid"),
    *("uuid", "uuid", "text", "boolean", "text", "uuid"),
)


def _insert(table: str, columns: Sequence[str], types: Sequence[str]) -> str:
    """From arrays, $3 on; $1 is the account, $2 the time of recording."""
    arrays = ", ".join(f"${number}::{name}[]" for number, name in enumerate(types, 3))
    return (
        f"INSERT INTO {table} (account_id, recorded_at, {', '.join(columns)}) "
        f"SELECT $1, $2, fresh.* FROM unnest({arrays}) AS fresh"
    )


_SEE = """
UPDATE people AS person SET last_active_at = seen.at
FROM unnest({ids}::uuid[], {times}::timestamptz[]) AS seen (id, at)
WHERE person.account_id = $1 AND person.id = ANY({ids}::uuid[]) AND person.id = seen.id
  AND (person.last_active_at IS NULL OR person.last_active_at < seen.at)
"""
_SEE_MANY = _SEE.format(ids="$2", times="$3")
_INSERT_REVISIONS = f"""
WITH touched AS ({_SEE.format(ids="$19", times="$20")})
{_insert("activities", Revision._fields, _REVISION_TYPES)}
ON CONFLICT (account_id, ledger_id, client_key, revision) DO NOTHING
RETURNING id
"""
_KNOWN = """
SELECT wanted.ledger_id, wanted.client_key, activity.revision
FROM unnest($2::uuid[], $3::text[]) AS wanted (ledger_id, client_key)
CROSS JOIN LATERAL (
    SELECT revision FROM activities
    WHERE account_id = $1 AND ledger_id = wanted.ledger_id AND client_key = wanted.client_key OFFSET 0
) AS activity
"""
_INSERT_ENTRIES = _insert("ledger_entries", RecordedEntry._fields, _ENTRY_TYPES)


async def known_identities(account_id: UUID, revisions: Sequence[Revision]) -> set[Identity]:
    """Every revision that the ledger has already of the keys of these."""
    return {tuple(row) for row in await work.fetch(_KNOWN, account_id, *_columns([one[1:3] for one in revisions], 2))}


async def insert_revisions(
    account_id: UUID, revisions: Sequence[Revision], seen: Mapping[UUID, datetime]
) -> list[Revision]:
    """
    Append the revisions whose key is free, and return those. Meant for few.

    `seen` says when people (by id) were active, which moves their `last_active_at` forward, never back.
    """
    rows = await work.fetch(
        _INSERT_REVISIONS,
        account_id,
        clock.now(),
        *_columns(revisions, len(_REVISION_TYPES)),
        list(seen.keys()),
        list(seen.values()),
    )
    fresh_ids = {row[0] for row in rows}
    return [one for one in revisions if one.id in fresh_ids]


async def copy_revisions(account_id: UUID, revisions: Iterable[Revision], seen: Mapping[UUID, datetime]) -> None:
    """Append revisions whose keys are free: COPY knows no conflicts, so whoever calls has looked, under their makers' locks."""
    head = (account_id, clock.now())
    await work.copy_rows("activities", _REVISION_COLUMNS, [head + one for one in revisions])
    await work.execute(_SEE_MANY, account_id, list(seen.keys()), list(seen.values()))


async def insert_entries(account_id: UUID, entries: Sequence[RecordedEntry]) -> None:
    """Append ledger entries."""
    if len(entries) > FEW:
        head = (account_id, clock.now())
        await work.copy_rows("ledger_entries", _ENTRY_COLUMNS, [head + entry for entry in entries])
    elif entries:
        await work.execute(_INSERT_ENTRIES, account_id, clock.now(), *_columns(entries, len(_ENTRY_TYPES)))


def _columns(rows: Sequence[tuple[Any, ...]], width: int) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]
