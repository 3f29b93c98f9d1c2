"""The process's Redis connection: opened once by whoever composes the process, used by boards and limits."""

from redis.asyncio import Redis
from redis.exceptions import RedisError

OUT_OF_REACH = (RedisError, OSError, RuntimeError)
"""What a command raises when Redis is gone. RuntimeError is uvloop's, for a connection closed just before it was written to."""

_connections: list[Redis] = []


def connect(url: str) -> Redis:
    """Open the process's connection (pooled, lazily); replaces an earlier one."""
    connection: Redis = Redis.from_url(url, decode_responses=True, socket_timeout=5, socket_connect_timeout=5)
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
