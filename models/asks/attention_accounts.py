"""
The accounts of attention: opened, locked, and folded anew from the asks whenever one of these was sent, answered or recalled.

Choosing only counts one more that waits; the laws themselves are applied here, by `rules.attention`. Locks come in the
order of shifts, then accounts by their people's ids.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from models.asks.learning.recovery import LONGEST
from models.asks.past_silence import recovery_of
from models.asks.rules.attention import BEGINNING, BUDGET, PastAsk, Unheard, attention_left, when_free
from models.kernel import database_clock, work

# A few thousand of a million accounts are wanted at a time: each is looked up, never all of them.
_OPEN = """
    INSERT INTO attention (account_id, person_id, waiting, free_at, spent, declined_task_ids, declined_kinds)
    SELECT $1, p.id, 0, $3, 0, '{}', '{}' FROM people p
    WHERE p.account_id = $1 AND p.id = ANY($2::uuid[])
      AND (SELECT a.waiting FROM attention a WHERE a.account_id = $1 AND a.person_id = p.id) IS NULL
    ORDER BY p.id FOR KEY SHARE OF p
    ON CONFLICT DO NOTHING
"""
_LOCK = """
    SELECT person_id, waiting, free_at, why, spent, declined_task_ids, declined_kinds FROM attention
    WHERE account_id = $1 AND person_id = ANY($2::uuid[]) ORDER BY person_id FOR NO KEY UPDATE
"""
# People are looked up one by one, never all of them; who is being erased is waited for before any account is locked.
_LOCK_FREE = """
    SELECT a.person_id FROM attention a
    CROSS JOIN LATERAL (SELECT p.id FROM people p WHERE p.account_id = $1 AND p.id = a.person_id FOR KEY SHARE) AS here
    WHERE a.account_id = $1 AND a.person_id = ANY($2::uuid[]) AND a.waiting = 0 AND a.free_at <= $3
    ORDER BY a.person_id FOR NO KEY UPDATE OF a
"""
_PAST = """
    SELECT a.person_id,
           count(*) FILTER (WHERE a.waits) AS waiting,
           array_agg(a.reached_at) FILTER (WHERE a.counts) AS reached,
           array_agg(a.answered_at IS NOT NULL) FILTER (WHERE a.counts) AS answered,
           array_agg(DISTINCT a.task_id) FILTER (WHERE a.answer <> 'yes' AND a.task_id IS NOT NULL) AS tasks,
           array_agg(DISTINCT t.kind) FILTER (WHERE a.answer = 'not_my_thing' AND t.id IS NOT NULL) AS kinds
    FROM (SELECT o.*, w.waits, coalesce(o.sent_at, o.chosen_at) AS reached_at,
                 NOT w.waits AND o.status <> 'recalled' AND coalesce(o.sent_at, o.chosen_at) > $3 AS counts
          FROM asks o
          CROSS JOIN LATERAL (
              SELECT o.status = 'chosen' AND EXISTS (
                  SELECT FROM deliveries d
                  WHERE d.account_id = o.account_id AND d.ask_id = o.id AND d.state IN ('pending', 'attempting')) AS waits
          ) AS w
          WHERE o.account_id = $1 AND o.person_id = ANY($2::uuid[])) AS a
    LEFT JOIN tasks t ON t.account_id = a.account_id AND t.id = a.task_id
    GROUP BY a.person_id
"""
_SPENT = "SELECT person_id FROM attention WHERE account_id = $1 AND person_id = ANY($2::uuid[]) AND free_at > $3"
_WRITE = """
    UPDATE attention SET waiting = $3, free_at = $4, why = $5, spent = $6, declined_task_ids = $7, declined_kinds = $8
    WHERE account_id = $1 AND person_id = $2
"""


async def open_accounts(account_id: UUID, person_ids: Sequence[UUID]) -> None:
    """Give each of the people who has none yet an account: best in a transaction of its own, for two who do it wait."""
    if person_ids:
        await work.execute(_OPEN, account_id, list(person_ids), BEGINNING)


async def lock_free(account_id: UUID, person_ids: Sequence[UUID], now: datetime) -> list[int]:
    """
    Lock the accounts of those who may be asked now; gives their numbers in `person_ids`.

    Exact whoever else decides meanwhile: what changed before the lock was ours is looked at again. Whoever was erased is
    missing; nobody is locked in vain.
    """
    free = {row["person_id"] for row in await work.fetch(_LOCK_FREE, account_id, list(person_ids), now)}
    return [number for number, person_id in enumerate(person_ids) if person_id in free]


async def past_asks(account_id: UUID, person_ids: Sequence[UUID], now: datetime) -> dict[UUID, list[PastAsk]]:
    """The asks that reached people and still count for something, for those who were asked at all."""
    rows = await work.fetch(_PAST, account_id, list(person_ids), now - timedelta(days=LONGEST))
    return {row["person_id"]: _asks(row) for row in rows}


async def settle_attention(account_id: UUID, person_ids: Sequence[UUID]) -> int:
    """
    Fold these people's asks into their accounts anew, within the unit of work that changed them; returns how many differed.

    What waits to be sent reaches them some time from now; what was recalled before it was sent cost nothing.
    """
    if not person_ids:
        return 0
    await open_accounts(account_id, person_ids)
    stored = {row["person_id"]: row for row in await work.fetch(_LOCK, account_id, list(person_ids))}
    now, recovery = await database_clock.now(), await recovery_of(account_id)
    begin = now - timedelta(days=LONGEST)
    past = {row["person_id"]: row for row in await work.fetch(_PAST, account_id, list(stored), begin)}
    folded = {person_id: _fold(past.get(person_id), now, recovery) for person_id in stored}
    differ = {person_id: _seen(_of(row), now) != _seen(folded[person_id], now) for person_id, row in stored.items()}
    changed = [
        person_id for person_id, row in stored.items() if differ[person_id] or row["spent"] != folded[person_id].spent
    ]
    if changed:
        await work.execute_many(_WRITE, [(account_id, person_id, *folded[person_id]) for person_id in changed])
    return sum(differ.values())


async def spent_people(account_id: UUID, person_ids: Sequence[UUID]) -> set[UUID]:
    """Those whom asks that reached them forbid one more now: for what was held back since it was chosen."""
    if not person_ids:
        return set()
    rows = await work.fetch(_SPENT, account_id, list(person_ids), await database_clock.now())
    return {row["person_id"] for row in rows}


class Account(NamedTuple):
    """A row of `attention`, but for its key."""

    waiting: int
    free_at: datetime
    why: Unheard | None
    spent: float
    declined_task_ids: list[UUID]
    declined_kinds: list[str]


def _fold(past: Any, now: datetime, recovery: timedelta) -> Account:
    if past is None:
        return Account(0, BEGINNING, None, 0.0, [], [])
    asks = _asks(past)
    spent = BUDGET - attention_left(asks, now, recovery)
    return Account(
        past["waiting"], *when_free(asks, recovery), spent, sorted(past["tasks"] or ()), sorted(past["kinds"] or ())
    )


def _asks(past: Any) -> list[PastAsk]:
    return [PastAsk(*each) for each in zip(past["reached"] or (), past["answered"] or (), strict=True)]


def _of(row: Any) -> Account:
    return Account(*(row[name] for name in Account._fields))


def _seen(account: Account, now: datetime) -> Account:
    """What counts of an account: when exactly it became free is all the same afterwards, and what is spent comes back."""
    known = account._replace(spent=0.0)
    return known if account.free_at > now else known._replace(free_at=BEGINNING, why=None)
