"""
The queue: tells workers that jobs of some name wait in the outbox. It carries nothing else, so losing it loses nothing.

Together with `workers/job.py` the only place that knows arq (0.28). Messages are JSON: pickles would let whoever writes
to Redis run code in a worker.
"""

import time
from datetime import UTC, datetime

import orjson
import structlog
from arq.connections import ArqRedis
from redis.exceptions import RedisError

from models.kernel import redis_connection

QUEUE = "groundswell:queue"
HEALTH_KEY = "groundswell:queue:health"
TICK_SECONDS = 0.05
SERIALIZE = orjson.dumps
DESERIALIZE = orjson.loads

_log = structlog.get_logger(__name__)
_pools: list[ArqRedis] = []
_announced: dict[str, int] = {}


def open_pool(url: str) -> ArqRedis:
    """A connection of arq's kind to the Redis at `url`; opened when first used."""
    return ArqRedis(
        pool_or_conn=redis_connection.pool(url),
        job_serializer=SERIALIZE,
        job_deserializer=DESERIALIZE,
        default_queue_name=QUEUE,
    )


async def connect(url: str) -> None:
    """Open this process's queue; replaces an earlier one."""
    await close()
    _pools.append(open_pool(url))


async def close() -> None:
    """Close the queue, if it is open."""
    _announced.clear()
    while _pools:
        await _pools.pop().aclose()


async def announce(names: set[str]) -> None:
    """
    Tell the workers to look for jobs of these names: what `work.bind_after_commit` is bound to.

    All that is announced within one tick becomes one look at the end of the tick: it starts after whatever it was
    announced for, so none is missed. Without Redis nothing happens here; the sweep finds the jobs later.
    """
    tick = int(time.time() / TICK_SECONDS) + 1
    try:
        for name in sorted(names):
            await _announce(name, tick)
    except (RedisError, OSError) as problem:
        _log.warning("queue_unreachable", names=sorted(names), problem=type(problem).__name__)


async def _announce(name: str, tick: int) -> None:
    if not _pools or _announced.get(name) == tick:
        return
    end_of_tick = datetime.fromtimestamp(tick * TICK_SECONDS, UTC)
    await _pools[0].enqueue_job("look", name, _job_id=f"look:{name}:{tick}", _defer_until=end_of_tick)
    _announced[name] = tick
