"""A backup restored into an empty server holds every table as it was."""

import tarfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import orjson
import pytest

from models.kernel.tables import Account
from server.backup import MANIFEST, back_up, connect, describe, table_names
from server.embedded.postgres import EmbeddedPostgres, start_postgres
from server.restore import RestoreRefused, restore


@pytest.fixture(scope="module")
def empty_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    """A PostgreSQL of its own, for restores."""
    server = start_postgres(tmp_path_factory.mktemp("restore"), durable=False)
    yield server
    server.discard()


async def new_database(server: EmbeddedPostgres) -> str:
    name = f"restore_{uuid4().hex}"
    owner = await asyncpg.connect(server.url)
    await owner.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    await owner.close()
    return server.database_url(name)


async def test_every_table_comes_back(
    committed_account: Account, committed_db: str, empty_server: EmbeddedPostgres, tmp_path: Path
) -> None:
    file = tmp_path / "backup.tar"
    written = await back_up(committed_db, file, embedded=True)
    target = await new_database(empty_server)
    manifest = await restore(target, file, embedded=True)
    connection = await connect(target)
    found = await describe(connection)
    role = "SELECT has_table_privilege('groundswell_runtime', 'accounts', 'INSERT')"
    assert await connection.fetchval(role) is True
    assert await connection.fetchval("SELECT slug FROM accounts") == committed_account.slug
    await connection.close()
    assert written == manifest
    assert written.tables["accounts"].rows == 1
    assert found.tables == written.tables


async def test_a_database_with_tables_is_refused_and_left_alone(
    committed_account: Account, committed_db: str, empty_server: EmbeddedPostgres, tmp_path: Path
) -> None:
    file = tmp_path / "backup.tar"
    await back_up(committed_db, file, embedded=True)
    target = await new_database(empty_server)
    connection = await connect(target)
    await connection.execute("CREATE TABLE somebody_elses (id int)")
    with pytest.raises(RestoreRefused, match="not empty"):
        await restore(target, file, embedded=True)
    assert await table_names(connection) == ["somebody_elses"]
    await connection.close()


@pytest.mark.parametrize("change", [{"format": 2}, {"migrations": ["9999_future"]}])
async def test_a_newer_backup_is_refused(
    change: dict[str, object],
    committed_account: Account,
    committed_db: str,
    empty_server: EmbeddedPostgres,
    tmp_path: Path,
) -> None:
    file, newer = tmp_path / "backup.tar", tmp_path / "newer.tar"
    await back_up(committed_db, file, embedded=True)
    with tarfile.open(file) as archive:
        archive.extractall(tmp_path, filter="data")
    manifest = orjson.loads((tmp_path / MANIFEST).read_bytes())
    (tmp_path / MANIFEST).write_bytes(orjson.dumps({**manifest, **change}))
    with tarfile.open(newer, "w") as archive:
        archive.add(tmp_path / MANIFEST, MANIFEST)
    target = await new_database(empty_server)
    with pytest.raises(RestoreRefused, match="newer"):
        await restore(target, newer, embedded=True)
    connection = await connect(target)
    assert await table_names(connection) == []
    await connection.close()


async def test_what_is_no_backup_is_refused(empty_server: EmbeddedPostgres, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(RestoreRefused, match="not a backup"):
        await restore(empty_server.url, tmp_path / "letter.txt", embedded=True)
