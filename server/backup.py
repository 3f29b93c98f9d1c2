"""One file that holds the whole database, with a manifest by which a restore is checked."""

import asyncio
import hashlib
import os
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from shutil import which

import asyncpg
import orjson

from models.kernel import clock
from server.database import DatabaseUnavailable, explanation
from server.embedded.postgres import installed_binaries

MANIFEST = "manifest.json"
DUMP = "database.dump"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What a table holds: its rows, and a checksum that does not depend on their order."""

    rows: int
    checksum: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `made_at` is a moment in UTC, ISO 8601."""

    format: int
    version: str
    made_at: str
    server_version: str
    migrations: list[str]
    tables: dict[str, TableFacts]


async def back_up(url: str, file: Path, *, embedded: bool) -> Manifest:
    """
    Write the database to `file` as it is at one moment, while others go on writing.

    Raises DatabaseUnavailable when it cannot be read or the tools are missing. A file half written never has the
    wanted name.
    """
    connection = await connect(url)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            snapshot: str = await connection.fetchval("SELECT pg_export_snapshot()")
            manifest = await describe(connection)
            with tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=".backup-") as folder:
                dump = Path(folder) / DUMP
                await run_tool(embedded, "pg_dump", "-Fc", "--snapshot", snapshot, "--file", str(dump), url)
                _pack(Path(folder), manifest, dump, file)
    finally:
        await connection.close()
    return manifest


async def connect(url: str) -> asyncpg.Connection:
    """A connection as the owner, without time limits. Raises DatabaseUnavailable."""
    try:
        settings = {"application_name": "groundswell backup", "TimeZone": "UTC", "DateStyle": "ISO"}
        return await asyncpg.connect(url, server_settings=settings)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as problem:
        raise DatabaseUnavailable(explanation(problem)) from problem


async def describe(connection: asyncpg.Connection) -> Manifest:
    """The manifest of the database as this connection's transaction sees it."""
    names = await table_names(connection)
    migrations: list[str] = []
    if "tortoise_migrations" in names:
        rows = await connection.fetch("SELECT name FROM tortoise_migrations ORDER BY name")
        migrations = [row["name"] for row in rows]
    return Manifest(
        format=FORMAT,
        version=version("groundswell"),
        made_at=clock.now().isoformat(timespec="seconds"),
        server_version=str(await connection.fetchval("SHOW server_version")),
        migrations=migrations,
        tables={name: await _facts(connection, name) for name in names},
    )


async def table_names(connection: asyncpg.Connection) -> list[str]:
    """The tables of our schema, sorted."""
    rows = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    return [row["tablename"] for row in rows]


async def run_tool(embedded: bool, name: str, *arguments: str) -> None:
    """Run pg_dump or pg_restore: ours for our server, the installed ones for yours. Raises DatabaseUnavailable."""
    program = str(installed_binaries() / name) if embedded else which(name)
    if program is None:
        raise DatabaseUnavailable(f"{name} is not installed: install the client tools of your PostgreSQL's version.")
    process = await asyncio.create_subprocess_exec(
        program, *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    _, complaint = await process.communicate()
    if process.returncode != 0:
        raise DatabaseUnavailable(f"{name} failed: {complaint.decode(errors='replace').strip()}")


async def _facts(connection: asyncpg.Connection, table: str) -> TableFacts:
    """Add up a hash of each row as text: the sum of 2^64 numbers does not depend on the rows' order."""
    quoted = '"' + table.replace('"', '""') + '"'
    row = await connection.fetchrow(
        f"SELECT count(*) AS rows, coalesce(sum(hashtextextended(line::text, 0)::numeric), 0)::text AS total "
        f"FROM {quoted} AS line"
    )
    return TableFacts(row["rows"], hashlib.sha256(row["total"].encode()).hexdigest()[:32])


def _pack(folder: Path, manifest: Manifest, dump: Path, file: Path) -> None:
    (folder / MANIFEST).write_bytes(orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2))
    whole = folder / "whole.tar"
    with tarfile.open(whole, "w") as archive:
        archive.add(folder / MANIFEST, MANIFEST)
        archive.add(dump, DUMP)
    whole.chmod(0o600)
    os.replace(whole, file)  # noqa: PTH105 (across file systems it must fail, not copy)
