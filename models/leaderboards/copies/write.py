"""Writes absolute points into Redis, each only over an older version of itself."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from uuid import UUID

from models.kernel.redis_connection import redis
from models.leaderboards.names import prefix, state_key
from models.leaderboards.totals import TotalRow

PAGE = 4000
_EVERYWHERE = ""

# ARGV: the keys' prefix; a generation that must still be in building, or '' for the live one and the one in building;
# then for each board its name, the number of members, and member, points, version of each. Numbers stay strings: Lua
# would round them. Answers whether there is a live generation, or whether the given one is still in building.
_WRITE = """
local live = redis.call('HGET', KEYS[1], 'live')
local building = redis.call('HGET', KEYS[1], 'building')
local generations = {}
if ARGV[2] ~= '' then
    if building ~= ARGV[2] then return 0 end
    generations[1] = building
else
    if live then generations[#generations + 1] = live end
    if building then generations[#generations + 1] = building end
end
local place = 3
while place < #ARGV do
    local last = place + 1 + 3 * tonumber(ARGV[place + 1])
    for _, generation in ipairs(generations) do
        local board = ARGV[1] .. generation .. ':' .. ARGV[place]
        local versions = board .. ':versions'
        for at = place + 2, last, 3 do
            local known = redis.call('HGET', versions, ARGV[at])
            if not known or tonumber(known) < tonumber(ARGV[at + 2]) then
                redis.call('ZADD', board, ARGV[at + 1], ARGV[at])
                redis.call('HSET', versions, ARGV[at], ARGV[at + 2])
            end
        end
    end
    place = last + 1
end
return (ARGV[2] ~= '' or live) and 1 or 0
"""


async def write_everywhere(account_id: UUID, rows: Iterable[TotalRow]) -> bool:
    """
    Bring the live boards, and those that are being built, up to these totals. Any order and any repetition do.

    False when there are no live boards: then they must be rebuilt.
    """
    return await _write(account_id, _EVERYWHERE, rows)


async def write_into(account_id: UUID, generation: str, rows: Iterable[TotalRow]) -> bool:
    """The same for a generation in building; False, and nothing is written, when it no longer is that."""
    return await _write(account_id, generation, rows)


async def _write(account_id: UUID, generation: str, rows: Iterable[TotalRow]) -> bool:
    script = redis().register_script(_WRITE)
    there = True
    for page in _pages(sorted(rows, key=lambda row: str(row.board))):
        arguments = [prefix(account_id), generation, *page]
        there = bool(await script(keys=[state_key(account_id)], args=arguments)) and there
    return there


def _pages(rows: list[TotalRow]) -> Iterator[list[str | int]]:
    """The script's arguments for pages of rows that are ordered by board."""
    for start in range(0, len(rows), PAGE):
        arguments: list[str | int] = []
        for board, members in groupby(rows[start : start + PAGE], key=lambda row: row.board):
            flat = [value for row in members for value in (row.member_id.hex, row.points, row.version)]
            arguments.extend((str(board), len(flat) // 3, *flat))
        yield arguments
