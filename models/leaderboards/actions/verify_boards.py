"""Compares every entry of every board with the ledger."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from models.kernel import work
from models.kernel.actor import Actor
from models.leaderboards import copies, totals
from models.leaderboards.names import BoardName

ATTEMPTS = 5
PAUSE_SECONDS = 0.2
PAGE = 1000


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """
    An entry that is not what it should be. `copy` says which copy is wrong: `totals` (PostgreSQL, beside the ledger) or
    `redis` (beside the totals). Points in thousandths; `found` None: not there.
    """

    copy: str
    board: str
    member_id: UUID | None
    expected: int
    found: int | None

    def __str__(self) -> str:
        return f"{self.copy} {self.board} {self.member_id}: expected {self.expected}, found {self.found}"


async def verify_boards(actor: Actor) -> list[Difference]:
    """
    Everything that differs between ledger, totals and Redis; empty means that every entry agrees.

    Entries that wait to be folded are left out. What differs in Redis is looked at again a few times, since while work
    is being logged a change may just be on its way.
    """
    async with work.unit_of_work(actor):
        wrong = [
            Difference(
                "totals", f"{row.kind}:{row.window_kind}:{row.window_start}", row.member_id, row.expected, row.found
            )
            for row in await totals.differing_totals(actor.account_id)
        ]
    return wrong + sorted(await _lasting_differences(actor.account_id))


async def _lasting_differences(account_id: UUID) -> set[Difference]:
    lasting = await _differences_in_redis(account_id)
    for _ in range(ATTEMPTS - 1):
        if not lasting:
            break
        await asyncio.sleep(PAUSE_SECONDS)
        lasting = await _differences_in_redis(account_id)
    return lasting


async def _differences_in_redis(account_id: UUID) -> set[Difference]:
    generation = await copies.live_generation(account_id)
    expected = await _expected(account_id)
    if generation is None:
        return {Difference("redis", "all boards", None, len(expected), None)} if expected else set()
    names = {str(board) for board in expected}
    differing = {
        Difference("redis", name, None, 0, None)
        async for name in copies.every_board(account_id, generation)
        if name not in names
    }
    boards = list(expected)
    for start in range(0, len(boards), PAGE):
        page = boards[start : start + PAGE]
        scores = await copies.scores_of(account_id, generation, page)
        for board, found in zip(page, scores, strict=True):
            differing.update(_differences(board, expected[board], found))
    return differing


async def _expected(account_id: UUID) -> dict[BoardName, dict[UUID, int]]:
    """All totals, by board and member."""
    expected: dict[BoardName, dict[UUID, int]] = {}
    async for rows in totals.all_totals(account_id):
        for row in rows:
            expected.setdefault(row.board, {})[row.member_id] = row.points
    return expected


def _differences(board: BoardName, expected: dict[UUID, int], found: dict[UUID, int]) -> Iterator[Difference]:
    if expected == found:
        return
    for member_id in expected.keys() | found.keys():
        if expected.get(member_id) != found.get(member_id):
            yield Difference("redis", str(board), member_id, expected.get(member_id, 0), found.get(member_id))
