"""
Learns a chance anew: begun, then counted page by page, then fitted on the sums.

Each step is one transaction that may be done again: whatever is killed is done again by the outbox, and changes nothing.
"""

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

from models.kernel import clock, ids, outbox, work
from models.kernel.actor import Actor
from models.matching.chances import Cells, ChanceKind, Learned, from_rows, learn, merge, to_rows
from models.matching.queries.load_outcomes import load_outcomes
from models.matching.tables import ChanceFit, ChancePage, StoredChanceModel

PAGE = 1000
KEEP_MODELS = 60
"""Two months of nights."""
_NOBODY = UUID(int=0)

_LAST_OF_PAGES = """
SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS number FROM people WHERE account_id = $1) AS numbered
WHERE number % $2 = 0 OR number = (SELECT count(*) FROM people WHERE account_id = $1) ORDER BY id
"""
_OF_PAGE = "SELECT id FROM people WHERE account_id = $1 AND id > $2 AND id <= $3 ORDER BY id"
_MADE_UP = "SELECT EXISTS (SELECT FROM people WHERE account_id = $1 AND source = 'demo')"
_PRUNE = "DELETE FROM chance_models WHERE account_id = $1 AND kind = $2 AND version <= $3"


async def begin_fit(actor: Actor, *, fit_id: UUID, kind: ChanceKind) -> None:
    """
    Cut everybody into pages and have each counted. A fit that was begun already, or has ended, stays as it is.

    Of an account without people there is nothing to learn. What an earlier fit of this kind has left half done goes.
    """
    account_id = actor.account_id
    async with work.unit_of_work(actor):
        if await _is_known(account_id, fit_id):
            return
        await _forget_unfinished(account_id, kind)
        ends = [row["id"] for row in await work.fetch(_LAST_OF_PAGES, account_id, PAGE)]
        if not ends:
            return
        await ChanceFit.create(id=fit_id, account_id=account_id, kind=kind, until=clock.now(), pages=len(ends))
        for number, (after, last) in enumerate(zip([_NOBODY, *ends], ends, strict=False)):
            await outbox.enqueue(
                "chances.count", account_id=account_id, fit_id=fit_id, number=number, after=after, last=last
            )


async def _is_known(account_id: UUID, fit_id: UUID) -> bool:
    """Begun, or ended already."""
    begun = await ChanceFit.exists(account_id=account_id, id=fit_id)
    return begun or await StoredChanceModel.exists(account_id=account_id, id=fit_id)


async def _forget_unfinished(account_id: UUID, kind: ChanceKind) -> None:
    old: Any = await ChanceFit.filter(account_id=account_id, kind=kind).order_by("id").values_list("id", flat=True)
    await ChancePage.filter(account_id=account_id, fit_id__in=old).delete()
    await ChanceFit.filter(account_id=account_id, id__in=old).delete()


async def count_page(actor: Actor, *, fit_id: UUID, number: int, after: UUID, last: UUID) -> None:
    """Count the outcomes of the people with ids above `after` up to `last`; who counts the last page has it ended."""
    account_id = actor.account_id
    fit = await ChanceFit.get_or_none(account_id=account_id, id=fit_id)
    if fit is None:
        return
    people = [row["id"] for row in await work.fetch(_OF_PAGE, account_id, after, last)]
    cells = await load_outcomes(account_id, fit.kind, people, fit.until)
    async with work.unit_of_work(actor):
        fit = await ChanceFit.filter(account_id=account_id, id=fit_id).select_for_update().first()
        if fit is None or await ChancePage.exists(account_id=account_id, fit_id=fit_id, number=number):
            return
        await ChancePage.create(
            id=ids.new_id(), account_id=account_id, fit_id=fit_id, number=number, cells=to_rows(cells)
        )
        if await ChancePage.filter(account_id=account_id, fit_id=fit_id).count() == fit.pages:
            await outbox.enqueue("chances.finish", account_id=account_id, fit_id=fit_id)


async def finish_fit(actor: Actor, *, fit_id: UUID) -> StoredChanceModel | None:
    """Fit the sums of all pages, and store the next version. None if that was done already."""
    account_id = actor.account_id
    fit = await ChanceFit.get_or_none(account_id=account_id, id=fit_id)
    if fit is None:
        return None
    learned = await asyncio.to_thread(learn, fit.kind, await _sums(account_id, fit_id))
    async with work.unit_of_work(actor):
        locked = await ChanceFit.filter(account_id=account_id, id=fit_id).select_for_update().first()
        if locked is None:
            return None
        stored = await _store(account_id, fit_id, learned, clock.now())
        await ChancePage.filter(account_id=account_id, fit_id=fit_id).delete()
        await ChanceFit.filter(account_id=account_id, id=fit_id).delete()
        return stored


async def _sums(account_id: UUID, fit_id: UUID) -> Cells:
    pages = await ChancePage.filter(account_id=account_id, fit_id=fit_id).order_by("number")
    return merge(from_rows(page.cells) for page in pages)


async def _store(account_id: UUID, fit_id: UUID, learned: Learned, now: datetime) -> StoredChanceModel:
    kind, used = learned.model.kind, learned.report.used
    latest = await StoredChanceModel.filter(account_id=account_id, kind=kind).order_by("-version").first()
    version = latest.version + 1 if latest else 1
    await work.execute(_PRUNE, account_id, kind.value, version - KEEP_MODELS)
    return await StoredChanceModel.create(
        id=fit_id,
        account_id=account_id,
        kind=kind,
        version=version,
        fitted_at=now,
        verdict=learned.report.verdict,
        made_up=bool(await work.fetch_value(_MADE_UP, account_id)),
        outcomes=used.outcomes,
        error=used.worst_error,
        brier=used.brier,
        base_brier=learned.report.base_brier,
        coefficients=learned.model.as_json(),
        bins=[[each.low, each.high, each.outcomes, each.given, each.successes] for each in used.bins],
    )
