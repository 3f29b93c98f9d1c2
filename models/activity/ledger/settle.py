"""Appends what a day's ledger lacks, and tells the boards."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import islice
from uuid import UUID

from models.activity.ledger.formula_book import FormulaBook
from models.activity.ledger.read_days import ActivityKey, Day, DayKey
from models.activity.ledger.rows import RecordedEntry
from models.activity.ledger.write_rows import insert_entries
from models.activity.rules import adjusting_entries
from models.activity.tables import EntryReason
from models.kernel import ids, outbox

RECORDED = "activity.recorded"
"""The job that says which ledger entries are new."""
SETTLED, CHECK = "activity.settled", "activity.check"
"""The jobs that say whose days have changed: for whoever counts by days, and for whoever looks whether it can be so."""
JOB_PAGE = 500


def draft_days(
    book: FormulaBook, days: Mapping[DayKey, Day], reasons: Mapping[ActivityKey, EntryReason]
) -> list[RecordedEntry]:
    """The entries that bring each day's ledger to what its formula says."""
    drafts = [
        (ledger_id, local_date, draft)
        for (ledger_id, local_date), day in days.items()
        for draft in adjusting_entries(
            book.on(local_date), day.activities.values(), day.net, _reasons_of(ledger_id, day, reasons)
        )
    ]
    return [
        RecordedEntry(row_id, ledger_id, key, local_date, kind, region_id, team_id, points, version, reason)
        for row_id, (ledger_id, local_date, ((key, kind, region_id, team_id, version), points, reason)) in zip(
            ids.new_ids(len(drafts)), drafts, strict=True
        )
    ]


def _reasons_of(ledger_id: UUID, day: Day, reasons: Mapping[ActivityKey, EntryReason]) -> dict[str, EntryReason]:
    if not reasons:
        return {}
    keys = {*day.activities, *(facet.client_key for facet in day.net)}
    return {key: reasons[ledger_id, key] for key in keys if (ledger_id, key) in reasons}


async def settle_days(
    account_id: UUID,
    book: FormulaBook,
    days: Mapping[DayKey, Day],
    reasons: Mapping[ActivityKey, EntryReason],
    *,
    announce: bool = True,
) -> list[RecordedEntry]:
    """
    Append what these days lack and enqueue `activity.recorded`. Whoever calls holds their people's locks.

    Days that changed without a point going anywhere are told of at once.
    """
    entries = draft_days(book, days, reasons)
    await insert_entries(account_id, entries)
    if announce:
        await announce_entries(account_id, entries)
        await tell_of_days(account_id, days.keys() - {(entry.ledger_id, entry.local_date) for entry in entries})
    return entries


async def tell_of_days(account_id: UUID, keys: Collection[DayKey], names: Sequence[str] = (SETTLED, CHECK)) -> None:
    """Enqueue the jobs of these names: payload `on` and `ledger_ids`, a job for each date."""
    by_date: dict[date, list[UUID]] = defaultdict(list)
    for ledger_id, on in sorted(keys, key=str):
        by_date[on].append(ledger_id)
    for on, ledger_ids in by_date.items():
        for name in names:
            await outbox.enqueue(name, account_id=account_id, on=on, ledger_ids=ledger_ids)


async def announce_entries(account_id: UUID, entries: Sequence[RecordedEntry]) -> None:
    """Enqueue `activity.recorded`, in pages of at most 500 entries."""
    rest = iter(entries)
    while page := list(islice(rest, JOB_PAGE)):
        await outbox.enqueue(RECORDED, account_id=account_id, entry_ids=[entry.id for entry in page])
