"""Writes absolute points into Redis, each only over an older version of itself."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from models.kernel.redis_connection import redis
from models.leaderboards.names import prefix, state_key
from models.leaderboards.totals import Lines

PAGE = 2000
_EVERYWHERE = ""

# ARGV: the keys' prefix; a generation that must still be in building, or '' for the live one and the one in building;
# then for each board its name, and member, points, version of each member in one text: Redis takes that in several
# times faster than as many arguments. Numbers stay strings: Lua would round them. No fence is kept of version 1, with
# which every total begins: who has none takes any version, at worst the same points once more. Answers whether there is
# a live generation, or whether the given one is still in building. One command for a thousand members of a board: Lua's
# unpack cannot do many more.
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
local function write(board, members, points, versions)
    local fence = board .. ':versions'
    local known = {}
    if redis.call('EXISTS', fence) == 1 then known = redis.call('HMGET', fence, unpack(members)) end
    local scores, fences = {}, {}
    for at, member in ipairs(members) do
        if not known[at] or tonumber(known[at]) < tonumber(versions[at]) then
            scores[#scores + 1] = points[at]
            scores[#scores + 1] = member
            if versions[at] ~= '1' then
                fences[#fences + 1] = member
                fences[#fences + 1] = versions[at]
            end
        end
    end
    if #scores > 0 then redis.call('ZADD', board, unpack(scores)) end
    if #fences > 0 then redis.call('HSET', fence, unpack(fences)) end
end
for place = 3, #ARGV, 2 do
    local members, points, versions = {}, {}, {}
    local function flush()
        for _, generation in ipairs(generations) do
            write(ARGV[1] .. generation .. ':' .. ARGV[place], members, points, versions)
        end
        members, points, versions = {}, {}, {}
    end
    for member, score, version in string.gmatch(ARGV[place + 1], '(%x+) (-?%d+) (%d+)') do
        members[#members + 1] = member
        points[#members] = score
        versions[#members] = version
        if #members == 1000 then flush() end
    end
    if #members > 0 then flush() end
end
return (ARGV[2] ~= '' or live) and 1 or 0
"""


async def write_everywhere(account_id: UUID, lines: Iterable[Lines]) -> bool:
    """
    Bring the live boards, and those that are being built, up to these totals. Any order and any repetition do.

    False when there are no live boards: then they must be rebuilt.
    """
    return await _write(account_id, _EVERYWHERE, lines)


async def write_into(account_id: UUID, generation: str, lines: Iterable[Lines]) -> bool:
    """The same for a generation in building; False, and nothing is written, when it no longer is that."""
    return await _write(account_id, generation, lines)


async def _write(account_id: UUID, generation: str, lines: Iterable[Lines]) -> bool:
    script = redis().register_script(_WRITE)
    there = True
    for page in _pages(lines):
        arguments = [prefix(account_id), generation, *page]
        there = bool(await script(keys=[state_key(account_id)], args=arguments)) and there
    return there


def _pages(lines: Iterable[Lines]) -> Iterator[list[str]]:
    """The script's arguments, some thousand members at a time: longer scripts would hold up everybody else."""
    arguments: list[str] = []
    members = 0
    for line in lines:
        arguments.extend((str(line.board), line.members))
        members += line.size
        if members >= PAGE:
            yield arguments
            arguments, members = [], 0
    if arguments:
        yield arguments
