"""Reads totals for copying: the boards of a day's changes, or all, page by page."""

from collections.abc import AsyncIterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

import asyncpg

from models.kernel import work
from models.leaderboards.names import BoardName
from models.leaderboards.tables import BoardKind, Window
from models.leaderboards.totals.fold import ChangedDays
from models.leaderboards.totals.statements import WINDOWS_OF_DATES

PAGE = 20_000
_COLUMNS = """
total.kind, total.window_kind, total.window_start, total.member_id, total.points, total.version,
CASE WHEN total.kind = 'region' THEN (SELECT parent_id FROM regions WHERE id = total.member_id) END AS parent_id
"""
# Keys are few beside the table: OFFSET 0 keeps the planner to a look-up for each, even while it has no statistics yet.
_OF_DAYS = f"""
WITH changed AS (
    SELECT * FROM unnest($2::date[], $3::text[], $4::uuid[]) AS key (local_date, kind, member_id)
),
dates AS (SELECT DISTINCT local_date FROM changed),
windows AS MATERIALIZED ({WINDOWS_OF_DATES}),
keys AS MATERIALIZED (
    SELECT DISTINCT kind, window_kind, window_start, member_id FROM changed JOIN windows USING (local_date)
)
SELECT {_COLUMNS}
FROM keys
CROSS JOIN LATERAL (
    SELECT * FROM totals
    WHERE account_id = $1 AND kind = keys.kind AND window_kind = keys.window_kind
      AND window_start = keys.window_start AND member_id = keys.member_id OFFSET 0
) AS total
"""
_AFTER = f"""
SELECT {_COLUMNS} FROM totals AS total
WHERE total.account_id = $1
  AND (total.kind, total.window_kind, total.window_start, total.member_id) > ($2, $3, $4, $5)
ORDER BY total.kind, total.window_kind, total.window_start, total.member_id LIMIT $6
"""
_PAGE_OF_LINES = f"""
WITH page AS ({_AFTER})
SELECT kind, window_kind, window_start, parent_id,
       string_agg(concat_ws(' ', encode(uuid_send(member_id), 'hex'), points, version), ' ') AS members,
       count(*) AS size, max(member_id::text)::uuid AS last_member
FROM page GROUP BY 1, 2, 3, 4 ORDER BY kind, window_kind, window_start, last_member
"""
_BEFORE_ALL = ("", "", date(1, 1, 1), UUID(int=0))


class TotalRow(NamedTuple):
    """One member's total on one board: points in thousandths, and the version that fences it."""

    board: BoardName
    member_id: UUID
    points: int
    version: int


class Lines(NamedTuple):
    """
    Members of one board as the copies take them: `member points version` of each, all separated by spaces.

    `size` says how many members; ids are written without hyphens.
    """

    board: BoardName
    members: str
    size: int


def lines_of(rows: Sequence[TotalRow]) -> list[Lines]:
    """Totals by board, as the copies take them."""
    ordered = sorted(rows, key=lambda row: str(row.board))
    grouped = [(board, list(members)) for board, members in groupby(ordered, key=lambda row: row.board)]
    return [
        Lines(board, " ".join(f"{row.member_id.hex} {row.points} {row.version}" for row in members), len(members))
        for board, members in grouped
    ]


async def totals_of_days(account_id: UUID, changed: ChangedDays) -> list[TotalRow]:
    """The present totals of members in all windows that hold the given dates."""
    keys = [(on, kind, member_id) for (on, kind), member_ids in changed.items() for member_id in member_ids]
    rows = await work.fetch(_OF_DAYS, account_id, *(list(column) for column in zip(*keys, strict=True)))
    return _rows(rows)


async def all_totals(account_id: UUID) -> AsyncIterator[list[TotalRow]]:
    """All totals of an account in pages, ordered by kind, window and start."""
    key = _BEFORE_ALL
    while rows := await work.fetch(_AFTER, account_id, *key, PAGE):
        yield _rows(rows)
        last = rows[-1]
        key = (last["kind"], last["window_kind"], last["window_start"], last["member_id"])


async def all_lines(account_id: UUID) -> AsyncIterator[list[Lines]]:
    """All totals of an account in the same pages, put together where they lie: five times as quick for the caller."""
    key = _BEFORE_ALL
    while rows := await work.fetch(_PAGE_OF_LINES, account_id, *key, PAGE):
        yield [
            Lines(BoardName(BoardKind(kind), Window(window), start, parent_id), members, size)
            for kind, window, start, parent_id, members, size, _ in rows
        ]
        last = rows[-1]
        key = (last["kind"], last["window_kind"], last["window_start"], last["last_member"])


def _rows(records: Sequence[asyncpg.Record]) -> list[TotalRow]:
    names: dict[tuple[str, str, date, UUID | None], BoardName] = {}
    rows = []
    for kind, window, start, member_id, points, version, parent_id in records:
        key = (kind, window, start, parent_id)
        board = names.get(key)
        if board is None:
            board = names[key] = BoardName(BoardKind(kind), Window(window), start, parent_id)
        rows.append(TotalRow(board, member_id, points, version))
    return rows
