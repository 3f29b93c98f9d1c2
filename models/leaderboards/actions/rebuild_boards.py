"""Builds all boards of an account anew, while work goes on being logged and shown."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import TypeVar
from uuid import UUID

from models.kernel import work
from models.kernel.actor import Actor
from models.leaderboards import copies, totals
from models.leaderboards.errors import RebuildInterrupted
from models.leaderboards.tables import Total

Page = TypeVar("Page")

Report = Callable[[str, int, int | None], None]
"""Hears of a step's name, how much of it is done, and how much there is."""


def _say_nothing(_step: str, _done: int, _total: int | None) -> None:
    """For those who do not watch."""


async def rebuild_boards(actor: Actor, *, report: Report = _say_nothing) -> int:
    """
    Make the totals what the ledger says and the boards what the totals say; returns the number of entries.

    Raises RebuildInterrupted, as `copy_boards`.
    """
    async with work.unit_of_work(actor):
        report("Adding up the ledger", 0, None)
        await totals.recount(actor.account_id)
    return await copy_boards(actor, report=report)


async def copy_boards(actor: Actor, *, report: Report = _say_nothing) -> int:
    """
    Make the boards what the totals say; returns the number of entries. All there is to do once Redis has lost them.

    The old boards are shown until the new ones are complete; changes meanwhile go to both. Raises RebuildInterrupted
    when another rebuild begins, or Redis is emptied, before this one is done: begin again.
    """
    entries = await _build(actor.account_id, report)
    await copies.drop_other_generations(actor.account_id)
    return entries


async def _build(account_id: UUID, report: Report) -> int:
    """Copy all totals to a new generation and show it."""
    whole = await Total.filter(account_id=account_id).count()
    generation = await copies.begin_generation(account_id)
    entries = 0
    async for lines in _read_ahead(totals.all_lines(account_id)):
        if not await copies.write_into(account_id, generation, lines):
            raise RebuildInterrupted
        entries += sum(line.size for line in lines)
        report("Copying the boards", entries, whole)
    if not await copies.make_live(account_id, generation):
        raise RebuildInterrupted
    return entries


async def _read_ahead(pages: AsyncIterator[Page]) -> AsyncIterator[Page]:
    """The same pages, each read while the one before it is being written."""
    upcoming = asyncio.ensure_future(anext(pages, None))
    try:
        while (page := await upcoming) is not None:
            upcoming = asyncio.ensure_future(anext(pages, None))
            yield page
    finally:
        upcoming.cancel()
