"""Reference data: what is shipped with the code, the same for every account, and loaded in one go."""

import csv
import hashlib
import io
import lzma
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from models.kernel import clock, work
from models.kernel.actor import system_actor

Progress = Callable[[str, int, int], None]
"""Is told (stage, rows done, rows in all) now and then."""

LOADER = system_actor(UUID(int=0))
"""Reference data belongs to no account."""

_ROWS_A_COPY = 20_000
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('reference data'))"
_STAMP = """
INSERT INTO reference_versions (name, version, loaded_at) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET version = excluded.version, loaded_at = excluded.loaded_at
"""


def read_table(path: Path) -> list[list[str]]:
    """The rows of an xz-compressed CSV file without header."""
    text = lzma.decompress(path.read_bytes()).decode()
    return list(csv.reader(io.StringIO(text, newline="")))


def version_of(paths: Iterable[Path], *choice: object) -> str:
    """A short name for the contents of files (and for the choice made among them): another content, another name."""
    digest = hashlib.sha256(repr(choice).encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


async def is_loaded(name: str, version: str) -> bool:
    """Whether this very version is what the database has. Takes the loaders' lock for the rest of the transaction."""
    await work.execute(_LOCK)
    stored = await work.fetch_value("SELECT version FROM reference_versions WHERE name = $1", name)
    return bool(stored == version)


async def stamp(name: str, version: str) -> None:
    """Note which version was loaded, and when."""
    await work.execute(_STAMP, name, version, clock.now())


async def replace_rows(
    table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], progress: Progress | None = None
) -> None:
    """Empty a table and fill it by COPY, a part at a time, telling `progress` after each."""
    await work.execute(f'DELETE FROM "{table}"')
    done = 0
    for part in _parts(rows):
        await work.copy_rows(table, columns, part)
        done += len(part)
        if progress:
            progress(table, done, len(rows))


def _parts(rows: Sequence[Sequence[Any]]) -> Iterator[Sequence[Sequence[Any]]]:
    for start in range(0, len(rows), _ROWS_A_COPY):
        yield rows[start : start + _ROWS_A_COPY]
