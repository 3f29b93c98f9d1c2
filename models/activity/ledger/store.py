"""Takes in revisions of activities, new or repeated, early or late, and settles the days they touch."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.activity.ledger.formula_book import FormulaBook
from models.activity.ledger.read_days import ActivityKey, Day, DayKey, read_days, read_days_of
from models.activity.ledger.rows import RecordedEntry, Revision
from models.activity.ledger.settle import settle_days
from models.activity.ledger.write_rows import FEW, Identity, copy_revisions, insert_revisions, known_identities
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

    Of several with the same key and revision the first counts. `seen` says when which people (by id) were active.
    Whoever calls holds the locks of all their makers. With `announce=False` no job is stored: the caller folds the
    entries itself.
    """
    if len(revisions) <= FEW:
        fresh = await insert_revisions(account_id, revisions, seen)
    else:
        known = await known_identities(account_id, revisions)
        fresh = _without(known, revisions)
        if not known and _all_begin(fresh):
            return await _store_beginnings(account_id, book, revisions, fresh, seen=seen, announce=announce)
        await copy_revisions(account_id, fresh, seen)
    repeated = _repeated(revisions, fresh)
    if not fresh:
        return Stored(fresh, repeated, [])
    corrected = {(one.ledger_id, one.client_key) for one in fresh if one.revision}
    days = await _days_touched(account_id, fresh, corrected)
    reasons = dict.fromkeys(corrected, EntryReason.CORRECTED)
    entries = await settle_days(account_id, book, days, reasons, announce=announce)
    return Stored(fresh, repeated, entries)


def _without(known: Set[Identity], revisions: Sequence[Revision]) -> list[Revision]:
    """The first of each identity that is not known."""
    taken = set(known)
    fresh = []
    for one in revisions:
        identity = one[1:4]
        if identity not in taken:
            taken.add(identity)
            fresh.append(one)
    return fresh


def _all_begin(fresh: Sequence[Revision]) -> bool:
    """Whether each is the first and only word about its activity."""
    return not any(one.revision for one in fresh)


async def _store_beginnings(
    account_id: UUID,
    book: FormulaBook,
    revisions: Sequence[Revision],
    fresh: list[Revision],
    *,
    seen: Mapping[UUID, datetime],
    announce: bool,
) -> Stored:
    """
    The same for activities of which the ledger knows nothing yet: nobody has judged or corrected them.

    Their days are read as they were before, mostly empty, and need not be read back: half the cost of a large import.
    """
    days = await read_days(account_id, {(one.ledger_id, one.local_date) for one in fresh})
    await copy_revisions(account_id, fresh, seen)
    for one in fresh:
        days[one.ledger_id, one.local_date].activities[one.client_key] = one.as_effective()
    entries = await settle_days(account_id, book, days, {}, announce=announce)
    return Stored(fresh, _repeated(revisions, fresh), entries)


def _repeated(revisions: Sequence[Revision], fresh: Sequence[Revision]) -> set[ActivityKey]:
    if len(fresh) == len(revisions):
        return set()
    fresh_ids = {one.id for one in fresh}
    return {(one.ledger_id, one.client_key) for one in revisions if one.id not in fresh_ids}


async def _days_touched(account_id: UUID, fresh: Sequence[Revision], corrected: set[ActivityKey]) -> dict[DayKey, Day]:
    """Where something new lies, and where what was corrected lay before."""
    days = await read_days(account_id, {(one.ledger_id, one.local_date) for one in fresh})
    return days | await read_days_of(account_id, corrected) if corrected else days
