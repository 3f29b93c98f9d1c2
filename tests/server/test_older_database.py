"""A database of an older version: everybody says so and what to do; migrating keeps what is in it."""

from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio
from tortoise.migrations.executor import MigrationTarget

from server import draft_migration, grants, migrate
from server.checks import check_database, ensure_structure
from server.cli.up import bring_up_to_date
from server.database import APP, MIGRATIONS, DatabaseUnavailable
from server.settings import Settings
from tests.server.test_command_line import groundswell
from tests.server.test_migrate import empty_url, value_of

__all__ = ["empty_url"]

FIRST, *LATER = draft_migration.released()


@pytest_asyncio.fixture
async def older(empty_url: str) -> str:
    """A database as the first version made it, with a row in every table."""
    await migrate.ensure_role(empty_url)
    async with migrate._as_owner(empty_url, MIGRATIONS) as connection:
        executor = await migrate._executor(connection, MIGRATIONS)
        await executor.migrate([MigrationTarget(APP, FIRST)])
        await grants.grant_to_runtime(connection)
    await put_a_row_into_every_table(empty_url)
    return empty_url


VALUES = """
SELECT quote_ident(column_name) AS name, CASE
    WHEN data_type = 'ARRAY' THEN '''{}''' WHEN data_type = 'jsonb' THEN '''{"kept": true}'''
    WHEN data_type = 'uuid' THEN '''00000000-0000-0000-0000-000000000001''' WHEN data_type = 'boolean' THEN 'true'
    WHEN data_type IN ('date', 'timestamp with time zone') THEN 'now()' WHEN data_type = 'bytea' THEN '''kept'''
    WHEN table_name = 'asks' AND column_name = 'kind' THEN '''shift'''
    WHEN data_type LIKE 'character%' OR data_type = 'text' THEN '''k''' ELSE '1' END AS value
FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = $1 AND is_nullable = 'NO'
"""


async def put_a_row_into_every_table(url: str) -> None:
    """All with the same id, so that what points elsewhere points to a row: that one goes first."""
    owner = await asyncpg.connect(url)
    waiting = await tables_of(owner)
    while waiting:
        table = waiting.pop(0)
        columns = await owner.fetch(VALUES, table)
        names, values = (", ".join(column[part] for column in columns) for part in ("name", "value"))
        try:
            await owner.execute(f"INSERT INTO {table} ({names}) VALUES ({values})")
        except asyncpg.ForeignKeyViolationError:
            waiting.append(table)
    await owner.close()


async def tables_of(connection: asyncpg.Connection) -> list[str]:
    """The names of our tables."""
    rows = await connection.fetch(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'tortoise_migrations'"
    )
    return [row["tablename"] for row in rows]


async def filled(url: str) -> set[str]:
    """The tables that have a row."""
    connection = await asyncpg.connect(url)
    try:
        return {table for table in await tables_of(connection) if await connection.fetch(f"SELECT 1 FROM {table}")}
    finally:
        await connection.close()


async def test_doctor_names_what_is_missing(older: str) -> None:
    _, structure = await check_database(Settings(database_url=older))
    assert structure.state == f"of an older version: lacks {', '.join(LATER)}"
    assert structure.mend == "Run `groundswell migrate`."


@pytest.mark.parametrize("command", ["serve", "work"])
async def test_site_and_worker_do_not_start_on_it_and_say_what_to_do(
    older: str, redis_url: str, command: str, tmp_path: Path
) -> None:
    answer = groundswell(tmp_path, command, DATABASE_URL=older, REDIS_URL=redis_url, GROUNDSWELL_PORT="0")
    assert answer.returncode == 1
    assert f"The database is of an older version: it lacks {', '.join(LATER)}." in answer.stderr
    assert "Run `groundswell migrate`" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert await value_of(older, "SELECT string_agg(name, ' ') FROM tortoise_migrations") == FIRST


async def test_up_brings_it_up_to_date_and_keeps_what_is_in_it(older: str, capsys: pytest.CaptureFixture[str]) -> None:
    chosen, before = Settings(database_url=older), await filled(older)
    with pytest.raises(DatabaseUnavailable):
        await ensure_structure(chosen)
    await bring_up_to_date(older)
    assert capsys.readouterr().out.split() == [word for name in LATER for word in ("Migrating:", name)]
    await ensure_structure(chosen)
    assert await filled(older) == before | {
        "attention",
        "greeting_steps",
    }  # begun for asks and greetings that were there
    assert await value_of(older, "SELECT qualification_ids::text || overbook FROM tasks, shifts") == "{}0"
