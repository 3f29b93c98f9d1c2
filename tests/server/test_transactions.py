"""A transaction that cannot begin leaves its task as it was."""

import subprocess

import asyncpg
import pytest
from tortoise.connection import get_connection
from tortoise.transactions import in_transaction

from models.kernel import work
from models.kernel.actor import system_actor
from models.kernel.ids import new_id
from server.embedded.postgres import installed_binaries

LOST = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError)


def cut_idle_connections(database_url: str) -> None:
    """Kill every connection to the database but the one that asks, while our event loop stands still."""
    statement = (
        "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    command = [str(installed_binaries() / "psql"), "--no-psqlrc", "--dbname", database_url, "--command", statement]
    subprocess.run(command, check=True, capture_output=True)


@pytest.mark.fault
async def test_a_task_recovers_after_begin_met_a_dead_connection(committed_db: str) -> None:
    pool_before = get_connection("default")
    assert await work.fetch_value("SELECT 1") == 1
    cut_idle_connections(committed_db)
    failures = 0
    for _ in range(20):
        try:
            async with work.unit_of_work(system_actor(new_id())):
                assert await work.fetch_value("SELECT 2") == 2
        except LOST:
            failures += 1
        assert get_connection("default") is pool_before
    assert 1 <= failures <= 10
    assert await work.fetch_value("SELECT 3") == 3


@pytest.mark.fault
async def test_a_connection_that_dies_within_a_transaction_is_not_kept(committed_db: str) -> None:
    pool_before = get_connection("default")

    async def lose_the_connection() -> None:
        async with in_transaction():
            cut_idle_connections(committed_db)
            await work.fetch_value("SELECT 1")

    with pytest.raises(LOST):
        await lose_the_connection()
    assert get_connection("default") is pool_before
    for _ in range(12):
        try:
            assert await work.fetch_value("SELECT 1") == 1
        except LOST:
            continue
    assert await work.fetch_value("SELECT 1") == 1


async def test_commit_and_rollback_do_what_they_say(committed_db: str) -> None:
    insert = "INSERT INTO accounts (id, slug, name, default_country, default_language, time_zone, created_at) "
    values = "VALUES ($1, $2, 'A', 'US', 'en', 'UTC', now())"

    async def add(slug: str, *, fail: bool) -> None:
        async with in_transaction():
            await work.execute(insert + values, new_id(), slug)
            if fail:
                raise RuntimeError

    await add("kept", fail=False)
    with pytest.raises(RuntimeError):
        await add("lost", fail=True)
    assert [row["slug"] for row in await work.fetch("SELECT slug FROM accounts")] == ["kept"]
