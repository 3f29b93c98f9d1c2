"""Takes in revisions of activities, new or repeated, early or late, and settles the days they touch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.activity.ledger.formula_book import FormulaBook
from models.activity.ledger.read_days import ActivityKey, Day, DayKey, KnownActivity, read_activities, read_days
from models.activity.ledger.rows import RecordedEntry, Revision
from models.activity.ledger.settle import announce_entries, draft_days
from models.activity.ledger.write_rows import write_rows
from models.activity.tables import EntryReason


@dataclass(frozen=True, slots=True)
class Stored:
    """The revisions that were new, the keys that were known already, and the ledger entries that follow."""

    fresh: list[Revision]
    repeated: set[ActivityKey]
    entries: list[RecordedEntry]


async def store_revisions(
    account_id: UUID,
    book: FormulaBook,
    revisions: Sequence[Revision],
    *,
    seen: Mapping[UUID, datetime],
    announce: bool = True,
) -> Stored:
    """
    Append the revisions that are not there yet and the entries that follow from them.

    Of several with the same key and revision the first counts. `seen` says when which people were active. Whoever calls
    holds the locks of all their makers. With `announce=False` no job is stored: the caller folds the entries itself.
    """
    known = await read_activities(account_id, {(one.ledger_id, one.client_key) for one in revisions})
    fresh, repeated = _separate(revisions, known)
    touched = _effective_after(fresh, known)
    days = await read_days(account_id, _days_of(touched, known))
    _apply(days, touched, known)
    reasons = dict.fromkeys(touched.keys() & known.keys(), EntryReason.CORRECTED)
    entries = draft_days(book, days, reasons)
    await write_rows(account_id, fresh, entries, seen)
    if announce:
        await announce_entries(account_id, entries)
    return Stored(fresh, repeated, entries)


def _separate(
    revisions: Sequence[Revision], known: Mapping[ActivityKey, KnownActivity]
) -> tuple[list[Revision], set[ActivityKey]]:
    fresh: dict[tuple[UUID, str, int], Revision] = {}
    repeated: set[ActivityKey] = set()
    for one in revisions:
        key = (one.ledger_id, one.client_key)
        identity = (*key, one.revision)
        if identity in fresh or (key in known and one.revision in known[key].revisions):
            repeated.add(key)
        else:
            fresh[identity] = one
    return list(fresh.values()), repeated


def _effective_after(
    fresh: Sequence[Revision], known: Mapping[ActivityKey, KnownActivity]
) -> dict[ActivityKey, Revision]:
    """Per activity that changes: the highest of the fresh revisions, if it is higher than what is stored."""
    highest: dict[ActivityKey, Revision] = {}
    for one in fresh:
        key = (one.ledger_id, one.client_key)
        stored = known.get(key)
        if stored is not None and stored.effective.revision > one.revision:
            continue
        if key not in highest or highest[key].revision < one.revision:
            highest[key] = one
    return highest


def _days_of(touched: Mapping[ActivityKey, Revision], known: Mapping[ActivityKey, KnownActivity]) -> set[DayKey]:
    days = {(one.ledger_id, one.local_date) for one in touched.values()}
    return days | {(key[0], known[key].local_date) for key in touched.keys() & known.keys()}


def _apply(
    days: Mapping[DayKey, Day], touched: Mapping[ActivityKey, Revision], known: Mapping[ActivityKey, KnownActivity]
) -> None:
    """Move each changed activity to its new day; what was judged of it stays with it."""
    for (ledger_id, client_key), one in touched.items():
        effective = one.as_effective()
        before = known.get((ledger_id, client_key))
        if before is not None:
            del days[ledger_id, before.local_date].activities[client_key]
            verdict, revision = before.effective.verdict, before.effective.verdict_revision
            effective = effective._replace(verdict=verdict, verdict_revision=revision)
        days[ledger_id, one.local_date].activities[client_key] = effective
