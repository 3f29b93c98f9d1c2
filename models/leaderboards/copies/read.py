"""Reads boards from the live generation. None always means: there is none, ask PostgreSQL."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from uuid import UUID

from models.kernel.redis_connection import redis
from models.leaderboards.names import BoardName, prefix, state_key

_TOP = """
local live = redis.call('HGET', KEYS[1], 'live')
if not live then return false end
return redis.call('ZREVRANGEBYSCORE', ARGV[1] .. live .. ':' .. ARGV[2], '+inf', '(0', 'LIMIT', ARGV[3], ARGV[4], 'WITHSCORES')
"""

# Numbers go back as strings, for Lua would cut them to integers or round them. A place is one more than the number of
# members with more points.
_AROUND = """
local live = redis.call('HGET', KEYS[1], 'live')
if not live then return false end
local board = ARGV[1] .. live .. ':' .. ARGV[2]
local mine = redis.call('ZSCORE', board, ARGV[3])
if not mine or tonumber(mine) <= 0 then return {} end
local rank = redis.call('ZREVRANK', board, ARGV[3])
local from = math.max(0, rank - tonumber(ARGV[4]))
local near = redis.call('ZREVRANGE', board, from, rank + tonumber(ARGV[4]), 'WITHSCORES')
local answer = {}
for at = 1, #near, 2 do
    if tonumber(near[at + 1]) > 0 then
        answer[#answer + 1] = redis.call('ZCOUNT', board, '(' .. near[at + 1], '+inf') + 1
        answer[#answer + 1] = near[at]
        answer[#answer + 1] = near[at + 1]
    end
end
return answer
"""


@dataclass(frozen=True, slots=True)
class Around:
    """A member near the one asked for, or that one: place, points in thousandths."""

    place: int
    member_id: UUID
    points: int


async def top(account_id: UUID, board: BoardName, skip: int, count: int) -> list[tuple[UUID, int]] | None:
    """The members with most points (thousandths, above zero), after the first `skip`."""
    script = redis().register_script(_TOP)
    found = await script(keys=[state_key(account_id)], args=[prefix(account_id), str(board), skip, count])
    if found is None:
        return None
    return [(UUID(member), int(score)) for member, score in zip(found[::2], found[1::2], strict=True)]


async def around(account_id: UUID, board: BoardName, member_id: UUID, distance: int) -> list[Around] | None:
    """A member and up to `distance` neighbours on either side, best first; empty when the member has no points."""
    script = redis().register_script(_AROUND)
    arguments: list[str | int] = [prefix(account_id), str(board), member_id.hex, distance]
    found = await script(keys=[state_key(account_id)], args=arguments)
    if found is None:
        return None
    triples = zip(found[::3], found[1::3], found[2::3], strict=True)
    return [Around(int(place), UUID(member), int(points)) for place, member, points in triples]


async def scores_of(account_id: UUID, generation: str, boards: Collection[BoardName]) -> list[dict[UUID, int]]:
    """All members and points of each of the boards of a generation."""
    head = f"{prefix(account_id)}{generation}:"
    async with redis().pipeline(transaction=False) as pipeline:
        for board in boards:
            pipeline.zrange(f"{head}{board}", 0, -1, withscores=True)
        answers = await pipeline.execute()
    return [{UUID(member): int(score) for member, score in answer} for answer in answers]


async def every_board(account_id: UUID, generation: str) -> AsyncIterator[str]:
    """The names of all boards that Redis has of a generation."""
    head = f"{prefix(account_id)}{generation}:"
    async for key in redis().scan_iter(match=f"{head}*", count=1000):
        if not key.endswith(":versions"):
            yield key.removeprefix(head)
