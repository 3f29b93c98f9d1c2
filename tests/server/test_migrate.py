"""Migrations: complete, in one go, refusing what is newer; the runtime's role owns nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import asyncpg
import pytest
import pytest_asyncio

from models.kernel.keys import ACCOUNT_TABLES, PRIMARY_KEYS
from server import draft_migration, migrate
from server.database import DatabaseUnavailable
from server.embedded.postgres import OWNER
from server.make_migration import key_statements_after_migrations
from server.migrate import DatabaseNewer
from tests.conftest import TEMPLATE


@asynccontextmanager
async def database_like(template: str, postgres_url: str) -> AsyncIterator[str]:
    """A copy of a database, for the length of the block: its address."""
    name = f"copy_{uuid4().hex}"
    # Not as the owner, who may not end an autovacuum that is at it when the copy is dropped.
    superuser = await asyncpg.connect(postgres_url, user="postgres")
    try:
        await superuser.execute(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {OWNER}")
        yield postgres_url.replace("/groundswell?", f"/{name}?")
        await superuser.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await superuser.close()


@pytest_asyncio.fixture
async def empty_url(postgres_url: str) -> AsyncIterator[str]:
    """A database without a table."""
    async with database_like("template0", postgres_url) as url:
        yield url


@pytest_asyncio.fixture
async def migrated_url(postgres_url: str) -> AsyncIterator[str]:
    """A database that was migrated, as `tests/conftest.py` does it."""
    async with database_like(TEMPLATE, postgres_url) as url:
        yield url


async def value_of(url: str, sql: str, *arguments: object) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(sql, *arguments)
    finally:
        await connection.close()


async def test_the_migrations_describe_the_models() -> None:
    assert [writer.operations for writer in await draft_migration.differences("models.migrations")] == []


async def test_migrating_gives_every_account_table_its_keys(migrated_url: str) -> None:
    applied = "SELECT array_agg(name ORDER BY name) FROM tortoise_migrations"
    assert await value_of(migrated_url, applied) == draft_migration.released()
    assert await key_statements_after_migrations(migrated_url) == []
    keys = await value_of(
        migrated_url,
        "SELECT count(*) FROM pg_constraint WHERE contype = 'p' AND conrelid::regclass::text = ANY($1)",
        list(PRIMARY_KEYS),
    )
    assert keys == len(PRIMARY_KEYS)
    references = sum(len(references) for references in ACCOUNT_TABLES.values())
    assert await value_of(migrated_url, "SELECT count(*) FROM pg_constraint WHERE contype = 'f'") == references


async def test_migrating_again_changes_nothing(migrated_url: str) -> None:
    assert await migrate.pending(migrated_url) == []
    assert await migrate.migrate(migrated_url) == []


async def test_what_is_pending_is_told_without_touching_the_database(empty_url: str) -> None:
    assert await migrate.pending(empty_url) == draft_migration.released()
    assert await value_of(empty_url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0


async def test_a_newer_database_is_refused_and_left_alone(migrated_url: str) -> None:
    await value_of(
        migrated_url,
        "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('models', '9999_future', now())",
    )
    before = await value_of(migrated_url, "SELECT count(*) FROM tortoise_migrations")
    with pytest.raises(DatabaseNewer, match="9999_future"):
        await migrate.migrate(migrated_url)
    assert await value_of(migrated_url, "SELECT count(*) FROM tortoise_migrations") == before


async def test_a_failing_migration_leaves_nothing_behind(empty_url: str) -> None:
    await migrate.ensure_role(empty_url)
    await value_of(empty_url, "CREATE TABLE activities (id int)")
    with pytest.raises(Exception, match="activities"):
        await migrate.migrate(empty_url)
    assert await value_of(empty_url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 1


async def test_the_runtime_role_reads_and_writes_and_owns_nothing(database_url: str) -> None:
    connection = await asyncpg.connect(database_url, server_settings={"role": "groundswell_runtime"})
    try:
        assert await connection.fetchval("SELECT count(*) FROM accounts") >= 0
        owned = "SELECT count(*) FROM pg_class WHERE relowner = 'groundswell_runtime'::regrole"
        assert await connection.fetchval(owned) == 0
        for forbidden in ("DROP TABLE accounts", "TRUNCATE accounts", "CREATE TABLE mine (id int)"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(forbidden)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("DELETE FROM tortoise_migrations")
    finally:
        await connection.close()


async def test_a_database_that_does_not_exist_is_explained(postgres_url: str) -> None:
    with pytest.raises(DatabaseUnavailable, match="does not exist"):
        await migrate.migrate(postgres_url.replace("/groundswell?", "/nowhere?"))


async def test_a_server_that_does_not_answer_is_explained() -> None:
    with pytest.raises(DatabaseUnavailable, match="DATABASE_URL"):
        await migrate.migrate("postgres://groundswell@127.0.0.1:1/groundswell")
