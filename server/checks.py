"""What `groundswell doctor` looks at. Each check says what it found and, if that is bad, how to mend it."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from redis.asyncio import Redis
from redis.exceptions import RedisError

from server import connections, migrate, ports
from server.backup import connect
from server.database import DatabaseUnavailable
from server.embedded.errors import EmbeddedServerError
from server.embedded.places import make_folder
from server.embedded.postgres import installed_binaries
from server.embedded.redis import installed_binary
from server.settings import Settings

OLDEST_POSTGRES = 150000
OLDEST_REDIS = (6, 2)
LEAST_FREE_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `mend` is empty when it is well."""

    subject: str
    state: str
    mend: str = ""

    @property
    def is_well(self) -> bool:
        """Whether nothing is to be done."""
        return not self.mend


def check_machine(chosen: Settings) -> list[Finding]:
    """Python, the data folder, the embedded binaries, the port, the secret key, mail."""
    return [
        _check_python(),
        _check_folder(chosen.home.absolute()),
        _check_binaries(chosen),
        _check_compiled(chosen),
        _check_port(chosen),
        _check_secret(chosen),
        _check_mail(chosen),
        _check_signature(chosen),
    ]


async def check_database(chosen: Settings) -> list[Finding]:
    """Whether PostgreSQL answers, is new enough, and has the structure that this version needs."""
    try:
        connection = await connect(connections.database_url(chosen))
    except DatabaseUnavailable as problem:
        return [Finding("PostgreSQL", "does not answer", str(problem))]
    try:
        number = int(await connection.fetchval("SHOW server_version_num"))
    finally:
        await connection.close()
    if number < OLDEST_POSTGRES:
        return [Finding("PostgreSQL", f"version {number // 10000}", "Use PostgreSQL 15 or later.")]
    return [Finding("PostgreSQL", f"version {number // 10000}"), await _check_structure(chosen)]


async def check_redis(chosen: Settings) -> Finding:
    """Whether Redis answers and is new enough."""
    client = Redis.from_url(connections.redis_url(chosen), socket_connect_timeout=5)
    try:
        facts = await client.info("server")
    except (RedisError, OSError) as problem:
        return Finding("Redis", "does not answer", f"{problem}. Is it running, and is REDIS_URL right?")
    finally:
        await client.aclose()
    version = str(facts["redis_version"])
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST_REDIS:
        return Finding("Redis", f"version {version}", "Use Redis 6.2 or later, or Valkey.")
    return Finding("Redis", f"version {version}")


async def ensure_structure(chosen: Settings) -> None:
    """Raise DatabaseUnavailable, with what to do, where the database is older or newer than this version."""
    missing = await migrate.pending(connections.database_url(chosen))
    if missing:
        raise DatabaseUnavailable(
            f"The database is of an older version: it lacks {', '.join(missing)}. Its data is kept. "
            "Run `groundswell migrate` (`groundswell up` does it by itself), and start again."
        )


async def worker_is_alive(chosen: Settings) -> bool:
    """Whether some worker has lately noted in Redis that it lives."""
    from workers.queue import HEALTH_KEY

    client = Redis.from_url(connections.redis_url(chosen), socket_connect_timeout=5)
    try:
        return bool(await client.exists(HEALTH_KEY))
    except (RedisError, OSError):
        return False
    finally:
        await client.aclose()


async def _check_structure(chosen: Settings) -> Finding:
    try:
        missing = await migrate.pending(connections.database_url(chosen))
    except DatabaseUnavailable as problem:
        return Finding("Structure of the database", "not ours", str(problem))
    if missing:
        return Finding(
            "Structure of the database",
            f"of an older version: lacks {', '.join(missing)}",
            "Run `groundswell migrate`.",
        )
    return Finding("Structure of the database", "up to date")


def _check_python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", found, "" if sys.version_info >= (3, 11) else "Install Python 3.11 or later.")


def _check_folder(home: Path) -> Finding:
    try:
        make_folder(home)
    except EmbeddedServerError as problem:
        return Finding("Data folder", str(home), str(problem))
    free = shutil.disk_usage(home).free
    mend = "" if free > LEAST_FREE_BYTES else "Less than 1 GB is free: make room, or set GROUNDSWELL_HOME."
    return Finding("Data folder", f"{home}, {free / 1e9:.1f} GB free", mend)


def _check_binaries(chosen: Settings) -> Finding:
    if chosen.database_url and chosen.redis_url:
        return Finding("Embedded servers", "not needed: DATABASE_URL and REDIS_URL are set")
    try:
        return Finding("Embedded servers", f"{installed_binaries()}, {installed_binary()}")
    except EmbeddedServerError as problem:
        return Finding("Embedded servers", "not installed", str(problem))


def _check_compiled(chosen: Settings) -> Finding:
    from models.matching.solver import warm_up

    folder = chosen.compiled_folder
    if warm_up.is_done(folder):
        return Finding("Matching", f"compiled, in {folder}")
    if not warm_up.can_be_kept(folder):
        mend = f"{folder} cannot be written: every process would compile. Set GROUNDSWELL_COMPILED."
        return Finding("Matching", "not compiled", mend)
    return Finding("Matching", f"not compiled yet; the first worker does it, into {folder}")


def _check_port(chosen: Settings) -> Finding:
    place = f"port {chosen.port} of {chosen.host}"
    if ports.is_free(chosen.host, chosen.port):
        return Finding("Web server", f"{place} is free")
    if ports.answers(chosen.host, chosen.port, "/healthz"):
        return Finding("Web server", f"{place} answers")
    free = ports.next_free(chosen.host, chosen.port + 1)
    return Finding("Web server", f"{place} is taken by another program", f"Set GROUNDSWELL_PORT={free}.")


def _check_secret(chosen: Settings) -> Finding:
    if chosen.secret_key is not None:
        return Finding("Secret key", "set")
    return Finding("Secret key", "made by us and kept in the data folder (development)")


def _check_mail(chosen: Settings) -> Finding:
    if chosen.mail_host is not None:
        return Finding("Mail", f"{chosen.mail_host}:{chosen.mail_port} as {chosen.mail_from}")
    mend = "Set GROUNDSWELL_MAIL_HOST: nobody receives anything." if chosen.is_production else ""
    return Finding("Mail", "kept on the mailbox page", mend)


def _check_signature(chosen: Settings) -> Finding:
    from server.mail import KeyMissing, dkim_key

    if chosen.mail_host is None:
        return Finding("Signature on mail", "not needed: no mail goes out")
    try:
        key = dkim_key(chosen)
    except KeyMissing as problem:
        return Finding("Signature on mail", "no key", str(problem))
    if key is not None:
        return Finding("Signature on mail", f"of {key.domain}, selector {key.selector} (`groundswell mail dkim`)")
    mend = "Many mailboxes refuse it. Set GROUNDSWELL_DKIM_SELECTOR and run `groundswell mail dkim`."
    return Finding("Signature on mail", "none", mend if chosen.is_production else "")
