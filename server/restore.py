"""Reads a backup into an empty database and checks it table by table."""

import tarfile
import tempfile
from pathlib import Path

import asyncpg
import orjson

from server import draft_migration, migrate
from server.backup import DUMP, FORMAT, MANIFEST, Manifest, TableFacts, connect, describe, run_tool, table_names
from server.database import DatabaseUnavailable


class RestoreRefused(DatabaseUnavailable):
    """The backup or the database is not fit for a restore; nothing was changed."""


async def restore(url: str, file: Path, *, embedded: bool) -> Manifest:
    """
    Read `file` into the empty database at `url`, bring that to this version, and return the backup's manifest.

    Raises RestoreRefused when the database has tables, the file is no backup, or is of a newer version;
    DatabaseUnavailable when a table differs afterwards.
    """
    manifest = read_manifest(file)
    await _refuse_unless_empty(url)
    await migrate.ensure_role(url)
    with tempfile.TemporaryDirectory(prefix="groundswell-restore-") as folder, tarfile.open(file) as archive:
        archive.extract(DUMP, folder, filter="data")
        options = ["--no-owner", "--no-acl", "--exit-on-error", "--single-transaction"]
        await run_tool(embedded, "pg_restore", *options, "--dbname", url, str(Path(folder) / DUMP))
    await _compare(url, manifest)
    if draft_migration.is_released():
        await migrate.migrate(url)
    return manifest


def read_manifest(file: Path) -> Manifest:
    """What a backup says of itself. Raises RestoreRefused when it is none, or of a newer version."""
    try:
        with tarfile.open(file) as archive:
            member = archive.extractfile(MANIFEST)
            found = orjson.loads(member.read() if member else b"")
        tables = {name: TableFacts(**facts) for name, facts in found.pop("tables").items()}
        manifest = Manifest(**found, tables=tables)
    except (OSError, KeyError, TypeError, ValueError, tarfile.TarError) as problem:
        raise RestoreRefused(f"{file} is not a backup that `groundswell backup` wrote ({problem}).") from problem
    if manifest.format > FORMAT:
        raise RestoreRefused(_too_new(file, manifest))
    if draft_migration.is_released() and set(manifest.migrations) - set(draft_migration.released()):
        raise RestoreRefused(_too_new(file, manifest))
    return manifest


def _too_new(file: Path, manifest: Manifest) -> str:
    return f"{file} was written by the newer Groundswell {manifest.version}: install that first."


async def _refuse_unless_empty(url: str) -> None:
    connection = await connect(url)
    try:
        present = await table_names(connection)
    finally:
        await connection.close()
    if present:
        raise RestoreRefused(
            f"The database is not empty: it has {len(present)} tables. Create a new one for DATABASE_URL, "
            "or choose a new folder with GROUNDSWELL_HOME."
        )


async def _compare(url: str, manifest: Manifest) -> None:
    connection: asyncpg.Connection = await connect(url)
    try:
        found = await describe(connection)
    finally:
        await connection.close()
    names = manifest.tables.keys() | found.tables.keys()
    differing = sorted(name for name in names if manifest.tables.get(name) != found.tables.get(name))
    if differing:
        raise DatabaseUnavailable(f"After the restore these tables differ from the backup: {', '.join(differing)}.")
