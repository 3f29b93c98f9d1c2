"""Ask a batch of people: decided and written under the locks of shifts and of accounts of attention."""

from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np

from models.asks.attention_accounts import lock_free, open_accounts
from models.asks.candidates import BY_MAIL, Candidates, texting
from models.asks.give_cards import give_cards
from models.asks.invitations import lock_wanted
from models.asks.learning.arms import circumstances, due_times
from models.asks.learning.dimensions import AskDimension
from models.asks.learning.drawing import Policy
from models.asks.open_arms import read_open_arms
from models.asks.rules.choice import LEAST_CHANCE, PATIENCE, Integers
from models.asks.terms import ORDINARY, Terms
from models.asks.urgent_cover import lock_free_urgently
from models.kernel import audit, clock, database_clock, ids, outbox, work
from models.kernel.actor import Actor
from models.people.queries import born_before

_BY_TEXT_ALONE = f"""
$20 AND NOT EXISTS (SELECT FROM people p WHERE p.account_id = $1 AND p.id = c.person_id AND {BY_MAIL.format(born_before="$21")})
"""
_ASK = """
    WITH chosen AS (
        SELECT * FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::uuid[], $10::float8[],
                             $11::float8[], $12::date[], $13::timestamptz[], $14::int2[], $15::float8[], $16::int2[],
                             $23::int8[])
            AS c (id, delivery_id, person_id, task_id, shift_id, run_id, score, chance, chosen_on, due_at, arm, probability,
                  possible_arms, arm_chances)
    ), asked AS (
        INSERT INTO asks (id, account_id, person_id, kind, task_id, shift_id, reasons, score, chance, probability, status,
                          asked_by, chosen_on, chosen_at, corrected, round_id, arm, possible_arms, appeal_id,
                          arm_chances, missed_arms)
        SELECT c.id, $1, c.person_id, 'shift', c.task_id, c.shift_id, m.reasons, c.score, c.chance, c.probability, 'chosen', $2,
               c.chosen_on, $3, '{}', $19, c.arm, c.possible_arms, $22, c.arm_chances, 0
        FROM chosen c
        JOIN task_match_runs r ON r.account_id = $1 AND r.task_id = c.task_id AND r.run_id = c.run_id
        JOIN matches m ON m.account_id = $1 AND m.run_id = c.run_id AND m.shift_id = c.shift_id
                      AND m.person_id = c.person_id
        ON CONFLICT DO NOTHING
        RETURNING id, person_id, shift_id, chance
    ), queued AS (
        INSERT INTO deliveries (id, account_id, person_id, purpose, channel, ask_id, template, parameters, state, attempt,
                                due_at, created_at)
        SELECT c.delivery_id, $1, c.person_id, 'ask', CASE WHEN {WAY} THEN 'sms' ELSE 'email' END, c.id, 'ask',
               CASE WHEN c.arm & {RATHER_BY_MAIL} <> 0 THEN '{"rather": "email"}'::jsonb ELSE '{}'::jsonb END,
               'pending', 0, c.due_at, $3
        FROM asked JOIN chosen c ON c.id = asked.id
        RETURNING due_at
    ), debited AS (
        UPDATE attention a SET waiting = a.waiting + 1 FROM asked
        WHERE a.account_id = $1 AND a.person_id = asked.person_id
    ), invited AS (
        UPDATE shift_invitations i SET brings = i.brings + new.brings, recount_at = least(i.recount_at, $3 + $18::interval)
        FROM (SELECT shift_id, sum(greatest(chance, $17)) AS brings FROM asked GROUP BY shift_id) AS new
        WHERE i.account_id = $1 AND i.shift_id = new.shift_id
    )
    SELECT due_at, count(*) AS people FROM queued GROUP BY due_at ORDER BY due_at
""".replace("{WAY}", _BY_TEXT_ALONE).replace("{RATHER_BY_MAIL}", str(AskDimension.CHANNEL.bit))


async def ask_people(
    actor: Actor, candidates: Candidates, rows: Integers, round_id: UUID, policy: Policy, terms: Terms = ORDINARY
) -> int:
    """
    Ask for these rows of the candidates, a row for each person, who may still be asked on these terms.

    How each is asked is drawn last, by the policy; whom somebody can ask personally, that one is given first.
    Returns how many were: their asks name the round.
    """
    await open_accounts(actor.account_id, candidates.person_ids(rows[candidates.strangers[rows]]))
    async with work.unit_of_work(actor):
        wanted = await _lock_wanted(actor.account_id, candidates, rows, terms)
        person_ids = candidates.person_ids(rows)
        now = await database_clock.now()
        lock = lock_free_urgently if terms.urgent else lock_free
        free = rows[await lock(actor.account_id, person_ids, now)]
        chosen = free[candidates.choose(free, wanted)]
        if not len(chosen):
            return 0
        open_arms = await _open_arms(actor.account_id, candidates, chosen, now, terms)
        return await _ask(actor, _columns(candidates, chosen, now, policy, terms, open_arms), now, round_id, terms)


async def _lock_wanted(account_id: UUID, candidates: Candidates, rows: Integers, terms: Terms) -> list[float]:
    shift_ids = [candidates.openings[shift].shift_id for shift in sorted(set(candidates.shifts[rows].tolist()))]
    wanted = await lock_wanted(account_id, shift_ids, terms.patience)
    return [wanted.get(opening.shift_id, 0.0) for opening in candidates.openings]


async def _ask(actor: Actor, columns: list[list[Any]], now: datetime, round_id: UUID, terms: Terms) -> int:
    due = await work.fetch(
        _ASK,
        actor.account_id,
        actor.person_id,
        now,
        *columns[:-1],
        LEAST_CHANCE,
        PATIENCE,
        round_id,
        texting(),
        born_before(now),
        terms.appeal_id,
        columns[-1],
    )
    for row in due:
        await outbox.enqueue("asks.deliver", account_id=actor.account_id, due_at=row["due_at"])
    if due:
        await give_cards(actor.account_id, columns[0], now, by_call_alone=terms.urgent)
        await audit.record(actor, "ask.choose", "ask", None)
    return sum(row["people"] for row in due)


async def _open_arms(account_id: UUID, candidates: Candidates, rows: Integers, now: datetime, terms: Terms) -> Integers:
    """But for the hour: in which dimensions a lot may be drawn."""
    divisible = np.array([opening.divisible for opening in candidates.openings])[candidates.shifts[rows]]
    found = await read_open_arms(account_id, candidates.person_ids(rows), now)
    return np.asarray((found | divisible * AskDimension.SIZE.bit) & terms.drawn)


def _columns(
    candidates: Candidates, rows: Integers, now: datetime, policy: Policy, terms: Terms, open_arms: Integers
) -> list[list[Any]]:
    """What `_ASK` takes from its fourth parameter on; the last column is its last parameter."""
    openings = [candidates.openings[shift] for shift in candidates.shifts[rows].tolist()]
    zones = [candidates.time_zones[zone] for zone in candidates.zones[rows].tolist()]
    days, due = {}, {}
    for zone in set(zones):
        days[zone], due[zone] = clock.local_date(now, zone), due_times(now, zone, at_once=terms.urgent)
    weekends = np.array([days[zone].isoweekday() > 5 for zone in zones], dtype=np.bool_)
    hours_open = np.array([len(due[zone]) > 1 for zone in zones], dtype=np.bool_)
    open_arms = open_arms | hours_open * AskDimension.HOUR.bit
    known = circumstances(candidates.chances[rows], weekends)
    drawn = policy.draw(candidates.ledger_ids[rows].tobytes(), open_arms, known)
    hours = (drawn.arms & AskDimension.HOUR.bit).tolist()
    return [
        ids.new_ids(len(rows)),
        ids.new_ids(len(rows)),
        candidates.person_ids(rows),
        [each.task_id for each in openings],
        [each.shift_id for each in openings],
        [each.run_id for each in openings],
        candidates.scores[rows].tolist(),
        candidates.chances[rows].tolist(),
        [days[zone] for zone in zones],
        [due[zone][hour] for zone, hour in zip(zones, hours, strict=True)],
        drawn.arms.tolist(),
        drawn.probability.tolist(),
        open_arms.tolist(),
        drawn.chances.tolist(),
    ]
