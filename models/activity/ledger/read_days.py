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

_ACTIVITY = """
SELECT activity.ledger_id, activity.client_key, activity.local_date, activity.kind, activity.region_id, activity.team_id,
       activity.revision, activity.quantity, activity.minutes, activity.started_at, activity.source, activity.voided,
       review.verdict, review.revision AS verdict_revision, NULL::bigint AS points
FROM activities AS activity
LEFT JOIN LATERAL (
    SELECT verdict, revision FROM activity_reviews AS review
    WHERE review.account_id = activity.account_id AND review.ledger_id = activity.ledger_id
      AND review.client_key = activity.client_key
    ORDER BY review.at DESC, review.id DESC LIMIT 1
) AS review ON true
"""
_LATEST = """
NOT EXISTS (
    SELECT FROM activities AS later
    WHERE later.account_id = activity.account_id AND later.ledger_id = activity.ledger_id
      AND later.client_key = activity.client_key AND later.revision > activity.revision
)
"""
_READ = f"""
{_ACTIVITY}
JOIN unnest($2::uuid[], $3::date[]) AS day (ledger_id, local_date)
  ON activity.ledger_id = day.ledger_id AND activity.local_date = day.local_date
WHERE activity.account_id = $1 AND {_LATEST}
UNION ALL
SELECT entry.ledger_id, entry.client_key, entry.local_date, entry.kind, entry.region_id, entry.team_id,
       entry.formula_version, NULL, NULL, NULL, NULL, NULL, NULL, NULL, sum(entry.points)::bigint
FROM ledger_entries AS entry
JOIN unnest($2::uuid[], $3::date[]) AS day (ledger_id, local_date)
  ON entry.ledger_id = day.ledger_id AND entry.local_date = day.local_date
WHERE entry.account_id = $1
GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
_READ_KEYS = f"""
{_ACTIVITY}
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


@dataclass(slots=True)
class KnownActivity:
    """What is stored of one activity: which revisions, and the highest with its day."""

    revisions: set[int]
    local_date: date
    effective: EffectiveActivity


async def read_days(account_id: UUID, keys: Collection[DayKey]) -> dict[DayKey, Day]:
    """The days of `keys`; empty ones too."""
    days = {key: Day() for key in keys}
    if days:
        rows = await work.fetch(_READ, account_id, [key[0] for key in days], [key[1] for key in days])
        _fill(days, rows)
    return days


async def read_activities(account_id: UUID, keys: Collection[ActivityKey]) -> dict[ActivityKey, KnownActivity]:
    """What is stored under these keys; a key that is free is left out."""
    if not keys:
        return {}
    rows = await work.fetch(_READ_KEYS, account_id, [key[0] for key in keys], [key[1] for key in keys])
    known: dict[ActivityKey, KnownActivity] = {}
    for row in rows:
        key = (row["ledger_id"], row["client_key"])
        activity = known.get(key)
        if activity is None:
            known[key] = KnownActivity({row["revision"]}, row["local_date"], _effective(row))
            continue
        activity.revisions.add(row["revision"])
        if row["revision"] > activity.effective.revision:
            activity.local_date, activity.effective = row["local_date"], _effective(row)
    return known


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
    )
