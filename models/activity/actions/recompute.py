"""Recomputes a stretch of time from its activities, says where the ledger differs, and mends it if wanted."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.activity.actions.lock_maker import lock_makers
from models.activity.ledger import ActivityKey, Day, DayKey, RecordedEntry, formula_book, read_days
from models.activity.ledger.settle import announce_entries, draft_days
from models.activity.ledger.write_rows import insert_entries
from models.activity.tables import EntryReason
from models.kernel import work
from models.kernel.actor import Actor
from models.kernel.errors import NotAllowed

PAGE = 2000

_DAYS = """
SELECT ledger_id, local_date FROM (
    SELECT ledger_id, local_date FROM activities WHERE account_id = $1 AND local_date BETWEEN $2 AND $3
    UNION
    SELECT ledger_id, local_date FROM ledger_entries WHERE account_id = $1 AND local_date BETWEEN $2 AND $3
) AS day
WHERE $4::uuid IS NULL OR (ledger_id, local_date) > ($4, $5)
ORDER BY ledger_id, local_date LIMIT $6
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """Points (thousandths) that the ledger lacks (negative: has too many) for one activity on one day."""

    ledger_id: UUID
    client_key: str
    local_date: date
    points: int


async def recompute(actor: Actor, *, first: date, last: date, mend: bool = False) -> list[Difference]:
    """
    Compare the ledger of all local dates from `first` to `last` with what its activities are worth.

    An intact ledger has no differences, however old the season. With `mend`, entries with the reason `recomputed` are
    appended, page by page, so that it can be interrupted and run again. System only.
    """
    if not actor.system:
        raise NotAllowed
    differences: list[Difference] = []
    page: list[DayKey] = []
    while page := await _next_days(actor.account_id, first, last, page):
        entries = await _recompute_days(actor, page, mend=mend)
        differences += [Difference(one.ledger_id, one.client_key, one.local_date, one.points) for one in entries]
    return differences


async def _next_days(account_id: UUID, first: date, last: date, before: list[DayKey]) -> list[DayKey]:
    start = before[-1] if before else (None, None)
    rows = await work.fetch(_DAYS, account_id, first, last, *start, PAGE)
    return [(row["ledger_id"], row["local_date"]) for row in rows]


async def _recompute_days(actor: Actor, keys: list[DayKey], *, mend: bool) -> list[RecordedEntry]:
    async with work.unit_of_work(actor):
        await lock_makers(actor.account_id, {ledger_id for ledger_id, _ in keys})
        days = await read_days(actor.account_id, keys)
        entries = draft_days(await formula_book(actor.account_id), days, _all_recomputed(days))
        if mend:
            await insert_entries(actor.account_id, entries)
            await announce_entries(actor.account_id, entries)
    return entries


def _all_recomputed(days: dict[DayKey, Day]) -> dict[ActivityKey, EntryReason]:
    keys = {
        (ledger_id, key)
        for (ledger_id, _), day in days.items()
        for key in (*day.activities, *(facet.client_key for facet in day.net))
    }
    return dict.fromkeys(keys, EntryReason.RECOMPUTED)
