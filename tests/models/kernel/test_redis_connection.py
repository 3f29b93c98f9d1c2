"""A connection to Redis that is closed at the worst moment, under the event loop that the server runs on."""

import asyncio
from uuid import uuid4

import pytest
import uvloop
from redis.asyncio import ConnectionPool
from redis.exceptions import ConnectionError as ConnectionLost

from models.kernel import redis_connection
from workers.queue import open_pool


async def lose_after_the_pool_looked(pool: ConnectionPool) -> None:
    """Close a connection that the pool has found to be well and given out, and let somebody write to it."""
    connection = await pool.get_connection()
    connection._writer.transport.abort()
    await asyncio.sleep(0.05)
    try:
        await connection.send_command("PING")
    finally:
        await pool.release(connection)


def test_a_closed_connection_is_a_lost_one_and_the_next_command_opens_another(
    redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redis_connection, "_connections", [])

    async def lose_and_ask() -> None:
        key = f"lost:{uuid4()}"
        redis = redis_connection.connect(redis_url)
        with pytest.raises(ConnectionLost, match="closed"):
            await lose_after_the_pool_looked(redis.connection_pool)
        assert await redis.incr(key) == 1
        await redis.delete(key)
        await redis_connection.close()

    uvloop.run(lose_and_ask())


def test_the_queue_uses_such_connections(redis_url: str) -> None:
    async def lose() -> None:
        queue = open_pool(redis_url)
        with pytest.raises(ConnectionLost, match="closed"):
            await lose_after_the_pool_looked(queue.connection_pool)
        await queue.aclose(close_connection_pool=True)

    uvloop.run(lose())
