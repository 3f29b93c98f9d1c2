"""Queue what people hear of shifts that they signed up for or came to (`rules.md` A14)."""

from typing import Any
from uuid import UUID

import orjson

from models.asks.rules.shift_letters import AHEAD, TIMINGS, ShiftLetter, due_at
from models.asks.tables import MessagePurpose
from models.kernel import clock, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import NotAllowed

PAGE = 500
_PURPOSES = {ShiftLetter.THANKS: MessagePurpose.THANKS}

# An id for each sign-up, letter and hour of the shift: whoever looks twice queues once, and a shift that moved is told anew.
_ID = "md5(concat_ws(':', a.id, $2::text, extract(epoch FROM s.starts_at)))::uuid"
_MISSING = f"""
    SELECT {_ID} AS id, a.person_id, p.time_zone, s.id AS shift_id, s.starts_at, s.ends_at
    FROM shifts s
    JOIN tasks t ON t.account_id = s.account_id AND t.id = s.task_id
    JOIN assignments a ON a.account_id = s.account_id AND a.shift_id = s.id
    JOIN people p ON p.account_id = s.account_id AND p.id = a.person_id
    WHERE s.account_id = $1 AND s.cancelled_at IS NULL AND t.status <> 'cancelled' AND p.kind = 'volunteer'
      AND {{whose}}
      AND NOT EXISTS (SELECT FROM deliveries d WHERE d.account_id = s.account_id AND d.id = {_ID})
    ORDER BY a.id LIMIT $6
"""
_BEFORE = _MISSING.format(
    whose="s.starts_at > $3 AND s.starts_at <= $4 AND a.state IN ('accepted', 'confirmed')"
    " AND a.queued_at <= s.starts_at - $5::interval"
)
_AFTER = _MISSING.format(
    whose="s.ends_at > $3 AND s.ends_at <= $4 AND a.state = 'attended' AND $5::interval IS NOT NULL"
)
_QUEUE = """
    INSERT INTO deliveries (id, account_id, person_id, purpose, channel, template, parameters, state, attempt, due_at, created_at)
    SELECT n.id, $1, n.person_id, $2, 'email', $3, n.parameters::jsonb, 'pending', 0, n.due_at, $4
    FROM unnest($5::uuid[], $6::uuid[], $7::text[], $8::timestamptz[]) AS n (id, person_id, parameters, due_at)
    ON CONFLICT DO NOTHING RETURNING due_at
"""


async def queue_shift_letters(actor: Actor) -> int:
    """
    Queue each letter whose hour comes within twelve hours, or came and is not over yet; returns how many.

    Who signed up so late that they know gets none. Idempotent; a page of people per transaction. System only: raises NotAllowed.
    """
    if not actor.system:
        raise NotAllowed
    return sum([await _queue_all(actor, letter) for letter in ShiftLetter])


async def _queue_all(actor: Actor, letter: ShiftLetter) -> int:
    timing, now, queued = TIMINGS[letter], clock.now(), 0
    statement = _AFTER if letter.comes_after else _BEFORE
    limits = now - timing.until, now - timing.at + AHEAD, timing.known, PAGE
    while True:
        async with work.unit_of_work(actor):
            rows = await work.fetch(statement, actor.account_id, letter.value, *limits)
            due = await _queue(actor.account_id, letter, rows) if rows else []
            for moment in sorted(set(due)):
                await outbox.enqueue("asks.deliver", account_id=actor.account_id, due_at=moment)
        queued += len(due)
        if len(rows) < PAGE:
            return queued


async def _queue(account_id: UUID, letter: ShiftLetter, rows: list[Any]) -> list[Any]:
    queued = await work.fetch(
        _QUEUE,
        account_id,
        _PURPOSES.get(letter, MessagePurpose.SERVICE).value,
        letter.value,
        clock.now(),
        [row["id"] for row in rows],
        [row["person_id"] for row in rows],
        [_parameters(row) for row in rows],
        [due_at(letter, row["starts_at"], row["ends_at"], row["time_zone"]) for row in rows],
    )
    return [row["due_at"] for row in queued]


def _parameters(row: Any) -> str:
    return orjson.dumps({"shift_id": str(row["shift_id"]), "starts_at": row["starts_at"].isoformat()}).decode()
