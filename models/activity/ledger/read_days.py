"""Reads all that decides the points of some days: their activities, verdicts and entries, in one query."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import asyncpg

from models.activity.rules import EffectiveActivity, Facet
from models.activity.tables import ActivityKind, Source, Verdict
from models.kernel import work

DayKey = tuple[UUID, date]
"""A person's local day: ledger id, date."""

ActivityKey = tuple[UUID, str]
"""An activity with all its revisions: ledger id, client key."""

_COLUMNS = """
activity.ledger_id, activity.client_key, activity.local_date, activity.kind, activity.region_id, activity.team_id,
activity.revision, activity.quantity, activity.minutes, activity.started_at, activity.source, activity.voided,
review.verdict, review.revision AS verdict_revision,
EXISTS (
    SELECT FROM activity_flags AS flag
    WHERE flag.account_id = $1 AND flag.ledger_id = activity.ledger_id AND flag.client_key = activity.client_key
      AND flag.revision = activity.revision AND flag.decided_at IS NULL
) AS flagged, activity.shift_id
"""
_VERDICT = """
LEFT JOIN LATERAL (
    SELECT verdict, revision FROM activity_reviews AS review
    WHERE review.account_id = $1 AND review.ledger_id = activity.ledger_id AND review.client_key = activity.client_key
    ORDER BY review.number DESC LIMIT 1
) AS review ON true
"""
# Days are few beside the tables: OFFSET 0 and max() keep the planner to index look-ups for each of them, even while it
# has no statistics yet, as in the middle of an import.
_READ_DAYS = f"""
SELECT {_COLUMNS}, NULL::bigint AS points
FROM unnest($2::uuid[], $3::date[]) AS day (ledger_id, local_date)
CROSS JOIN LATERAL (
    SELECT * FROM activities
    WHERE account_id = $1 AND ledger_id = day.ledger_id AND local_date = day.local_date OFFSET 0
) AS activity
{_VERDICT}
WHERE activity.revision = (
    SELECT max(later.revision) FROM activities AS later
    WHERE later.account_id = $1 AND later.ledger_id = activity.ledger_id AND later.client_key = activity.client_key
)
UNION ALL
SELECT day.ledger_id, entry.client_key, day.local_date, entry.kind, entry.region_id, entry.team_id,
       entry.formula_version, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, entry.points
FROM unnest($2::uuid[], $3::date[]) AS day (ledger_id, local_date)
CROSS JOIN LATERAL (
    SELECT client_key, kind, region_id, team_id, formula_version, sum(points)::bigint AS points FROM ledger_entries
    WHERE account_id = $1 AND ledger_id = day.ledger_id AND local_date = day.local_date
    GROUP BY 1, 2, 3, 4, 5 OFFSET 0
) AS entry
"""
_READ_KEYS = f"""
SELECT DISTINCT ON (activity.ledger_id, activity.client_key) {_COLUMNS}
FROM activities AS activity
JOIN unnest($2::uuid[], $3::text[]) AS key (ledger_id, client_key)
  ON activity.ledger_id = key.ledger_id AND activity.client_key = key.client_key
{_VERDICT}
WHERE activity.account_id = $1
ORDER BY activity.ledger_id, activity.client_key, activity.revision DESC
"""
_DAYS_OF_KEYS = """
SELECT DISTINCT activity.ledger_id, activity.local_date
FROM activities AS activity
JOIN unnest($2::uuid[], $3::text[]) AS key (ledger_id, client_key)
  ON activity.ledger_id = key.ledger_id AND activity.client_key = key.client_key
WHERE activity.account_id = $1
"""
_KINDS = {kind.value: kind for kind in ActivityKind}
_SOURCES = {source.value: source for source in Source}


@dataclass(slots=True)
class Day:
    """The activities that count towards a person's day, by client key, and the sums of its entries by facet."""

    activities: dict[str, EffectiveActivity] = field(default_factory=dict)
    net: dict[Facet, int] = field(default_factory=dict)


async def read_days(account_id: UUID, keys: Collection[DayKey]) -> dict[DayKey, Day]:
    """The days of `keys`; empty ones too."""
    days = {key: Day() for key in keys}
    if days:
        rows = await work.fetch(_READ_DAYS, account_id, [key[0] for key in days], [key[1] for key in days])
        _fill(days, rows)
    return days


async def read_days_of(account_id: UUID, keys: Collection[ActivityKey]) -> dict[DayKey, Day]:
    """The days on which any revision of these activities lies."""
    rows = await work.fetch(_DAYS_OF_KEYS, account_id, [key[0] for key in keys], [key[1] for key in keys])
    return await read_days(account_id, [(row["ledger_id"], row["local_date"]) for row in rows])


async def read_effective(account_id: UUID, keys: Collection[ActivityKey]) -> dict[ActivityKey, EffectiveActivity]:
    """The revision that counts of each of these activities; a key that is free is left out."""
    rows = await work.fetch(_READ_KEYS, account_id, [key[0] for key in keys], [key[1] for key in keys])
    return {(row["ledger_id"], row["client_key"]): _effective(row) for row in rows}


def _fill(days: dict[DayKey, Day], rows: Iterable[asyncpg.Record]) -> None:
    for row in rows:
        day = days[(row["ledger_id"], row["local_date"])]
        if row["points"] is None:
            day.activities[row["client_key"]] = _effective(row)
        else:
            kind = _KINDS[row["kind"]]
            facet = Facet(row["client_key"], kind, row["region_id"], row["team_id"], row["revision"])
            day.net[facet] = row["points"]


def _effective(row: asyncpg.Record) -> EffectiveActivity:
    verdict = row["verdict"]
    return EffectiveActivity(
        row["client_key"],
        _KINDS[row["kind"]],
        row["quantity"],
        row["minutes"],
        row["started_at"],
        row["region_id"],
        row["team_id"],
        _SOURCES[row["source"]],
        row["revision"],
        row["voided"],
        Verdict(verdict) if verdict else None,
        row["verdict_revision"] or 0,
        row["flagged"],
        row["shift_id"],
    )
