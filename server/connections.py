"""Opens what a process of ours needs, and closes what it opened: database, Redis, queue, and the secret key."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from models.kernel import redis_connection, work
from models.people import secrets
from server import database
from server.mail import configure_mail
from server.settings import Settings


class AddressMissing(RuntimeError):
    """No database or Redis is named; the message tells a person what to do."""


def database_url(chosen: Settings) -> str:
    """The database to use. Raises AddressMissing where none is set."""
    return _required(chosen.database_url, "DATABASE_URL")


def redis_url(chosen: Settings) -> str:
    """The Redis to use. Raises AddressMissing where none is set."""
    return _required(chosen.redis_url, "REDIS_URL")


def require_addresses(chosen: Settings) -> None:
    """Raise AddressMissing where the database or Redis is not named."""
    database_url(chosen)
    redis_url(chosen)


@asynccontextmanager
async def opened(
    chosen: Settings, *, application_name: str, patient: bool = False, queue: bool = True
) -> AsyncIterator[None]:
    """
    Everything an action needs, for the length of the block. What the process has open already is left alone.

    `patient` lets statements take as long as they need; without `queue` jobs wait in the outbox for a sweep.
    """
    async with AsyncExitStack() as stack:
        secrets.configure(chosen.signing_key.encode())
        configure_mail(chosen)
        _configure_matching(chosen)
        if not database.is_open():
            await database.open_database(
                database_url(chosen), patient=patient, application_name=application_name, chosen=chosen
            )
            stack.push_async_callback(database.close_database)
        if not _redis_is_open():
            redis_connection.connect(redis_url(chosen))
            stack.push_async_callback(redis_connection.close)
        if queue:
            await _bind_queue(stack, redis_url(chosen))
        yield


def _configure_matching(chosen: Settings) -> None:
    """Say where matching is compiled to, when it is needed, and from how many people on workers share it."""
    from models.matching.actions.match_all import configure
    from models.matching.solver import compiled

    compiled.keep_in(chosen.compiled_folder)
    configure(chosen.people_a_shard)


def _redis_is_open() -> bool:
    try:
        redis_connection.redis()
    except RuntimeError:
        return False
    return True


async def _bind_queue(stack: AsyncExitStack, url: str) -> None:
    """Have every commit announce its jobs to the workers."""
    from workers import queue

    await queue.connect(url)
    stack.push_async_callback(queue.close)
    work.bind_after_commit(queue.announce)
    stack.callback(work.bind_after_commit, None)


def _required(value: str | None, name: str) -> str:
    if not value:
        raise AddressMissing(
            f"{name} is not set. `groundswell up` starts servers of its own and needs none; "
            f"every other command uses those while it runs, or the address in {name}."
        )
    return value
