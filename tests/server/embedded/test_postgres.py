"""The embedded PostgreSQL: kept data, stale locks, closed folders, root and ordinary users."""

import asyncio
import os
import signal
import stat
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from server.embedded import places, postgres, process
from server.embedded.account import serving_account
from server.embedded.errors import AlreadyRunning, EmbeddedServerError
from server.embedded.lock import FolderLock
from server.embedded.postgres import EmbeddedPostgres, start_postgres


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder with a short path that anybody may enter."""
    with tempfile.TemporaryDirectory(prefix="gs-home-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def ask(server: EmbeddedPostgres, sql: str) -> object:
    """The first value of a query."""

    async def answer() -> object:
        connection = await asyncpg.connect(server.url)
        try:
            return await connection.fetchval(sql)
        finally:
            await connection.close()

    return asyncio.run(answer())


def in_another_process(home: Path) -> subprocess.Popen[str]:
    """A process that starts the server, prints its process id and address, and waits."""
    code = textwrap.dedent(f"""
        import time
        from pathlib import Path
        from server.embedded.postgres import start_postgres
        server = start_postgres(Path({str(home)!r}), durable=False)
        print(server.process.pid, server.url, flush=True)
        time.sleep(600)
    """)
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


def test_it_is_a_postgresql_18_whose_owner_is_no_superuser(home: Path) -> None:
    server = start_postgres(home, durable=False)
    try:
        assert str(ask(server, "SHOW server_version")).startswith("18.")
        assert ask(server, "SELECT current_user::text") == "groundswell"
        assert ask(server, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
        assert ask(server, "SELECT lower('ŁÓDŹ')") == "łódź"
        assert ask(server, "SHOW fsync") == "off"
    finally:
        server.stop()


def test_a_second_start_keeps_the_data_and_is_durable_when_asked(home: Path) -> None:
    first = start_postgres(home)
    ask(first, "CREATE TABLE kept AS SELECT 42 AS answer")
    first.stop()
    second = start_postgres(home)
    try:
        assert ask(second, "SELECT answer FROM kept") == 42
        assert ask(second, "SHOW fsync") == "on"
    finally:
        second.stop()


def test_one_home_is_run_by_one_process(home: Path) -> None:
    lock = FolderLock(home / "postgres.lock", "The embedded PostgreSQL")
    with pytest.raises(AlreadyRunning, match="GROUNDSWELL_HOME"):
        start_postgres(home, durable=False)
    assert sorted(path.name for path in home.iterdir()) == ["postgres.lock"]
    lock.release()


@pytest.mark.fault
def test_when_its_starter_is_killed_the_server_stops_and_the_next_start_finds_the_data(home: Path) -> None:
    starter = in_another_process(home)
    assert starter.stdout is not None
    number = int(starter.stdout.readline().split()[0])
    starter.kill()
    starter.wait()
    server = start_postgres(home, durable=False)
    try:
        assert ask(server, "SELECT 1") == 1
        assert not process.is_alive(number)
    finally:
        server.stop()


@pytest.mark.fault
def test_a_killed_server_leaves_a_stale_lock_that_stops_nobody(home: Path) -> None:
    first = start_postgres(home, durable=False)
    os.killpg(first.process.pid, signal.SIGKILL)
    first.process.wait()
    assert (first.data / "postmaster.pid").exists()
    first.stop()
    second = start_postgres(home, durable=False)
    try:
        assert ask(second, "SELECT 1") == 1
    finally:
        second.stop()


@pytest.mark.fault
def test_a_stale_lock_that_names_an_innocent_process_does_it_no_harm(home: Path) -> None:
    first = start_postgres(home, durable=False)
    first.stop()
    innocent = subprocess.Popen(["sleep", "600"])
    (first.data / "postmaster.pid").write_text(f"{innocent.pid}\n{first.data}\n")
    second = start_postgres(home, durable=False)
    try:
        assert ask(second, "SELECT 1") == 1
        assert innocent.poll() is None
    finally:
        second.stop()
        innocent.kill()
        innocent.wait()


def test_a_socket_address_stays_short_however_deep_the_home_lies(home: Path) -> None:
    deep = home / ("deep" * 20) / ("deeper" * 20)
    server = start_postgres(deep, durable=False)
    try:
        folder = server.url.partition("host=")[2]
        assert len(folder) < 90
        assert ask(server, "SELECT 1") == 1
    finally:
        server.stop()
    assert not Path(folder).exists()


def test_a_closed_ancestor_keeps_its_mode(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    server = start_postgres(closed / "home", durable=False)
    try:
        assert ask(server, "SELECT 1") == 1
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        assert server.data.owner() == serving_account_name()
    finally:
        server.discard()
    assert not server.data.parent.exists()


def test_binaries_that_the_account_cannot_reach_are_copied_once_and_run(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a clone in root's own home: the copy finds its libraries without the original."""
    installed = postgres.installed_binaries()
    monkeypatch.setattr(places, "DURABLE_ROOT", home / "root")
    stranger = places.Account("nobody", 65534, 65534, is_ours=False)
    monkeypatch.setattr(places.Account, "can", lambda *_: False)
    found = places.reachable_binaries(installed, stranger)
    assert found != installed
    asked = subprocess.run([found / "initdb", "--version"], capture_output=True, text=True, check=True, env={})
    assert asked.stdout.startswith("initdb (PostgreSQL) 18")
    libraries = subprocess.run(["ldd", found / "initdb"], capture_output=True, text=True, check=True).stdout
    assert f"{home}/root/" in libraries
    assert str(installed.parent.parent.parent) not in libraries
    assert places.reachable_binaries(installed, stranger) == found
    assert len(list((home / "root").iterdir())) == 1


def test_a_folder_that_cannot_be_made_is_explained(home: Path) -> None:
    (home / "file").write_text("in the way")
    with pytest.raises(EmbeddedServerError, match="GROUNDSWELL_HOME"):
        start_postgres(home / "file" / "home")


def test_missing_binaries_are_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(EmbeddedServerError, match="DATABASE_URL"):
        postgres.installed_binaries()


def test_an_ordinary_user_runs_it_as_himself(home: Path) -> None:
    """As root, a forked child takes another user's skin first: our interpreter may lie in root's own home."""
    user = 65534 if os.geteuid() == 0 else os.geteuid()
    os.chown(home, user, -1)
    child = os.fork()
    if child == 0:
        os._exit(start_as(user, home))
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert (home / "url").read_text() == f"postgres://groundswell@/groundswell?host={home}/postgres/run"
    assert {path.stat().st_uid for path in (home, home / "postgres", home / "postgres" / "data")} == {user}


def start_as(user: int, home: Path) -> int:
    """Become the user, start, write the address down, stop; the exit code."""
    try:
        if os.geteuid() != user:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)
        server = start_postgres(home, durable=False)
        (home / "url").write_text(server.url)
        served_by = Path(f"/proc/{server.process.pid}").stat().st_uid
        server.stop()
    except BaseException as problem:
        (home / "problem").write_text(repr(problem))
        return 1
    return 0 if served_by == user else 2


def serving_account_name() -> str:
    """The name of the account that owns the data."""
    import pwd

    return pwd.getpwuid(serving_account().user_id).pw_name
