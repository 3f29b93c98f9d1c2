"""Reads and writes flags: what about which revision asks for somebody to look at it."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from models.activity.ledger.read_days import ActivityKey, DayKey
from models.activity.rules.plausibility import Finding
from models.activity.tables import Concern
from models.kernel import clock, ids, work

RevisionKey = tuple[UUID, str, int]
"""One revision: ledger id, client key, number."""

_OPEN = """
SELECT flag.ledger_id, flag.client_key, flag.revision, flag.concern, flag.measured, flag.bound
FROM activity_flags AS flag
JOIN unnest($2::uuid[], $3::text[]) AS key (ledger_id, client_key)
  ON flag.ledger_id = key.ledger_id AND flag.client_key = key.client_key
WHERE flag.account_id = $1 AND flag.decided_at IS NULL
"""
_RAISE = """
INSERT INTO activity_flags (id, account_id, ledger_id, client_key, revision, concern, measured, bound, found_at)
SELECT fresh.id, $1, fresh.ledger_id, fresh.client_key, fresh.revision, fresh.concern, fresh.measured, fresh.bound, $9
FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::smallint[], $6::text[], $7::int[], $8::int[])
  AS fresh (id, ledger_id, client_key, revision, concern, measured, bound)
ON CONFLICT (account_id, ledger_id, client_key, revision, concern)
DO UPDATE SET measured = excluded.measured, bound = excluded.bound WHERE activity_flags.decided_at IS NULL
RETURNING ledger_id, client_key, revision, concern
"""
_DROP = """
DELETE FROM activity_flags AS flag
USING unnest($2::uuid[], $3::text[], $4::smallint[], $5::text[]) AS stale (ledger_id, client_key, revision, concern)
WHERE flag.account_id = $1 AND flag.ledger_id = stale.ledger_id AND flag.client_key = stale.client_key
  AND flag.revision = stale.revision AND flag.concern = stale.concern AND flag.decided_at IS NULL
"""
_ALIKE = """
SELECT mine.ledger_id, mine.client_key, mine.revision, activity.ledger_id AS other_id, activity.local_date
FROM unnest($2::uuid[], $3::text[], $4::smallint[]) AS key (ledger_id, client_key, revision)
JOIN activities AS mine ON mine.account_id = $1 AND mine.ledger_id = key.ledger_id
     AND mine.client_key = key.client_key AND mine.revision = key.revision
JOIN activities AS activity ON activity.account_id = $1 AND activity.local_date = mine.local_date
     AND activity.kind = mine.kind AND activity.quantity = mine.quantity AND activity.minutes = mine.minutes
     AND activity.started_at BETWEEN mine.started_at - interval '15 minutes' AND mine.started_at + interval '15 minutes'
     AND activity.ledger_id <> mine.ledger_id AND activity.source NOT IN ('check_in', 'organizer')
LEFT JOIN LATERAL (
    SELECT verdict FROM activity_reviews AS review
    WHERE review.account_id = $1 AND review.ledger_id = activity.ledger_id AND review.client_key = activity.client_key
    ORDER BY review.number DESC LIMIT 1
) AS review ON true
WHERE NOT activity.voided AND review.verdict IS DISTINCT FROM 'reversed' AND NOT EXISTS (
    SELECT FROM activities AS later
    WHERE later.account_id = $1 AND later.ledger_id = activity.ledger_id AND later.client_key = activity.client_key
      AND later.revision > activity.revision
)
"""


class Flag(NamedTuple):
    """A concern about one revision of somebody's work."""

    ledger_id: UUID
    client_key: str
    revision: int
    concern: Concern
    measured: int
    bound: int

    @property
    def identity(self) -> tuple[UUID, str, int, Concern]:
        """There is one of each."""
        return self[:4]

    @property
    def key(self) -> ActivityKey:
        """The activity it is about."""
        return self[:2]


async def open_flags(account_id: UUID, keys: Collection[ActivityKey]) -> list[Flag]:
    """All that waits about these activities, of whichever revision."""
    rows = await work.fetch(_OPEN, account_id, [key[0] for key in keys], [key[1] for key in keys])
    return [Flag(row[0], row[1], row[2], Concern(row[3]), row[4], row[5]) for row in rows]


async def replace_flags(account_id: UUID, before: Collection[Flag], found: Collection[Flag]) -> list[Flag]:
    """
    Make what is open be what was found; returns what came or went. What was decided is left alone.

    The caller holds the locks of the people.
    """
    known, wanted = {flag.identity for flag in before}, {flag.identity for flag in found}
    gone = [flag for flag in before if flag.identity not in wanted]
    told = [flag for flag in found if flag not in before]
    if gone:
        await work.execute(_DROP, account_id, *map(list, zip(*(flag.identity for flag in gone), strict=True)))
    rows = await _raise(account_id, told) if told else set()
    return [*gone, *(flag for flag in told if flag.identity in rows - known)]


async def _raise(account_id: UUID, flags: Collection[Flag]) -> set[tuple[UUID, str, int, Concern]]:
    columns = [list(column) for column in zip(*flags, strict=True)]
    rows = await work.fetch(_RAISE, account_id, ids.new_ids(len(flags)), *columns, clock.now())
    return {(row[0], row[1], row[2], Concern(row[3])) for row in rows}


async def alike(account_id: UUID, keys: Collection[RevisionKey]) -> dict[RevisionKey, set[DayKey]]:
    """Whose days hold work that counts with the same number, for the same time, as these revisions: others' only."""
    found: dict[RevisionKey, set[DayKey]] = {key: set() for key in keys}
    if found:
        columns = [list(column) for column in zip(*found, strict=True)]
        for ledger_id, client_key, revision, other_id, on in await work.fetch(_ALIKE, account_id, *columns):
            found[ledger_id, client_key, revision].add((other_id, on))
    return found


def flags_of(ledger_id: UUID, findings: Collection[Finding]) -> list[Flag]:
    """What was found about somebody, as rows."""
    return [Flag(ledger_id, *finding) for finding in findings]


Touched = Mapping[UUID, set[date]]
"""Whose days changed."""
