"""Looks at days that changed: what can hardly be so is flagged for a person to decide, and is not confirmed until then."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import date
from uuid import UUID

from models.activity.actions.lock_maker import lock_makers
from models.activity.ledger import Day, DayKey, FormulaBook, formula_book, read_days, settle_days, tell_of_days
from models.activity.ledger.flags import Flag, RevisionKey, alike, flags_of, open_flags, replace_flags
from models.activity.ledger.settle import CHECK
from models.activity.rules import EffectiveActivity
from models.activity.rules.plausibility import Place, Surroundings, days_around, find_concerns, tells_apart
from models.activity.tables import Concern, EntryReason
from models.kernel import work
from models.kernel.actor import Actor
from models.kernel.errors import NotAllowed
from models.regions.rules import distance_km

PlacesOf = Callable[[UUID, Collection[UUID]], Awaitable[Mapping[UUID, Place]]]
"""Where shifts of an account are, by id; those without a place are left out."""
Days = dict[DayKey, Day]


async def flag_concerns(actor: Actor, touched: Collection[DayKey], places_of: PlacesOf) -> int:
    """
    Look at these days (ledger id, local date) and those beside them; returns how many flags came or went.

    What follows depends on the ledger alone: late, repeated and reordered calls come to the same. Flags of what is no
    longer of concern go; what an organizer has decided stays decided. Days of flags are settled. System only.
    """
    if not actor.system:
        raise NotAllowed
    async with work.unit_of_work(actor):
        await lock_makers(actor.account_id, {ledger_id for ledger_id, _ in touched})
        judged = _around(touched)
        days = await read_days(actor.account_id, _around(judged))
        book = await formula_book(actor.account_id)
        found = await _find(actor.account_id, book, days, judged, places_of)
        keys = [(ledger_id, key) for ledger_id, on in judged for key in days[ledger_id, on].activities]
        changed = await replace_flags(actor.account_id, await open_flags(actor.account_id, keys), found)
        await _settle(actor.account_id, book, days, judged, changed)
        await _tell_those_alike(actor.account_id, changed)
    return len(changed)


def _around(keys: Collection[DayKey]) -> set[DayKey]:
    return {(ledger_id, day) for ledger_id, on in keys for day in days_around(on)}


async def _find(
    account_id: UUID, book: FormulaBook, days: Days, judged: Collection[DayKey], places_of: PlacesOf
) -> list[Flag]:
    shift_ids = {each.shift_id for day in days.values() for each in day.activities.values() if each.shift_id}
    places = await places_of(account_id, shift_ids) if shift_ids else {}
    others = await alike(account_id, _telling(book, days, judged))
    found = []
    for ledger_id, on in judged:
        mine = days[ledger_id, on].activities
        numbers = {
            key: len({other for other, _ in others.get((ledger_id, key, each.revision), ())})
            for key, each in mine.items()
        }
        around = Surroundings(places, _kilometres, numbers)
        found += flags_of(ledger_id, find_concerns(book.on(on), _context(days, ledger_id, on), around, mine))
    return found


def _telling(book: FormulaBook, days: Days, judged: Collection[DayKey]) -> list[RevisionKey]:
    return [
        (ledger_id, key, each.revision)
        for ledger_id, on in judged
        for key, each in days[ledger_id, on].activities.items()
        if tells_apart(book.on(on), each)
    ]


def _context(days: Days, ledger_id: UUID, on: date) -> list[EffectiveActivity]:
    return [each for day in days_around(on) for each in days[ledger_id, day].activities.values()]


def _kilometres(here: Place, there: Place) -> float:
    return distance_km(*here, *there)


async def _settle(
    account_id: UUID, book: FormulaBook, days: Days, judged: Collection[DayKey], changed: Collection[Flag]
) -> None:
    """What was flagged may count less from now on, and what is not flagged any more counts again."""
    keys = {flag.key for flag in changed}
    touched = [(who, on) for who, on in judged if any((who, key) in keys for key in days[who, on].activities)]
    if touched:
        reasons = dict.fromkeys(keys, EntryReason.FLAGGED)
        await settle_days(account_id, book, await read_days(account_id, touched), reasons)


async def _tell_those_alike(account_id: UUID, changed: Collection[Flag]) -> None:
    """Whoever logged the same has to be looked at as well."""
    keys = [flag.identity[:3] for flag in changed if flag.concern is Concern.DUPLICATE]
    others = await alike(account_id, keys)
    await tell_of_days(account_id, {day for found in others.values() for day in found}, (CHECK,))
