"""Both embedded servers together: started where no address is set, or found where another process runs them."""

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from server.embedded import places
from server.embedded.errors import AlreadyRunning, EmbeddedServerError
from server.embedded.lock import FolderLock
from server.embedded.postgres import EmbeddedPostgres, start_postgres
from server.embedded.redis import EmbeddedRedis, start_redis
from server.settings import Settings, settings

ADDRESSES = "addresses.json"


@dataclass
class Servers:
    """The servers of this process: None where an address of one's own is set."""

    postgres: EmbeddedPostgres | None
    redis: EmbeddedRedis | None
    database_url: str
    redis_url: str

    def fallen(self) -> list[str]:
        """The names of those that stopped without being asked to."""
        running = {"PostgreSQL": self.postgres, "Redis": self.redis}
        return [name for name, server in running.items() if server and server.process.poll() is not None]

    def start_again(self, chosen: Settings) -> None:
        """Start those of ours that fell; their addresses may be new."""
        if self.postgres and "PostgreSQL" in self.fallen():
            self.postgres.stop()
            self.postgres = start_postgres(chosen.home.absolute())
            self.database_url = self.postgres.url
        if self.redis and "Redis" in self.fallen():
            self.redis.stop()
            self.redis = start_redis(chosen.home.absolute())
            self.redis_url = self.redis.url

    def stop(self) -> None:
        """Stop what we started: Redis first, since it holds only copies."""
        for server in (self.redis, self.postgres):
            if server:
                server.stop()


def start_servers(chosen: Settings) -> Servers:
    """Start what no address is set for. Raises EmbeddedServerError, AlreadyRunning among them."""
    home = chosen.home.absolute()
    with ExitStack() as undo:
        postgres = None if chosen.database_url else start_postgres(home)
        if postgres:
            undo.callback(postgres.stop)
        redis = None if chosen.redis_url else start_redis(home)
        undo.pop_all()
    return Servers(
        postgres,
        redis,
        postgres.url if postgres else str(chosen.database_url),
        redis.url if redis else str(chosen.redis_url),
    )


@contextmanager
def hold_home(chosen: Settings) -> Iterator[None]:
    """Be the only process that runs this home's servers. Raises AlreadyRunning."""
    home = places.make_folder(chosen.home.absolute())
    lock = FolderLock(home / "groundswell.lock", "Groundswell")
    try:
        yield
    finally:
        (home / ADDRESSES).unlink(missing_ok=True)
        lock.release()


def announce(chosen: Settings, servers: Servers) -> Settings:
    """Note the addresses for other commands and for our children; returns settings that carry them."""
    found = {"database_url": servers.database_url, "redis_url": servers.redis_url}
    note = chosen.home.absolute() / ADDRESSES
    draft = note.with_suffix(".draft")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(found))
    draft.replace(note)
    return adopt(chosen, **found)


def adopt(chosen: Settings, *, database_url: str, redis_url: str) -> Settings:
    """Settings with these addresses, for this process and its children."""
    os.environ["DATABASE_URL"] = database_url
    os.environ["REDIS_URL"] = redis_url
    settings.cache_clear()
    return chosen.model_copy(update={"database_url": database_url, "redis_url": redis_url})


@contextmanager
def servers_for_command(chosen: Settings) -> Iterator[Settings]:
    """
    Settings with addresses that work, for the length of a command.

    Those that are set; else those that a running `groundswell up` announced; else servers started for the block.
    """
    if chosen.database_url and chosen.redis_url:
        yield chosen
        return
    with ExitStack() as stack:
        try:
            stack.enter_context(hold_home(chosen))
        except AlreadyRunning:
            yield adopt(chosen, **announced(chosen.home.absolute()))
            return
        servers = start_servers(chosen)
        stack.callback(servers.stop)
        yield announce(chosen, servers)


def announced(home: Path) -> dict[str, str]:
    """The addresses that the process running this home's servers noted."""
    try:
        found: dict[str, str] = json.loads((home / ADDRESSES).read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        raise EmbeddedServerError(f"Groundswell is just starting in {home}. Try again in a few seconds.") from None
    return found
