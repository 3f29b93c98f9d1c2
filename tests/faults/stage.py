"""A PostgreSQL and a Redis of a test's own, behind proxies, and the processes that use them."""

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import asyncpg

from server.embedded.postgres import EmbeddedPostgres, start_postgres
from server.embedded.redis import EmbeddedRedis, start_redis
from tests.faults.processes import Process, start_process
from tests.faults.proxy import Proxy
from tests.size import patience

SECONDS_OF_PATIENCE = patience(120.0)
CRASHES = (signal.SIGQUIT, signal.SIGKILL)
"""Of PostgreSQL: `pg_ctl stop -m immediate`, and the kernel's out-of-memory killer."""


class Stage:
    """Everything that one test runs. `close` ends all of it, whatever state it is in."""

    def __init__(self, cluster: Path) -> None:
        self.folder = make_temporary_folder()
        subprocess.run(["cp", "-a", cluster, self.folder / "postgres"], check=True)
        self.postgres: EmbeddedPostgres = start_postgres(self.folder)
        self.redis: EmbeddedRedis = start_redis(self.folder)
        self.database_line = Proxy(f"{_socket_folder(self.postgres)}/.s.PGSQL.5432")
        self.redis_line = Proxy(urlsplit(self.redis.url).path)
        self.processes: list[Process] = []
        self.settings: dict[str, str] = {}

    async def open(self) -> None:
        """Open the lines."""
        await self.database_line.start()
        await self.redis_line.start()

    async def close(self) -> None:
        """Kill every process, stop both servers, delete their data."""
        for process in self.processes:
            process.kill()
        await self.database_line.stop()
        await self.redis_line.stop()
        self.redis.stop()
        self.postgres.discard()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, arguments: list[str], told: object = None, **settings: str) -> Process:
        """A process of ours that knows these servers."""
        place = self.folder / f"{len(self.processes)}-{arguments[-1]}"
        process = start_process(arguments, self.environment() | settings, place, told)
        self.processes.append(process)
        return process

    async def start_workers(self, count: int, **settings: str) -> list[Process]:
        """As many times `groundswell work`; each is at work when this returns."""
        workers = [self.start(["server.cli", "work"], **settings) for _ in range(count)]
        await until(lambda: all(worker.is_at_work() for worker in workers))
        return workers

    def start_client(self, verb: str, **told: Any) -> Process:
        """A client of `tests/faults/client.py`."""
        return self.start(["tests.faults.client", verb], told)

    async def run_client(self, verb: str, **told: Any) -> list[dict[str, Any]]:
        """What a client answers when it is done."""
        client = self.start_client(verb, **told)
        await self.wait_for_end(client)
        return list(client.said())

    async def wait_for_end(self, *processes: Process) -> None:
        """Wait until clients are done with what they were told, and see that they ended well."""
        await until(lambda: not any(process.is_running() for process in processes))
        for process in processes:
            assert process.exit_code == 0, process.story()

    async def crash_postgres(self, how: signal.Signals) -> None:
        """Crash PostgreSQL and start it again on the same data: what it said is committed must be there."""
        await asyncio.to_thread(self._crash_postgres, how)  # the line to Redis stays open meanwhile
        self.database_line.target = f"{_socket_folder(self.postgres)}/.s.PGSQL.5432"

    def _crash_postgres(self, how: signal.Signals) -> None:
        os.kill(self.postgres.process.pid, how)
        self.postgres.process.wait()
        self.postgres.stop()
        self.postgres = start_postgres(self.folder)

    def lose_redis(self) -> None:
        """Kill Redis, and lose all that it had."""
        os.kill(self.redis.process.pid, signal.SIGKILL)
        self.redis.process.wait()
        self.redis.discard()

    def find_redis(self) -> None:
        """Start one that has never heard of anything."""
        self.redis = start_redis(self.folder)
        self.redis_line.target = urlsplit(self.redis.url).path

    async def ask(self, sql: str, *arguments: Any) -> list[asyncpg.Record]:
        """What the judge reads: a connection of its own, as the owner, past the proxies."""
        connection = await asyncpg.connect(self.postgres.url)
        try:
            rows: list[asyncpg.Record] = await connection.fetch(sql, *arguments)
            return rows
        finally:
            await connection.close()

    async def count(self, sql: str, *arguments: Any) -> int:
        """A number that the judge reads."""
        return int((await self.ask(sql, *arguments))[0][0])

    async def connected(self, name: str) -> int:
        """How many connections processes with this application name have."""
        return await self.count("SELECT count(*) FROM pg_stat_activity WHERE application_name = $1", name)

    async def end_leases(self) -> None:
        """Let a minute pass for whoever holds a job: their leases are over."""
        await self.ask("UPDATE outbox_rows SET leased_until = now() - interval '1 s' WHERE leased_until IS NOT NULL")

    async def do_all_jobs(self, seconds: float = SECONDS_OF_PATIENCE) -> None:
        """Wait until no job is left; the leases of the dead end every few seconds instead of after a minute."""
        looks = count()

        async def is_empty() -> bool:
            if next(looks) % 16 == 0:
                await self.end_leases()
            return await self.count("SELECT count(*) FROM outbox_rows") == 0

        await until(is_empty, pause=0.25, seconds=seconds)

    def environment(self) -> dict[str, str]:
        """What a process of ours is told: the servers, through the proxies."""
        return {
            "DATABASE_URL": f"postgres://groundswell@127.0.0.1:{self.database_line.port}/groundswell",
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_line.port}/0",
            "GROUNDSWELL_HOME": str(self.folder),
            "GROUNDSWELL_SECRET_KEY": "a secret for tests, 32 bytes long",
            "GROUNDSWELL_BASE_URL": "http://campaign.example",
            "GROUNDSWELL_LOG_FORMAT": "json",
            **self.settings,
        }


def make_temporary_folder() -> Path:
    """A folder that the account of the servers can reach."""
    folder = Path(tempfile.mkdtemp(prefix="gs-fault-"))
    folder.chmod(0o755)
    return folder


async def until(
    holds: Callable[[], bool | Awaitable[bool]], *, pause: float = 0.05, seconds: float = SECONDS_OF_PATIENCE
) -> None:
    """Wait for a condition. Fails when it does not come true."""
    deadline = time.monotonic() + seconds
    while True:
        found = holds()
        if found if isinstance(found, bool) else await found:
            return
        assert time.monotonic() < deadline, "waited in vain"
        await asyncio.sleep(pause)


def _socket_folder(postgres: EmbeddedPostgres) -> str:
    return parse_qs(urlsplit(postgres.url).query)["host"][0]
