"""The connection to Redis: what is raised when it goes away at the wrong moment."""

import asyncio
from uuid import uuid4

import pytest
import uvloop
from redis.asyncio import Redis

from models.kernel import redis_connection
from models.leaderboards.copies import live_generation


def test_uvloop_refuses_a_connection_that_was_closed_as_one_out_of_reach(
    redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing reads from a connection before it is written to, so that nobody notices its end until then."""

    async def ask_on_a_closed_connection() -> None:
        async with Redis.from_url(redis_url, decode_responses=True, single_connection_client=True) as redis:
            await redis.ping()
            assert redis.connection is not None
            redis.connection._writer.transport.abort()  # type: ignore[attr-defined]
            await asyncio.sleep(0.05)
            monkeypatch.setattr(redis_connection, "_connections", [redis])
            with pytest.raises(RuntimeError, match="closed"):
                await live_generation(uuid4())
            assert await live_generation(uuid4()) is None  # on a connection that it opened anew

    uvloop.run(ask_on_a_closed_connection())
    assert issubclass(RuntimeError, redis_connection.OUT_OF_REACH)
