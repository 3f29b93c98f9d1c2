"""
The servers and databases that tests run on: real ones.

The controller starts one PostgreSQL and migrates a template; each worker clones it and has a Redis of its own.
`db` is one transaction, rolled back: quick, but nobody else sees it and nothing after a commit happens.
`committed_db` really commits and is emptied afterwards: for workers, locks, HTTP and browsers.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio
from tortoise.transactions import in_transaction

from api import rate_limits
from models.asks import channels, links
from models.asks.channels.mailbox import MailboxChannel
from models.kernel import redis_connection, work
from models.kernel.tables import Account
from models.matching.solver import compiled, warm_up
from models.people import secrets
from server.database import close_database, open_database
from server.embedded.postgres import DATABASE, start_postgres
from server.embedded.redis import start_redis
from server.migrate import create_schema
from tests.browsers import CHROMIUM
from tests.factories import make_account
from tests.reference import geography as geography
from tests.reference import skills as skills
from tests.size import patience

TEMPLATE = "groundswell_template"
REFERENCE_TABLES = [
    "tortoise_migrations",
    "regions",
    "region_names",
    "postal_codes",
    "place_names",
    "postal_code_districts",
    "cities",
    "skills",
    "skill_words",
    "reference_versions",
]
_running: list[object] = []


def pytest_configure(config: pytest.Config) -> None:
    """In the controller (or a run without xdist): start PostgreSQL and make the template database."""
    secrets.configure(b"a secret for tests, 32 bytes long")
    links.configure("http://campaign.example")
    channels.configure(email=MailboxChannel())
    _share_machine_code(config.rootpath / ".pytest_cache" / "compiled")
    rate_limits.PATIENCE = 60.0  # on a busy machine a Redis that is slow is not one that is gone
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    folder = Path(tempfile.mkdtemp(prefix="gs-test-"))
    folder.chmod(0o755)
    os.environ["GROUNDSWELL_TEST_CLUSTER"] = str(_make_cluster(folder))
    postgres = start_postgres(folder / "pg", durable=False)
    _running.extend([postgres, folder])
    os.environ["GROUNDSWELL_TEST_POSTGRES"] = postgres.url
    asyncio.run(_create_database(postgres.url, TEMPLATE, DATABASE))
    if config.getoption("numprocesses", None):
        _compile_beside(config.rootpath / ".pytest_cache" / "compiled")


def _make_cluster(folder: Path) -> Path:
    """Migrate a PostgreSQL once; a copy of its data, properly stopped, is what those start from who break theirs."""
    postgres = start_postgres(folder / "pg", durable=False)
    try:
        asyncio.run(create_schema(postgres.url))
    finally:
        postgres.stop()
    subprocess.run(["cp", "-a", postgres.data.parent, folder / "cluster"], check=True)
    return folder / "cluster"


def _compile_beside(folder: Path) -> None:
    """Compile for matching once, while the first tests run, instead of in every process that matches."""
    if not warm_up.is_done(folder):
        code = f"from pathlib import Path; from {warm_up.__name__} import warm_up; warm_up(Path({str(folder)!r}))"
        _running.append(subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.DEVNULL))


def _share_machine_code(folder: Path) -> None:
    """Tests and the processes that they start compile once, and keep it for the next run."""
    compiled.keep_in(folder)
    os.environ["GROUNDSWELL_COMPILED"] = str(folder)


def pytest_unconfigure() -> None:
    """Stop what `pytest_configure` started."""
    for thing in _running:
        if isinstance(thing, Path):
            shutil.rmtree(thing, ignore_errors=True)
        elif isinstance(thing, subprocess.Popen):
            thing.kill()
            thing.wait()
        else:
            thing.stop()  # type: ignore[attr-defined]
    _running.clear()


def _with_database(url: str, name: str) -> str:
    head, _, query = url.partition("?")
    address = head.rsplit("/", 1)[0] + "/" + name
    return f"{address}?{query}" if query else address


async def _create_database(url: str, name: str, template: str = "template0") -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    finally:
        await connection.close()


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """At full size a test may take longer."""
    if config.getoption("timeout") is None:
        config.option.timeout = patience(float(config.getini("timeout")))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a Chromium, browser tests are left out, and pytest's summary counts them; CI must have one."""
    if CHROMIUM is not None or os.environ.get("CI"):
        return
    browser_tests = [item for item in items if item.get_closest_marker("browser")]
    config.hook.pytest_deselected(items=browser_tests)
    items[:] = [item for item in items if item not in browser_tests]


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """The test PostgreSQL, as the owner: for tests that make databases of their own."""
    return os.environ["GROUNDSWELL_TEST_POSTGRES"]


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """This worker's own Redis."""
    folder = Path(tempfile.mkdtemp(prefix="gs-redis-"))
    folder.chmod(0o755)
    server = start_redis(folder, durable=False)
    yield server.url
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest_asyncio.fixture(scope="session")
async def database_url(postgres_url: str, worker_id: str) -> str:
    """This worker's own migrated, empty database."""
    name = f"groundswell_{worker_id}"
    await _create_database(postgres_url, name, TEMPLATE)
    return _with_database(postgres_url, name)


@pytest_asyncio.fixture(scope="session")
async def open_connections(database_url: str, redis_url: str) -> AsyncIterator[None]:
    """Tortoise and Redis, open for the whole session, with the runtime's role. A busy machine is no failure: no time limits."""
    await open_database(database_url, patient=True)
    redis_connection.connect(redis_url)
    yield
    await redis_connection.close()
    await close_database()


@pytest_asyncio.fixture
async def db(open_connections: None) -> AsyncIterator[None]:
    """Everything in the test happens in one transaction that is rolled back. Jobs wait in the outbox."""
    async with in_transaction() as transaction:
        yield
        await transaction.rollback()


@pytest_asyncio.fixture
async def committed_db(open_connections: None, database_url: str, redis_url: str) -> AsyncIterator[str]:
    """A database in which commits are real; emptied afterwards, Redis too. Gives its address."""
    yield database_url
    await _empty(database_url)
    await redis_connection.redis().flushall()


async def _empty(url: str) -> None:
    connection = await asyncpg.connect(url, user="postgres")
    try:
        tables = await connection.fetch(
            "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL($1)",
            REFERENCE_TABLES,
        )
        first_rows = (f"(SELECT '{row['name']}' AS name FROM {row['name']} LIMIT 1)" for row in tables)
        used = await connection.fetch(" UNION ALL ".join(first_rows))
        # TRUNCATE takes a new file for each table and index that refers to it: 0.4 s. No trigger, so in any order.
        deletions = (f"DELETE FROM {row['name']};" for row in used)
        await connection.execute(f"SET session_replication_role = replica; {' '.join(deletions)}")
    finally:
        await connection.close()


@pytest.fixture(autouse=True)
def _no_hook_left() -> Iterator[None]:
    yield
    work.bind_after_commit(None)


@pytest_asyncio.fixture
async def account(db: None) -> Account:
    """An account, gone after the test."""
    return await make_account()


@pytest_asyncio.fixture
async def committed_account(committed_db: str) -> Account:
    """An account that other connections see."""
    return await make_account()
