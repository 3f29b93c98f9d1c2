"""
Urgent cover (`rules.md` A13): who is asked first when a gap is urgent, and for whom the quiet days are waived.

Only for those who opted in to urgent calls on the channel that they are asked on; nobody is asked more than twice in seven
days, five times in thirty, beyond their attention, or while an earlier ask is on its way.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from models.activity.queries.people_by_work import ledger_ids_who_did
from models.activity.tables import ActivityKind
from models.asks.attention_accounts import past_asks
from models.asks.candidates import BY_MAIL, Candidates
from models.asks.past_silence import recovery_of
from models.asks.rules.attention import when_free
from models.asks.rules.choice import Integers
from models.asks.rules.cover import Standing, worth_of_cover
from models.asks.rules.decisions import Decision
from models.kernel import database_clock, work
from models.kernel.bulk_reads import read_ids
from models.people.queries import AGREES, born_before

IDLE = timedelta(days=7)

_CALLS = f"""
    SELECT p.id FROM people p
    WHERE p.account_id = $1 AND p.id = ANY($2::uuid[])
      AND CASE WHEN {BY_MAIL.format(born_before="$3")}
               THEN {AGREES.format(purpose="'urgent_calls'", channel="'email'", born_before="$3")}
               ELSE {AGREES.format(purpose="'urgent_calls'", channel="'sms'", born_before="$3")} END
"""
_LOCK = """
    SELECT a.person_id AS id, a.free_at <= $3 AS free
    FROM attention a
    CROSS JOIN LATERAL (SELECT p.id FROM people p WHERE p.account_id = $1 AND p.id = a.person_id FOR KEY SHARE) AS here
    WHERE a.account_id = $1 AND a.person_id = ANY($2::uuid[]) AND a.waiting = 0
      AND (a.free_at <= $3 OR a.why = 'quiet_days')
    ORDER BY a.person_id FOR NO KEY UPDATE OF a
"""
_STANDINGS = """
    SELECT p.id, $3 = ANY(p.willing) AS interested,
           NOT EXISTS (SELECT FROM assignments b JOIN shifts s ON s.account_id = b.account_id AND s.id = b.shift_id
                       WHERE b.account_id = p.account_id AND b.person_id = p.id
                         AND b.state IN ('accepted', 'confirmed') AND s.ends_at > $4 AND s.starts_at < $5) AS idle,
           (SELECT max(coalesce(a.sent_at, a.chosen_at)) FROM asks a
            WHERE a.account_id = p.account_id AND a.person_id = p.id AND a.status <> 'recalled') AS contacted_at
    FROM people p WHERE p.account_id = $1 AND p.id = ANY($2::uuid[])
"""


async def lock_free_urgently(account_id: UUID, person_ids: Sequence[UUID], now: datetime) -> list[int]:
    """
    Lock the accounts of those who may be asked now for urgent cover; gives their numbers in `person_ids`, in order.

    Exact as `lock_free`: the asks are counted while the account is locked.
    """
    locked = {row["id"]: row["free"] for row in await work.fetch(_LOCK, account_id, list(person_ids), now)}
    waived = await _waived(account_id, [person_id for person_id, free in locked.items() if not free], now)
    return [number for number, each in enumerate(person_ids) if locked.get(each) or each in waived]


async def _waived(account_id: UUID, person_ids: Sequence[UUID], now: datetime) -> set[UUID]:
    """Those of the people in their quiet days whom nothing else forbids to ask, and who opted in."""
    calls = {row["id"] for row in await work.fetch(_CALLS, account_id, list(person_ids), born_before(now))}
    past, recovery = await past_asks(account_id, list(calls), now), await recovery_of(account_id)
    free_at = {each: when_free(past.get(each, ()), recovery, quiet=timedelta(0))[0] for each in calls}
    return {person_id for person_id in calls if free_at[person_id] <= now}


async def for_urgent_cover(account_id: UUID, kind: ActivityKind, candidates: Candidates) -> Candidates:
    """
    The candidates as they stand when the gap is urgent: whom the quiet days do not stop, and in the order of A13, whatever
    it costs of their attention.
    """
    now = await database_clock.now()
    decisions = await _waive_quiet_days(account_id, candidates, now)
    could = np.flatnonzero(decisions == Decision.ASKED)
    values = np.zeros(len(decisions))
    standings = await _standings(account_id, kind, candidates, could, now)
    values[could] = worth_of_cover(standings, candidates.scores[could])
    hours = np.where(decisions == Decision.ASKED, 0, candidates.hours)
    return replace(candidates, decisions=decisions, hours=hours, values=values)


async def _waive_quiet_days(account_id: UUID, candidates: Candidates, now: datetime) -> Integers:
    decisions = np.where(candidates.decisions == Decision.NOT_WORTH, Decision.ASKED, candidates.decisions)
    quiet = np.flatnonzero(decisions == Decision.QUIET_DAYS)
    person_ids = candidates.person_ids(quiet)
    waived = await _waived(account_id, sorted(set(person_ids)), now)
    free = np.array([person_id in waived for person_id in person_ids], dtype=np.bool_)
    decisions[quiet[free]] = Decision.ASKED
    return decisions


async def _standings(
    account_id: UUID, kind: ActivityKind, candidates: Candidates, rows: Integers, now: datetime
) -> list[Standing]:
    person_ids, ledger_ids = candidates.person_ids(rows), read_ids(candidates.ledger_ids[rows])
    did_it = await ledger_ids_who_did(account_id, set(ledger_ids), kind)
    found = await work.fetch(_STANDINGS, account_id, list(set(person_ids)), kind.value, now, now + IDLE)
    by_id: dict[UUID, Any] = {row["id"]: row for row in found}
    return [
        Standing(row["interested"], row["idle"], ledger_id in did_it, row["contacted_at"])
        for row, ledger_id in zip((by_id[person_id] for person_id in person_ids), ledger_ids, strict=True)
    ]
