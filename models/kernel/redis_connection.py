"""The process's Redis connection: opened once by whoever composes the process, used by boards and limits."""

from typing import Any

from redis.asyncio import ConnectionPool, Redis
from redis.exceptions import ConnectionError as ConnectionLost

_connections: list[Redis] = []


class _Refusing:
    """
    Mixed into redis-py's connections (5.3), which expect an OSError when they write to one that was just closed.

    uvloop (0.23) raises RuntimeError there: nobody who is prepared for a lost Redis would catch it.
    """

    async def send_packed_command(self, *arguments: Any, **options: Any) -> None:
        try:
            await super().send_packed_command(*arguments, **options)  # type: ignore[misc]
        except RuntimeError as problem:
            raise ConnectionLost(str(problem)) from problem


def pool(url: str, **options: Any) -> ConnectionPool:
    """Connections to the Redis at `url`, each opened when it is first needed; a lost one raises RedisError or OSError."""
    made = ConnectionPool.from_url(url, socket_timeout=5, socket_connect_timeout=5, **options)
    kind = made.connection_class
    made.connection_class = type(kind.__name__, (_Refusing, kind), {})
    return made


def connect(url: str) -> Redis:
    """Open the process's connection (pooled, lazily); replaces an earlier one."""
    connection = Redis.from_pool(pool(url, decode_responses=True))
    _connections[:] = [connection]
    return connection


def redis() -> Redis:
    """The process's connection. Raises RuntimeError before `connect`."""
    if not _connections:
        raise RuntimeError("no Redis connection: call redis_connection.connect(url) when the process starts")
    return _connections[0]


async def close() -> None:
    """Close the connection, if there is one."""
    while _connections:
        await _connections.pop().aclose()
