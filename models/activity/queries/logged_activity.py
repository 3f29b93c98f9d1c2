"""Activities as people see them: the revision that counts, its points, and whether they are provisional."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg

from models.activity.ledger.formula_book import FormulaBook, formula_book
from models.activity.policy import ensure_signed_in
from models.activity.queries.effective import LATEST, VERDICT
from models.activity.queries.visibility import visible_to
from models.activity.rules import EffectiveActivity, is_provisional
from models.activity.tables import ActivityKind, Source, Verdict
from models.kernel import paging, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound

_COLUMNS = """
activity.*, review.verdict, review.revision AS verdict_revision, note.text AS note,
       CASE WHEN activity.revision = 0 THEN activity.id ELSE (
           SELECT first.id FROM activities AS first
           WHERE first.account_id = activity.account_id AND first.ledger_id = activity.ledger_id
             AND first.client_key = activity.client_key ORDER BY first.revision LIMIT 1
       ) END AS first_id,
       (SELECT coalesce(sum(entry.points), 0)::bigint FROM ledger_entries AS entry
        WHERE entry.account_id = activity.account_id AND entry.ledger_id = activity.ledger_id
          AND entry.local_date = activity.local_date AND entry.client_key = activity.client_key) AS points,
       EXISTS (SELECT FROM activity_flags AS flag
        WHERE flag.account_id = activity.account_id AND flag.ledger_id = activity.ledger_id
          AND flag.client_key = activity.client_key AND flag.revision = activity.revision
          AND flag.decided_at IS NULL) AS flagged
"""
_JOINS = f"""
{VERDICT}
LEFT JOIN people AS maker ON maker.account_id = activity.account_id AND maker.ledger_id = activity.ledger_id
LEFT JOIN activity_notes AS note ON note.account_id = activity.account_id AND note.person_id = maker.id
     AND note.client_key = activity.client_key
"""
_SELECT = f"SELECT {_COLUMNS} FROM activities AS activity {_JOINS}"
_BY_KEY = (
    f"{_SELECT} WHERE activity.account_id = $1 AND activity.ledger_id = $2 AND activity.client_key = $3 AND {LATEST}"
)
_BY_ID = f"""
SELECT wanted.id AS wanted_id, {_COLUMNS}
FROM activities AS wanted
JOIN activities AS activity ON activity.account_id = wanted.account_id AND activity.ledger_id = wanted.ledger_id
     AND activity.client_key = wanted.client_key
{_JOINS}
WHERE wanted.account_id = $1 AND wanted.id = ANY($2::uuid[]) AND {LATEST} AND {{condition}}
"""
_PAGE = f"""
{_SELECT} WHERE activity.account_id = $1 AND activity.ledger_id = $2 AND {LATEST}
  AND ($4::date IS NULL OR (
      activity.local_date <= $4 AND (activity.local_date, activity.started_at, activity.client_key) < ($4, $5, $6)))
ORDER BY activity.local_date DESC, activity.started_at DESC, activity.client_key DESC LIMIT $3
"""


@dataclass(frozen=True, slots=True)
class LoggedActivity:
    """
    An activity with its `points` (thousandths, summed from its ledger entries). `id` is that of its first revision and
    stays; `revision` is the one that counts. `repeated` is true when logging it found it there already.
    """

    id: UUID
    account_id: UUID
    ledger_id: UUID
    client_key: str
    revision: int
    kind: ActivityKind
    quantity: int
    minutes: int
    started_at: datetime
    local_date: date
    region_id: UUID
    team_id: UUID | None
    shift_id: UUID | None
    source: Source
    voided: bool
    reversed: bool
    provisional: bool
    points: int
    note: str | None
    repeated: bool = False


async def logged_activity_by_key(
    account_id: UUID, ledger_id: UUID, client_key: str, *, repeated: bool = False
) -> LoggedActivity:
    """The activity with this key; for actions, which have checked whose it is. Raises NotFound."""
    row = await work.fetch_row(_BY_KEY, account_id, ledger_id, client_key)
    if row is None:
        raise NotFound("This activity")
    return _logged(row, await formula_book(account_id), repeated=repeated)


async def activities_by_id(actor: Actor, activity_ids: Collection[UUID]) -> dict[UUID, LoggedActivity]:
    """The activities of which these are revisions, as far as the actor may see them."""
    condition, arguments = visible_to(actor, 3)
    rows = await work.fetch(_BY_ID.format(condition=condition), actor.account_id, list(activity_ids), *arguments)
    book = await formula_book(actor.account_id)
    return {row["wanted_id"]: _logged(row, book) for row in rows}


async def activity_by_id(actor: Actor, activity_id: UUID) -> LoggedActivity:
    """The activity of which this is a revision. Raises NotFound, also when it is out of the actor's scope."""
    found = (await activities_by_id(actor, [activity_id])).get(activity_id)
    if found is None:
        raise NotFound("This activity")
    return found


async def my_activities(
    actor: Actor, *, first: int | None = None, after: str | None = None
) -> paging.Page[LoggedActivity]:
    """The actor's own activities, latest first; voided and reversed ones too, without points. Raises SignInRequired."""
    ensure_signed_in(actor)
    count = paging.ensure_first(first)
    start = _start_of(after)
    rows = await work.fetch(_PAGE, actor.account_id, actor.ledger_id, count + 1, *start)
    book = await formula_book(actor.account_id)
    activities = [_logged(row, book) for row in rows]
    return paging.page_of(activities, count, _cursors(activities))


def _start_of(after: str | None) -> Sequence[Any]:
    if after is None:
        return None, None, None
    return paging.decode_cursor(after, date.fromisoformat, paging.read_moment, paging.read_text)


def _cursors(activities: Sequence[LoggedActivity]) -> list[str]:
    return [paging.encode_cursor(one.local_date, one.started_at, one.client_key) for one in activities]


def _logged(row: asyncpg.Record, book: FormulaBook, *, repeated: bool = False) -> LoggedActivity:
    kind, source, verdict = ActivityKind(row["kind"]), Source(row["source"]), row["verdict"]
    effective = EffectiveActivity(
        row["client_key"],
        kind,
        row["quantity"],
        row["minutes"],
        row["started_at"],
        row["region_id"],
        row["team_id"],
        source,
        row["revision"],
        row["voided"],
        Verdict(verdict) if verdict else None,
        row["verdict_revision"] or 0,
        row["flagged"],
    )
    return LoggedActivity(
        id=row["first_id"],
        account_id=row["account_id"],
        ledger_id=row["ledger_id"],
        client_key=row["client_key"],
        revision=row["revision"],
        kind=kind,
        quantity=row["quantity"],
        minutes=row["minutes"],
        started_at=row["started_at"],
        local_date=row["local_date"],
        region_id=row["region_id"],
        team_id=row["team_id"],
        shift_id=row["shift_id"],
        source=source,
        voided=row["voided"],
        reversed=verdict == Verdict.REVERSED,
        provisional=is_provisional(book.on(row["local_date"]).kinds[kind], effective),
        points=row["points"],
        note=row["note"],
        repeated=repeated,
    )
