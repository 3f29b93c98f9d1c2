"""Gives people the badges that their days have earned, and takes back, without a word, what a correction undoes."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import orjson

from models.activity.queries import WorkByDay, work_of_days, work_of_people
from models.kernel import clock, ids, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import NotAllowed
from models.recognition.badge_book import BadgeBook, badge_book
from models.recognition.rules.progress import Progress, begin, count_on, from_json, must_begin_anew, to_json

RECOUNT = "badges.recount"
PAGE = 500
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('badges:' || $1::uuid::text, 0))"

_PEOPLE = (
    "SELECT ledger_id, id FROM people WHERE account_id = $1 AND ledger_id = ANY($2::uuid[]) ORDER BY id FOR KEY SHARE"
)
_NEXT = "SELECT ledger_id, id FROM people WHERE account_id = $1 AND id > $2 ORDER BY id LIMIT $3 FOR KEY SHARE"
_PROGRESS = """
SELECT person_id, version, through, state FROM badge_progress WHERE account_id = $1 AND person_id = ANY($2::uuid[])
"""
_KEEP = """
INSERT INTO badge_progress (id, account_id, person_id, version, through, state)
SELECT kept.id, $1, kept.person_id, kept.version, kept.through, kept.state
FROM unnest($2::uuid[], $3::uuid[], $4::smallint[], $5::date[], $6::jsonb[])
  AS kept (id, person_id, version, through, state)
ON CONFLICT (account_id, person_id)
DO UPDATE SET version = excluded.version, through = excluded.through, state = excluded.state
"""
_FORGET = "DELETE FROM badge_progress WHERE account_id = $1 AND person_id = ANY($2::uuid[]) AND NOT person_id = ANY($3::uuid[])"
_TAKE_BACK = """
DELETE FROM badges WHERE account_id = $1 AND person_id = ANY($2::uuid[]) AND NOT EXISTS (
    SELECT FROM unnest($3::uuid[], $4::text[]) AS earned (person_id, code)
    WHERE earned.person_id = badges.person_id AND earned.code = badges.code
)
"""
_GIVE = """
INSERT INTO badges (id, account_id, person_id, code, value, earned_on, awarded_at)
SELECT earned.id, $1, earned.person_id, earned.code, earned.value, earned.earned_on, $7
FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::int[], $6::date[]) AS earned (id, person_id, code, value, earned_on)
ON CONFLICT (account_id, person_id, code)
DO UPDATE SET value = excluded.value, earned_on = excluded.earned_on
WHERE (badges.value, badges.earned_on) IS DISTINCT FROM (excluded.value, excluded.earned_on)
"""

Found = dict[UUID, Progress | None]
"""By person: how far they are; None: nothing counts any more."""


async def award_badges(actor: Actor, touched: Collection[tuple[UUID, date]]) -> int:
    """
    Count the days (ledger id, local date) that have changed; returns for how many people. System only.

    Only those days and the latest one before are read, unless a day before that changed: then that person's days are
    counted anew. So work grows with what is new, and late, repeated and reordered jobs come to the same.
    """
    if not actor.system:
        raise NotAllowed
    by_person = defaultdict(set)
    for ledger_id, local_date in touched:
        by_person[ledger_id].add(local_date)
    async with work.unit_of_work(actor):
        await work.execute(LOCK, actor.account_id)
        rows = await work.fetch(_PEOPLE, actor.account_id, list(by_person))
        await _count(actor.account_id, {row["ledger_id"]: row["id"] for row in rows}, by_person)
    return len(rows)


async def recount_badges(actor: Actor, *, after: UUID | None = None, onward: bool = True) -> UUID | None:
    """
    Count all days of the next 500 people anew; returns the last of them, or None when nobody is left. System only.

    It goes on by itself: with `onward`, the next page is enqueued with this one. Whoever calls it page by page says no.
    """
    if not actor.system:
        raise NotAllowed
    async with work.unit_of_work(actor):
        await work.execute(LOCK, actor.account_id)
        rows = await work.fetch(_NEXT, actor.account_id, after or UUID(int=0), PAGE)
        if not rows:
            return None
        await _count(actor.account_id, {row["ledger_id"]: row["id"] for row in rows}, None)
        last: UUID = rows[-1]["id"]
        if onward:
            await outbox.enqueue(RECOUNT, account_id=actor.account_id, after=last)
    return last


async def _count(account_id: UUID, people: Mapping[UUID, UUID], touched: Mapping[UUID, set[date]] | None) -> None:
    """Under the lock: people by ledger id, and which of their days changed (None: count all of them anew)."""
    book = await badge_book(account_id)
    known = await _progress(account_id, people) if touched is not None else {}
    anew = [one for one in people if touched is None or must_begin_anew(known.get(one), book.version, touched[one])]
    found: Found = {people[one]: None for one in anew}
    for ledger_id, days in (await work_of_people(account_id, anew)).items():
        found[people[ledger_id]] = begin(book.rules, book.version, days)
    if touched is not None:
        found |= await _counted_on(
            account_id, book, people, {one: known[one] for one in known.keys() - set(anew)}, touched
        )
    await _keep(account_id, {person_id: progress for person_id, progress in found.items() if progress}, list(found))


async def _counted_on(
    account_id: UUID,
    book: BadgeBook,
    people: Mapping[UUID, UUID],
    known: Mapping[UUID, Progress],
    touched: Mapping[UUID, set[date]],
) -> Found:
    keys = [(one, on) for one, progress in known.items() for on in {*touched[one], progress.through}]
    days: dict[UUID, WorkByDay] = await work_of_days(account_id, keys)
    return {people[one]: count_on(book.rules, progress, days.get(one, {})) for one, progress in known.items()}


async def _progress(account_id: UUID, people: Mapping[UUID, UUID]) -> dict[UUID, Progress]:
    """By ledger id."""
    ledger_ids = {person_id: ledger_id for ledger_id, person_id in people.items()}
    rows = await work.fetch(_PROGRESS, account_id, list(ledger_ids))
    return {
        ledger_ids[row["person_id"]]: from_json(row["version"], row["through"], orjson.loads(row["state"]))
        for row in rows
    }


async def _keep(account_id: UUID, found: Mapping[UUID, Progress], person_ids: list[UUID]) -> None:
    await work.execute(_FORGET, account_id, person_ids, list(found))
    await work.execute(
        _KEEP,
        account_id,
        ids.new_ids(len(found)),
        list(found),
        [progress.version for progress in found.values()],
        [progress.through for progress in found.values()],
        [orjson.dumps(to_json(progress)).decode() for progress in found.values()],
    )
    earned = [
        (person_id, code, tally.value, date.fromisoformat(tally.earned_on))
        for person_id, progress in found.items()
        for code, tally in progress.now.items()
        if tally.earned_on is not None
    ]
    columns: list[list[Any]] = [list(column) for column in zip(*earned, strict=True)] or [[], [], [], []]
    await work.execute(_TAKE_BACK, account_id, person_ids, columns[0], columns[1])
    await work.execute(_GIVE, account_id, ids.new_ids(len(earned)), *columns, clock.now())
