"""Brings a database to the structure that this version of the code needs, in one transaction, one process at a time."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from tortoise.context import TortoiseContext
from tortoise.migrations.graph import MigrationKey
from tortoise.transactions import in_transaction

from server import draft_migration, grants
from server.account_keys import Connection, apply_account_keys
from server.database import APP, MIGRATIONS, UNREACHABLE, DatabaseUnavailable, configuration, explanation
from server.filling_columns import FillingExecutor

Progress = Callable[[str], None]

_LOCK = 0x67726F756E64  # any number that only we use


class DatabaseNewer(DatabaseUnavailable):
    """The database was migrated by a newer version of Groundswell than this one."""


async def migrate(url: str, progress: Progress | None = None) -> list[str]:
    """
    Apply what is missing and return the names of the migrations applied; `progress` hears of each one.

    All or nothing. Another process that migrates the same database at the same time is waited for.
    Raises DatabaseNewer when the database knows migrations that this code does not.
    """
    async with _as_owner(url, MIGRATIONS) as connection:
        return await _apply(connection, MIGRATIONS, progress)


async def create_schema(url: str) -> None:
    """
    Bring an empty database to the models as they are.

    While a developer changes tables, and only then, what the migrations lack is drafted on the spot.
    """
    await ensure_role(url)
    if await draft_migration.migrations_are_complete():
        await migrate(url)
        return
    with draft_migration.drafted() as package:
        await draft_migration.write_draft(package)
        async with _as_owner(url, package) as connection:
            await _apply(connection, package, None)
            await apply_account_keys(connection)


async def ensure_role(url: str) -> None:
    """Create the runtime role on its own, outside the migrations' transaction: a role outlives a database."""
    async with _as_owner(url, None, locked=False) as connection:
        await grants.ensure_runtime_role(connection)


async def pending(url: str) -> list[str]:
    """The names of the migrations that the database lacks. Raises as `migrate` does; changes nothing."""
    async with _as_owner(url, MIGRATIONS, locked=False) as connection:
        executor = await _executor(connection, MIGRATIONS)
        names = [step.migration.name for step in await executor.plan()]
        await connection.rollback()
        return names


@asynccontextmanager
async def _as_owner(url: str, package: str | None, *, locked: bool = True) -> AsyncIterator[Connection]:
    """A connection of our own as who the URL names, in a transaction under the migrations' lock."""
    async with TortoiseContext() as context:
        await context.init(
            config=configuration(url, owner=True, migrations=package, application_name="groundswell migrate")
        )
        try:
            await context.db().create_connection(with_db=True)
        except UNREACHABLE as problem:
            raise DatabaseUnavailable(explanation(problem)) from problem
        async with in_transaction() as connection:
            if locked:
                await connection.execute_query(f"SELECT pg_advisory_xact_lock({_LOCK})")
            yield connection


async def _apply(connection: Connection, package: str, progress: Progress | None) -> list[str]:
    executor = await _executor(connection, package)
    names = [step.migration.name for step in await executor.plan()]
    await executor.migrate(progress=lambda event, _app, name: _report(progress, event, name))
    await grants.grant_to_runtime(connection)
    return names


async def _executor(connection: Connection, package: str) -> FillingExecutor:
    """Tortoise's executor within our transaction, once it is known that the database is not ahead of us."""
    executor = FillingExecutor(connection, {APP: {"models": [], "migrations": package}})  # type: ignore[arg-type]
    await _create_record(connection)
    await executor.loader.build_graph()
    unknown = [key.name for key in await executor.recorder.applied_migrations() if not _knows(executor, key)]
    if unknown:
        raise DatabaseNewer(
            f"This database was made by a newer Groundswell (it has {', '.join(unknown)}, unknown here). "
            "Install that version, or restore a backup into an empty database."
        )
    return executor


def _knows(executor: FillingExecutor, key: MigrationKey) -> bool:
    return key in executor.loader.graph.nodes


async def _create_record(connection: Connection) -> None:
    """The table of applied migrations, as Tortoise makes it: asked before it exists, it would fail the transaction."""
    await connection.execute_script(
        "CREATE TABLE IF NOT EXISTS tortoise_migrations (id SERIAL NOT NULL PRIMARY KEY, "
        "app VARCHAR(255) NOT NULL, name VARCHAR(255) NOT NULL, applied_at TIMESTAMPTZ NOT NULL, UNIQUE (app, name))"
    )


def _report(progress: Progress | None, event: str, name: str) -> None:
    if progress and event == "apply_start":
        progress(name)
