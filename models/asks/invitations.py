"""
What the open asks for each shift are expected to bring: kept as a sum, changed in the transaction that chooses more.

Whoever was silent for two days holds up nobody any more, so that a sum holds until the first of them was; an answer or a
recall ends it as well. Then it is counted again, under its lock, by whoever needs it next.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from models.asks.rules.choice import CHANCE_UNKNOWN, LEAST_CHANCE, PATIENCE
from models.kernel import clock, work
from models.tasks.bound import still_missing

_LOCK_SHIFTS = """
    SELECT id FROM shifts WHERE account_id = $1 AND id = ANY($2::uuid[]) AND cancelled_at IS NULL
    ORDER BY id FOR NO KEY UPDATE
"""
_LOCK_SUMS = """
    SELECT shift_id FROM shift_invitations WHERE account_id = $1 AND shift_id = ANY($2::uuid[]) AND recount_at > $3
    ORDER BY shift_id FOR NO KEY UPDATE
"""
_RECOUNT = """
    INSERT INTO shift_invitations (account_id, shift_id, brings, recount_at)
    SELECT $1, s.id, coalesce(sum(greatest(a.chance, $4)) FILTER (WHERE a.chance IS NOT NULL), 0),
           coalesce(min(a.reached_at) + $5::interval, 'infinity')
    FROM unnest($2::uuid[]) AS s (id)
    LEFT JOIN (SELECT shift_id, chance, coalesce(sent_at, chosen_at) AS reached_at FROM asks
               WHERE account_id = $1 AND shift_id = ANY($2::uuid[]) AND status IN ('chosen', 'sent')) AS a
           ON a.shift_id = s.id AND a.reached_at > $3::timestamptz - $5::interval
    GROUP BY s.id ORDER BY s.id
    ON CONFLICT (account_id, shift_id) DO UPDATE SET brings = excluded.brings, recount_at = excluded.recount_at
"""
_WANTED = """
    SELECT s.id, s.capacity, s.overbook, s.confirmed, s.expected, i.brings,
           (SELECT count(*) * $4::float8 FROM assignments a
            WHERE a.account_id = s.account_id AND a.shift_id = s.id AND a.state = 'invited' AND a.invited_at > $3) AS invited
    FROM shifts s JOIN shift_invitations i ON i.account_id = s.account_id AND i.shift_id = s.id
    WHERE s.account_id = $1 AND s.id = ANY($2::uuid[])
"""
_BROUGHT_LATELY = """
    SELECT shift_id, sum(greatest(chance, $4)) AS brings FROM asks
    WHERE account_id = $1 AND shift_id = ANY($2::uuid[]) AND status IN ('chosen', 'sent')
      AND coalesce(sent_at, chosen_at) > $3
    GROUP BY shift_id
"""
_END = """
    UPDATE shift_invitations SET recount_at = '-infinity' WHERE account_id = $1 AND shift_id = ANY($2::uuid[])
"""


async def lock_wanted(account_id: UUID, shift_ids: Sequence[UUID], patience: timedelta = PATIENCE) -> dict[UUID, float]:
    """
    Lock these shifts, in order, so that their places and invitations stand still; gives for those that take place how many
    people who come are still to be asked, besides those whom open invitations bring. With less `patience` than two days,
    asks count for so long only.
    """
    shifts = [row["id"] for row in await work.fetch(_LOCK_SHIFTS, account_id, sorted(shift_ids))]
    now = clock.now()
    counted = {row["shift_id"] for row in await work.fetch(_LOCK_SUMS, account_id, shifts, now)}
    if stale := [shift_id for shift_id in shifts if shift_id not in counted]:
        await work.execute(_RECOUNT, account_id, stale, now, LEAST_CHANCE, PATIENCE)
    rows = await work.fetch(_WANTED, account_id, shifts, now - PATIENCE, CHANCE_UNKNOWN)
    if patience >= PATIENCE:
        return {row["id"]: _wanted(row, row["brings"]) for row in rows}
    lately = await work.fetch(_BROUGHT_LATELY, account_id, shifts, now - patience, LEAST_CHANCE)
    brings = {row["shift_id"]: row["brings"] for row in lately}
    return {row["id"]: _wanted(row, brings.get(row["id"], 0.0)) for row in rows}


async def end_sums(account_id: UUID, shift_ids: Sequence[UUID]) -> None:
    """Asks for these shifts were answered or recalled: what they bring is counted again when it is needed next."""
    if shift_ids:
        await work.execute(_END, account_id, sorted(shift_ids))


def _wanted(row: Mapping[str, Any], brings: float) -> float:
    missing = still_missing(row["capacity"], row["overbook"], row["confirmed"], row["expected"])
    return float(max(0.0, missing - brings - row["invited"]))
