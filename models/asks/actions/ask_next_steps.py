"""Ask people for what is no shift: the next rung, to come back, a question; or thank them. The second half of a daily round."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from models.asks.attention_accounts import lock_free, open_accounts
from models.asks.draw_kinds import draw_kinds
from models.asks.live_policy import SEED_BITS
from models.asks.next_steps import Planned, load_told, plan_next_steps
from models.asks.rules.decisions import Decision
from models.asks.rules.hours import next_allowed
from models.asks.rules.next_steps import KIND_OF, NextStep, most_a_day, whose_turn
from models.asks.step_decisions import keep_step_round
from models.asks.step_reasons import Reasons, reasons_for
from models.kernel import audit, clock, database_clock, ids, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import NotAllowed

BATCH = 2_000
DAY = timedelta(days=1)

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('next steps:' || $1::uuid::text, 0))"
_PEOPLE = "SELECT count(*) FROM people WHERE account_id = $1 AND kind = 'volunteer'"
_TODAY = """
    SELECT count(*) FROM asks
    WHERE account_id = $1 AND asked_by IS NULL AND chosen_at > $2 AND kind <> 'shift' AND status <> 'recalled'
"""
_ASK = """
    WITH chosen AS (
        SELECT * FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::float8[],
                             $11::float8[], $12::date[], $13::timestamptz[], $14::float8[], $15::int2[])
            AS c (id, delivery_id, person_id, kind, subject, reasons, score, chance, chosen_on, due_at, probability,
                  possible_arms)
    ), asked AS (
        INSERT INTO asks (id, account_id, person_id, kind, subject, reasons, score, chance, probability, status, chosen_on,
                          chosen_at, corrected, round_id, arm, possible_arms, arm_chances, missed_arms)
        SELECT c.id, $1, c.person_id, c.kind, c.subject, c.reasons::jsonb, c.score, c.chance, c.probability, 'chosen',
               c.chosen_on, $2, '{}', $3, 0, c.possible_arms, 0, 0
        FROM chosen c
        ON CONFLICT DO NOTHING
        RETURNING id, person_id
    ), queued AS (
        INSERT INTO deliveries (id, account_id, person_id, purpose, channel, ask_id, template, parameters, state, attempt,
                                due_at, created_at)
        SELECT c.delivery_id, $1, c.person_id, 'ask', 'email', c.id, 'next_step', '{}'::jsonb, 'pending', 0, c.due_at, $2
        FROM asked JOIN chosen c ON c.id = asked.id
        RETURNING due_at
    ), debited AS (
        UPDATE attention a SET waiting = a.waiting + 1 FROM asked
        WHERE a.account_id = $1 AND a.person_id = asked.person_id
    )
    SELECT due_at, count(*) AS people FROM queued GROUP BY due_at ORDER BY due_at
"""
_THANK = """
    WITH queued AS (
        INSERT INTO deliveries (id, account_id, person_id, purpose, channel, template, parameters, state, attempt, due_at,
                                created_at)
        SELECT c.id, $1, c.person_id, 'thanks', 'email', 'thanks_for_work', '{}'::jsonb, 'pending', 0, c.due_at, $2
        FROM unnest($3::uuid[], $4::uuid[], $5::timestamptz[]) AS c (id, person_id, due_at)
        JOIN people p ON p.account_id = $1 AND p.id = c.person_id
        WHERE NOT EXISTS (SELECT FROM deliveries d WHERE d.account_id = $1 AND d.person_id = c.person_id
                          AND d.purpose = 'thanks' AND d.state <> 'recalled'
                          AND d.created_at > $2::timestamptz - interval '14 days')
        RETURNING due_at
    )
    SELECT due_at, count(*) AS people FROM queued GROUP BY due_at ORDER BY due_at
"""


async def ask_next_steps(actor: Actor) -> int:
    """
    Ask those who are free, and whom something besides a shift is worth asking, at most two in a hundred a day (at least
    twenty), those first who waited longest; whom nothing is worth asking, and who helped lately, is thanked.

    For the system, daily, after shifts were asked for. Returns how many were asked. Caps are exact: the same accounts of
    attention are locked, in order, as for shifts. What is decided about whom is kept first. Raises NotAllowed.
    """
    if not actor.system:
        raise NotAllowed
    async with work.unit_of_work(actor), work.patiently():
        now, most = clock.now(), most_a_day(await work.fetch_value(_PEOPLE, actor.account_id))
        told = await load_told(actor.account_id)
        planned = await plan_next_steps(actor.account_id, told)
        most_now = max(0, most - await _asked_today(actor, now))
    if not planned:
        return 0
    _take_turns([each for each in planned if each.step], most_now)
    seed = secrets.randbits(SEED_BITS)
    draw_kinds(planned, told, seed)
    round_id = await keep_step_round(actor, planned, most=most_now, decided_at=now, seed=seed)
    reasons = await reasons_for(actor.account_id, [each for each in planned if each.decision is Decision.ASKED])
    asked = sum([await _ask(actor, page, reasons, round_id, most) for page in _pages(planned, Decision.ASKED)])
    for page in _pages(planned, Decision.THANKED):
        await _thank(actor, page)
    return asked


def _take_turns(could: Sequence[Planned], most: int) -> None:
    """Of those whom something is worth asking, some are asked, and others on another day."""
    turn = set(whose_turn([each.waited for each in could], most))
    for number, each in enumerate(could):
        each.decision = Decision.ASKED if number in turn else Decision.OTHERS_TURN


def _pages(planned: Sequence[Planned], decision: Decision) -> list[list[Planned]]:
    """In the order of ids, as everybody locks people."""
    rows = sorted((each for each in planned if each.decision is decision), key=lambda each: each.person_id)
    return [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]


async def _asked_today(actor: Actor, now: datetime) -> int:
    return int(await work.fetch_value(_TODAY, actor.account_id, now - DAY))


async def _ask(actor: Actor, page: list[Planned], reasons: dict[UUID, Reasons], round_id: UUID, most: int) -> int:
    person_ids = [each.person_id for each in page]
    await open_accounts(actor.account_id, person_ids)
    async with work.unit_of_work(actor):
        await work.execute(_ONE_AT_A_TIME, actor.account_id)
        now = await database_clock.now()
        left = max(0, most - await _asked_today(actor, now))
        free = [page[number] for number in await lock_free(actor.account_id, person_ids, now)][:left]
        steps = [(each, each.step) for each in free if each.step]
        due = await work.fetch(_ASK, actor.account_id, now, round_id, *_columns(steps, reasons, now))
        await _announce(actor, due)
        if due:
            await audit.record(actor, "ask.choose", "ask", None)
    return sum(row["people"] for row in due)


def _columns(steps: Sequence[tuple[Planned, NextStep]], reasons: dict[UUID, Reasons], now: datetime) -> list[list[Any]]:
    """What `_ASK` takes from its fourth parameter on."""
    return [
        ids.new_ids(len(steps)),
        ids.new_ids(len(steps)),
        [each.person_id for each, _ in steps],
        [KIND_OF[step.subject].value for _, step in steps],
        [step.subject.value for _, step in steps],
        [orjson.dumps(reasons[each.person_id]).decode() for each, _ in steps],
        [step.value for _, step in steps],
        [step.chance for _, step in steps],
        [clock.local_date(now, each.time_zone) for each, _ in steps],
        [next_allowed(now, each.time_zone) for each, _ in steps],
        [each.probability for each, _ in steps],
        [each.possible for each, _ in steps],
    ]


async def _thank(actor: Actor, page: list[Planned]) -> None:
    async with work.unit_of_work(actor):
        await work.execute(_ONE_AT_A_TIME, actor.account_id)
        now = await database_clock.now()
        columns = (
            ids.new_ids(len(page)),
            [row.person_id for row in page],
            [next_allowed(now, row.time_zone) for row in page],
        )
        await _announce(actor, await work.fetch(_THANK, actor.account_id, now, *columns))


async def _announce(actor: Actor, due: Sequence[Any]) -> None:
    for row in due:
        await outbox.enqueue("asks.deliver", account_id=actor.account_id, due_at=row["due_at"])
