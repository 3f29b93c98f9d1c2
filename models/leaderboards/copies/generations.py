"""Which generation of boards is live, which one is being built, and whether Redis is still the one that was filled."""

import secrets
from uuid import UUID

from models.kernel import clock
from models.kernel.redis_connection import redis
from models.leaderboards.names import prefix, state_key

_MAKE_LIVE = """
if redis.call('HGET', KEYS[1], 'building') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'live', ARGV[1], 'server', ARGV[2], 'rebuilt_at', ARGV[3])
redis.call('HDEL', KEYS[1], 'building')
return 1
"""


async def begin_generation(account_id: UUID) -> str:
    """Start to build boards beside the live ones: from now on changes go to both. One that was begun before is given up."""
    generation = secrets.token_hex(4)
    await redis().hset(state_key(account_id), "building", generation)  # type: ignore[misc]
    return generation


async def make_live(account_id: UUID, generation: str) -> bool:
    """Show the boards that were built, all at once. False when another rebuild has begun since, or Redis was emptied."""
    script = redis().register_script(_MAKE_LIVE)
    arguments = [generation, await _server(), clock.now().isoformat()]
    return bool(await script(keys=[state_key(account_id)], args=arguments))


async def live_generation(account_id: UUID) -> str | None:
    """The generation that is shown; None when Redis has none."""
    found: str | None = await redis().hget(state_key(account_id), "live")  # type: ignore[misc]
    return found


async def is_trustworthy(account_id: UUID) -> bool:
    """
    Whether the live boards are complete: there are some, and Redis has run on since they were built.

    What it reads from disk after a restart may be a second old, or a day.
    """
    state: dict[str, str] = await redis().hgetall(state_key(account_id))  # type: ignore[misc]
    return "live" in state and state.get("server") == await _server()


async def drop_other_generations(account_id: UUID) -> int:
    """Delete all boards that are neither live nor in building; returns the number of keys."""
    state: dict[str, str] = await redis().hgetall(state_key(account_id))  # type: ignore[misc]
    head = prefix(account_id)
    kept = tuple(f"{head}{state[role]}:" for role in ("live", "building") if role in state)
    keys = redis().scan_iter(match=f"{head}*", count=1000)
    stale = [key async for key in keys if not key.startswith(kept)]
    for start in range(0, len(stale), 1000):
        await redis().unlink(*stale[start : start + 1000])
    return len(stale)


async def _server() -> str:
    """The id of the running server: another one after each restart."""
    facts = await redis().info("server")
    return str(facts["run_id"])
