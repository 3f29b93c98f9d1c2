"""
Jobs that are stored with the transaction that wants them, and pushed to the queue after its commit.

A row is the truth, the push only says "look now": a sweep finds what was never pushed. Rows are claimed one by one
with SKIP LOCKED, never by a high-water mark, because ids and times are not commit order. Leases and due times go by the
database's clock, for workers whose clocks differ would take each other's jobs.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from models.kernel import clock, ids, work
from models.kernel.database_clock import NOW

LEASE = timedelta(seconds=60)


async def enqueue(name: str, *, account_id: UUID, due_at: datetime | None = None, **payload: Any) -> UUID:
    """
    Store a job; gives its id, by which whoever did the work otherwise can `finish` it.

    It runs after the commit, at `due_at` if that is later; at least once, so it must be idempotent.

    `payload` takes ids, dates, numbers and strings (and lists of them); they arrive as JSON makes them: ids and dates as strings
    (`default=str`: ids that asyncpg has read are of a class of its own).
    """
    work.note_job(name)
    row_id = ids.new_id()
    await work.execute(
        f"""
        INSERT INTO outbox_rows (id, account_id, name, payload, due_at, attempt)
        VALUES ($2, $3, $4, $5::jsonb, coalesce($6::timestamptz, {NOW}), 0)
        """,
        clock.stopped(),
        row_id,
        account_id,
        name,
        orjson.dumps(payload, default=str).decode(),
        due_at,
    )
    return row_id


async def claim(name: str, limit: int) -> list[dict[str, Any]]:
    """
    Lease up to `limit` due jobs of one name, oldest first: dicts with id, account_id, payload, attempt.

    Who claims must `finish` or `fail` each. A lease that ran out is claimed again.
    """
    rows = await work.fetch(
        f"""
        WITH due AS (
            SELECT id FROM outbox_rows
            WHERE name = $2 AND due_at <= {NOW} AND (leased_until IS NULL OR leased_until < {NOW})
            ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
        )
        UPDATE outbox_rows AS o SET leased_until = {NOW} + $4::interval, attempt = o.attempt + 1
        FROM due WHERE o.id = due.id
        RETURNING o.id, o.account_id, o.payload, o.attempt, o.due_at
        """,
        clock.stopped(),
        name,
        limit,
        LEASE,
    )
    ordered = sorted(rows, key=lambda row: (row["due_at"], row["id"]))
    return [{**row, "payload": orjson.loads(row["payload"])} for row in ordered]


async def finish(row_ids: list[UUID]) -> list[UUID]:
    """
    The jobs are done: their rows go. Called inside the transaction that does the work, this makes it happen exactly
    once: do the work of those that it returns, the others were finished by somebody else.
    """
    rows = await work.fetch(
        """
        DELETE FROM outbox_rows WHERE id IN (
            SELECT id FROM outbox_rows WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE
        ) RETURNING id
        """,
        row_ids,
    )
    return [row["id"] for row in rows]


async def renew(row_ids: list[UUID]) -> None:
    """Lease claimed jobs for longer, while the work on them goes on."""
    await work.execute(
        f"""
        UPDATE outbox_rows SET leased_until = {NOW} + $2::interval
        WHERE id = ANY($3::uuid[]) AND leased_until IS NOT NULL
        """,
        clock.stopped(),
        LEASE,
        row_ids,
    )


async def fail(row_id: UUID, attempt: int, error: str) -> None:
    """
    Give a job back, to be tried again later: after 2, 4, 8 … seconds, at most an hour.

    Nothing happens when the lease ran out and somebody else has claimed it since (a higher `attempt`).
    """
    await work.execute(
        f"""
        UPDATE outbox_rows SET leased_until = NULL, due_at = {NOW} + $2::interval, last_error = $3
        WHERE id = $4 AND attempt = $5
        """,
        clock.stopped(),
        timedelta(seconds=min(2 ** min(attempt, 12), 3600)),
        error[:500],
        row_id,
        attempt,
    )


async def due_names() -> set[str]:
    """The names of all jobs that are due now: what the sweep announces."""
    rows = await work.fetch(
        f"SELECT DISTINCT name FROM outbox_rows WHERE due_at <= {NOW} AND (leased_until IS NULL OR leased_until < {NOW})",
        clock.stopped(),
    )
    return {row["name"] for row in rows}


async def is_waiting(account_id: UUID, names: Collection[str]) -> bool:
    """Whether a job of an account with one of these names waits or is worked on."""
    sql = "SELECT EXISTS (SELECT FROM outbox_rows WHERE account_id = $1 AND name = ANY($2::text[]))"
    return bool(await work.fetch_value(sql, account_id, list(names)))


async def waiting() -> int:
    """How many jobs wait, due or not: a metric."""
    return int(await work.fetch_value("SELECT count(*) FROM outbox_rows"))
