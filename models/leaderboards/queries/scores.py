"""Members and their points: from Redis, or from the totals in PostgreSQL where Redis has no complete boards."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from redis.exceptions import RedisError

from models.kernel import work
from models.leaderboards import copies
from models.leaderboards.copies import Around
from models.leaderboards.names import BoardName
from models.leaderboards.tables import BoardKind

_BOARD = """
total.account_id = $1 AND total.kind = $2 AND total.window_kind = $3 AND total.window_start = $4 AND total.points > 0
"""
_TOP = f"""
SELECT total.member_id, total.points FROM totals AS total
LEFT JOIN regions ON total.kind = 'region' AND regions.id = total.member_id
WHERE {_BOARD} AND (total.kind <> 'region' OR regions.parent_id IS NOT DISTINCT FROM $5)
ORDER BY total.points DESC, total.member_id DESC LIMIT $7 OFFSET $6
"""
_HOME_OF = {
    BoardKind.PERSON: "JOIN people AS home ON home.account_id = $1 AND home.ledger_id = total.member_id",
    BoardKind.TEAM: "JOIN teams AS home ON home.account_id = $1 AND home.id = total.member_id",
}
_TOP_WITHIN = """
SELECT total.member_id, total.points FROM totals AS total {home}
WHERE {board} AND home.region_path LIKE $5 || '%'
ORDER BY total.points DESC, total.member_id DESC LIMIT $7 OFFSET $6
"""
_NEAR = f"""
WITH mine AS (SELECT member_id, points FROM totals AS total WHERE {_BOARD} AND member_id = $5),
near AS (
    (SELECT total.member_id, total.points FROM totals AS total, mine
     WHERE {_BOARD} AND (total.points, total.member_id) > (mine.points, mine.member_id)
     ORDER BY total.points, total.member_id LIMIT $6)
    UNION ALL
    (SELECT total.member_id, total.points FROM totals AS total, mine
     WHERE {_BOARD} AND (total.points, total.member_id) <= (mine.points, mine.member_id)
     ORDER BY total.points DESC, total.member_id DESC LIMIT $6 + 1)
)
SELECT (SELECT count(*) FROM totals AS total WHERE {_BOARD} AND total.points > near.points) + 1 AS place, near.*
FROM near ORDER BY near.points DESC, near.member_id DESC
"""


class Scores(NamedTuple):
    """Members with points, best first. `catching_up`: the boards in Redis are not complete just now."""

    members: list[tuple[UUID, int]]
    catching_up: bool


async def top_scores(account_id: UUID, board: BoardName, skip: int, count: int) -> Scores:
    """The best of a whole board, after the first `skip`."""
    try:
        found = await copies.top(account_id, board, skip, count)
    except (RedisError, OSError):
        found = None
    if found is not None:
        return Scores(found, catching_up=False)
    rows = await work.fetch(_TOP, *_key(account_id, board), board.parent_id, skip, count)
    return Scores(_pairs(rows), catching_up=True)


async def top_scores_within(account_id: UUID, board: BoardName, region_path: str, skip: int, count: int) -> Scores:
    """The best people or teams that are at home in a region: always from PostgreSQL, Redis keeps no boards of these."""
    sql = _TOP_WITHIN.format(home=_HOME_OF[board.kind], board=_BOARD)
    rows = await work.fetch(sql, *_key(account_id, board), region_path, skip, count)
    return Scores(_pairs(rows), catching_up=False)


async def scores_around(
    account_id: UUID, board: BoardName, member_id: UUID, distance: int
) -> tuple[list[Around], bool]:
    """A member with neighbours on either side, best first, and whether Redis is catching up; empty without points."""
    try:
        found = await copies.around(account_id, board, member_id, distance)
    except (RedisError, OSError):
        found = None
    if found is not None:
        return found, False
    rows = await work.fetch(_NEAR, *_key(account_id, board), member_id, distance)
    return [Around(row["place"], row["member_id"], row["points"]) for row in rows], True


def _key(account_id: UUID, board: BoardName) -> tuple[object, ...]:
    return (account_id, board.kind, board.window, board.starts_on)


def _pairs(rows: Sequence[tuple[UUID, int]]) -> list[tuple[UUID, int]]:
    return [(member_id, points) for member_id, points in rows]
