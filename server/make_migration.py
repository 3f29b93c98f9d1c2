"""Writes the migration that the models need, keys of accounts included, and formats it."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tortoise.context import TortoiseContext
from tortoise.migrations.operations import RunSQL
from tortoise.migrations.writer import format_migration_name

import models
from server.account_keys import key_statements, missing_tables, read_catalogue
from server.database import MIGRATIONS, DatabaseUnavailable, configuration
from server.draft_migration import differences
from server.embedded.postgres import start_postgres
from server.migrate import ensure_role, migrate
from server.migration_writer import CompleteWriter

_FOLDER = Path(models.__path__[0]) / "migrations"
_DOCSTRING = '"""Written by `make migration`; change it only before it is committed."""\n\n'


async def make_migration(name: str | None = None) -> Path | None:
    """
    Write the next migration into `models/migrations` and return its path, or None when nothing is missing.

    The keys that `models/kernel/keys.py` lists are found out by applying the migrations to a throw-away database,
    and are written down as plain statements: a migration must not change when the list does.
    """
    _FOLDER.mkdir(exist_ok=True)
    if not (_FOLDER / "__init__.py").exists():
        (_FOLDER / "__init__.py").write_text('"""The structure of the database, step by step."""\n')
    writer = next(iter(await differences(MIGRATIONS)), None) or _empty_writer()
    if name:
        writer.name = format_migration_name(int(writer.name[:4]), name)
    path = _write(writer)
    try:
        statements = await _missing_key_statements()
    except BaseException:
        path.unlink()
        raise
    if statements:
        writer.operations.append(RunSQL(statements))
    if not writer.operations:
        path.unlink()
        return None
    return _write(writer)


async def key_statements_after_migrations(url: str) -> list[str]:
    """The key statements that a migrated database still lacks: none, once the migrations are complete."""
    async with TortoiseContext() as context:
        await context.init(config=configuration(url, owner=True))
        catalogue = await read_catalogue(context.db())  # type: ignore[arg-type]
    if missing := missing_tables(catalogue):
        raise DatabaseUnavailable(f"models/kernel/keys.py lists tables that no model makes: {', '.join(missing)}.")
    return key_statements(catalogue)


async def _missing_key_statements() -> list[str]:
    home = Path(tempfile.mkdtemp(prefix="groundswell-migration-"))
    postgres = start_postgres(home, durable=False)
    try:
        await ensure_role(postgres.url)
        await migrate(postgres.url)
        return await key_statements_after_migrations(postgres.url)
    finally:
        postgres.discard()
        shutil.rmtree(home, ignore_errors=True)


def _empty_writer() -> CompleteWriter:
    """A migration without operations, for keys alone."""
    number = 1 + max((int(path.name[:4]) for path in _FOLDER.glob("[0-9]*.py")), default=0)
    previous = [("models", path.stem) for path in sorted(_FOLDER.glob("[0-9]*.py"))[-1:]]
    name = format_migration_name(number, "keys")
    return CompleteWriter(name, "models", [], dependencies=previous, migrations_module=MIGRATIONS)


def _write(writer: CompleteWriter) -> Path:
    path = _FOLDER / f"{writer.name}.py"
    path.write_text(_DOCSTRING + writer.as_string(), encoding="utf-8")
    _format(path)
    return path


def _format(path: Path) -> None:
    """Format it where ruff is installed, as it is for developers."""
    for action in (["check", "--fix", "--quiet", "--select", "I,F401,UP"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *action, str(path)], check=False, capture_output=True)
