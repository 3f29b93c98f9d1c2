"""Choose who is asked today, and queue the messages."""

from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

import asyncpg

from models.asks.candidates import load_candidates, load_declined, load_history, load_wanted
from models.asks.policy import ensure_may_ask
from models.asks.rules.attention import why_unheard
from models.asks.rules.choice import Candidate, choose
from models.asks.rules.hours import next_allowed
from models.kernel import audit, clock, database_clock, ids, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import Invalid, SignInRequired
from models.tasks.visibility import visible_task

BATCH = 100

_INSERT_ASKS = """
    INSERT INTO asks (id, account_id, person_id, kind, task_id, shift_id, reasons, score, chance, probability, status,
                      asked_by, chosen_on, chosen_at, corrected)
    SELECT n.id, $1, m.person_id, 'shift', m.task_id, m.shift_id, m.reasons, n.score, n.chance, 1.0, 'chosen', $2,
           n.chosen_on, $3, '{}'
    FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::float8[], $9::float8[], $10::date[])
         AS n(id, person_id, task_id, shift_id, score, chance, chosen_on)
    JOIN task_match_runs r ON r.account_id = $1 AND r.task_id = n.task_id
    JOIN matches m ON m.account_id = $1 AND m.run_id = r.run_id AND m.shift_id = n.shift_id AND m.person_id = n.person_id
    ON CONFLICT DO NOTHING
    RETURNING id, person_id
"""

_INSERT_DELIVERIES = """
    INSERT INTO deliveries (id, account_id, person_id, purpose, channel, ask_id, template, parameters, state, attempt,
                            due_at, created_at)
    SELECT n.id, $1, n.person_id, 'ask', 'email', n.ask_id, 'ask', '{}'::jsonb, 'pending', 0, n.due_at, $2
    FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::timestamptz[]) AS n(id, person_id, ask_id, due_at)
"""


async def choose_asks(actor: Actor, *, task_id: UUID | None = None, most: int | None = None) -> int:
    """
    Ask the best people for one task, or (the system, daily) for all: at most one ask a person, within their attention.

    Returns how many were chosen. Caps are exact: each batch of 100 people decides under the locks of its shifts, then of
    its people, taken in order; so no more are invited than are expected to fill the places, whoever else asks. Whom the
    newest matching does not suggest any more is left out.
    Raises SignInRequired, NotFound, NotAllowed, and Invalid unless `most` is at least 1.
    """
    await _ensure_allowed(actor, task_id)
    if most is not None and most < 1:
        raise Invalid("Ask at least one person.", field="people")
    chosen = await _choose_unlocked(actor.account_id, task_id, most)
    people = iter(sorted(chosen, key=lambda candidate: candidate.person_id))
    count = 0
    while batch := list(islice(people, BATCH)):
        count += await _ask_batch(actor, batch)
    return count


async def _ensure_allowed(actor: Actor, task_id: UUID | None) -> None:
    if actor.is_stranger:
        raise SignInRequired
    path = "" if task_id is None else (await visible_task(actor, task_id)).region_path
    ensure_may_ask(actor, path)


async def _choose_unlocked(account_id: UUID, task_id: UUID | None, most: int | None) -> list[Candidate]:
    now = await database_clock.now()
    candidates = await load_candidates(account_id, task_id)
    people = list({candidate.person_id for candidate in candidates})
    history = await load_history(account_id, people, now)
    declined = await load_declined(account_id, people)
    wanted = await load_wanted(account_id, list({candidate.shift_id for candidate in candidates}))
    heard = [one for one in candidates if why_unheard(history.get(one.person_id, ()), now) is None]
    return choose(heard, wanted, declined, now)[:most]


async def _ask_batch(actor: Actor, batch: list[Candidate]) -> int:
    async with work.unit_of_work(actor):
        shifts = await _lock_shifts(actor.account_id, {candidate.shift_id for candidate in batch})
        zones = await _lock_people(actor.account_id, [candidate.person_id for candidate in batch])
        now = await database_clock.now()
        history = await load_history(actor.account_id, list(zones), now)
        heard = [
            one for one in batch if one.person_id in zones and why_unheard(history.get(one.person_id, ()), now) is None
        ]
        if not heard:
            return 0
        allowed = choose(heard, await load_wanted(actor.account_id, shifts), {}, now)
        asked = await _insert_asks(actor, allowed, zones, now)
        await _queue_deliveries(actor.account_id, asked, zones, now)
        if asked:
            await audit.record(actor, "ask.choose", "ask", None)
        return len(asked)


async def _lock_shifts(account_id: UUID, shift_ids: set[UUID]) -> list[UUID]:
    """Lock these shifts' rows, in order, so that their places and invitations stand still; gives those to come."""
    rows = await work.fetch(
        "SELECT id FROM shifts WHERE account_id = $1 AND id = ANY($2::uuid[]) AND cancelled_at IS NULL"
        " ORDER BY id FOR NO KEY UPDATE",
        account_id,
        list(shift_ids),
    )
    return [row["id"] for row in rows]


async def _lock_people(account_id: UUID, person_ids: list[UUID]) -> dict[UUID, str]:
    """Lock these people's rows, in order; gives their time zones. Whoever was erased meanwhile is missing."""
    rows = await work.fetch(
        "SELECT id, time_zone FROM people WHERE account_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR NO KEY UPDATE",
        account_id,
        person_ids,
    )
    return {row["id"]: row["time_zone"] for row in rows}


async def _insert_asks(
    actor: Actor, chosen: list[Candidate], zones: dict[UUID, str], now: datetime
) -> list[asyncpg.Record]:
    columns: list[list[Any]] = [
        [ids.new_id() for _ in chosen],
        [one.person_id for one in chosen],
        [one.task_id for one in chosen],
        [one.shift_id for one in chosen],
        [one.score for one in chosen],
        [one.chance for one in chosen],
        [clock.local_date(now, zones[one.person_id]) for one in chosen],
    ]
    return await work.fetch(_INSERT_ASKS, actor.account_id, actor.person_id, now, *columns)


async def _queue_deliveries(
    account_id: UUID, asked: list[asyncpg.Record], zones: dict[UUID, str], now: datetime
) -> None:
    due = [next_allowed(now, zones[row["person_id"]]) for row in asked]
    await work.execute(
        _INSERT_DELIVERIES,
        account_id,
        now,
        [ids.new_id() for _ in asked],
        [row["person_id"] for row in asked],
        [row["id"] for row in asked],
        due,
    )
    for moment in sorted(set(due)):
        await outbox.enqueue("asks.deliver", account_id=account_id, due_at=moment)
