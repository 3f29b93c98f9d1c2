"""A database of an older version: everybody says so and what to do; migrating keeps what is in it."""

from pathlib import Path

import pytest
import pytest_asyncio
from tortoise.migrations.executor import MigrationTarget

from models.kernel import ids
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
    """A database as the first version made it, with an account in it."""
    await migrate.ensure_role(empty_url)
    async with migrate._as_owner(empty_url, MIGRATIONS) as connection:
        executor = await migrate._executor(connection, MIGRATIONS)
        await executor.migrate([MigrationTarget(APP, FIRST)])
        await grants.grant_to_runtime(connection)
    await value_of(
        empty_url,
        "INSERT INTO accounts (id, slug, name, default_country, default_language, time_zone, created_at) "
        "VALUES ($1, 'old', 'Kept', 'US', 'en', 'UTC', now())",
        ids.new_id(),
    )
    return empty_url


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
    chosen = Settings(database_url=older)
    with pytest.raises(DatabaseUnavailable):
        await ensure_structure(chosen)
    await bring_up_to_date(older)
    assert capsys.readouterr().out.split() == [word for name in LATER for word in ("Migrating:", name)]
    await ensure_structure(chosen)
    assert await value_of(older, "SELECT string_agg(name, ' ') FROM accounts") == "Kept"
