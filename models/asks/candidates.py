"""Whom we could ask: current matches of open tasks, for people who agreed to be asked. Plain reads, before any lock."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from models.asks.rules.attention import MONTH, PastAsk
from models.asks.rules.choice import CHANCE_UNKNOWN, LEAD, LEAST_CHANCE, PATIENCE, Candidate, Declined
from models.asks.tables import AskAnswer
from models.kernel import clock, work
from models.people.queries import people_with_consent
from models.people.tables import Channel, Purpose
from models.tasks.bound import FREE_PLACES, still_missing
from models.tasks.qualified import QUALIFIED

_CANDIDATES = f"""
    SELECT m.person_id, m.task_id, m.shift_id, t.kind, m.score, t.urgency, s.starts_at,
           m.yes_chance * m.show_chance AS chance
    FROM matches m
    JOIN task_match_runs r ON r.account_id = m.account_id AND r.task_id = m.task_id AND r.run_id = m.run_id
    JOIN tasks t ON t.account_id = m.account_id AND t.id = m.task_id
    JOIN shifts s ON s.account_id = m.account_id AND s.id = m.shift_id
    JOIN people p ON p.account_id = m.account_id AND p.id = m.person_id
    WHERE m.account_id = $1 AND ($2::uuid IS NULL OR m.task_id = $2)
      AND t.status = 'open' AND s.cancelled_at IS NULL AND s.starts_at >= $3 AND {FREE_PLACES} > 0
      AND {QUALIFIED}
      AND p.kind = 'volunteer' AND NOT p.holdout AND p.email IS NOT NULL
      AND (p.paused_until IS NULL OR p.paused_until <= $4)
      AND NOT EXISTS (
        SELECT 1 FROM assignments a
        WHERE a.account_id = m.account_id AND a.shift_id = m.shift_id AND a.person_id = m.person_id
      )
"""

_OPEN_PLACES = """
    SELECT s.id, s.capacity, s.overbook, s.confirmed, s.expected,
           (SELECT coalesce(sum(greatest(a.chance, $5)), 0) FROM asks a
            WHERE a.account_id = s.account_id AND a.shift_id = s.id AND a.status IN ('chosen', 'sent')
              AND coalesce(a.sent_at, a.chosen_at) > $3) AS asked,
           (SELECT count(*) * $4::float8 FROM assignments a
            WHERE a.account_id = s.account_id AND a.shift_id = s.id AND a.state = 'invited' AND a.invited_at > $3) AS invited
    FROM shifts s WHERE s.account_id = $1 AND s.id = ANY($2::uuid[])
"""

_HISTORY = """
    WITH asked AS (
        SELECT person_id, answered_at IS NOT NULL AS answered,
               CASE WHEN status = 'chosen' AND EXISTS (
                        SELECT FROM deliveries d
                        WHERE d.account_id = asks.account_id AND d.ask_id = asks.id
                          AND d.state IN ('pending', 'attempting'))
                    THEN $3 ELSE coalesce(sent_at, chosen_at) END AS asked_at
        FROM asks WHERE account_id = $1 AND person_id = ANY($2::uuid[]) AND status <> 'recalled'
    )
    SELECT person_id, asked_at, answered FROM asked WHERE asked_at > $4
"""


async def load_candidates(account_id: UUID, task_id: UUID | None) -> list[Candidate]:
    """Everybody matched with a shift that still has places and lies at least three days ahead; of one task or of all."""
    now = clock.now()
    rows = await work.fetch(_CANDIDATES, account_id, task_id, now + LEAD, now)
    people = {row["person_id"] for row in rows}
    agreed = await people_with_consent(account_id, people, Purpose.ASKS, Channel.EMAIL)
    return [Candidate(**row) for row in rows if row["person_id"] in agreed]


async def load_wanted(account_id: UUID, shift_ids: Sequence[UUID]) -> dict[UUID, float]:
    """
    How many people who come are still to be asked for each shift, besides those whom open invitations bring.

    Whoever was silent for two days holds up nobody any more.
    """
    rows = await work.fetch(
        _OPEN_PLACES, account_id, list(shift_ids), clock.now() - PATIENCE, CHANCE_UNKNOWN, LEAST_CHANCE
    )
    return {row["id"]: _wanted(row) for row in rows}


def _wanted(row: Any) -> float:
    brought: float = row["asked"] + row["invited"]
    missing = still_missing(row["capacity"], row["overbook"], row["confirmed"], row["expected"])
    return max(0.0, missing - brought)


async def load_history(account_id: UUID, person_ids: Sequence[UUID], now: datetime) -> dict[UUID, list[PastAsk]]:
    """
    Each person's asks of the last 30 days, by when they reached them; what waits to be sent still, reaches them now.

    What was recalled before it was sent cost no attention.
    """
    history: dict[UUID, list[PastAsk]] = defaultdict(list)
    for row in await work.fetch(_HISTORY, account_id, list(person_ids), now, now - MONTH):
        history[row["person_id"]].append(PastAsk(row["asked_at"], row["answered"]))
    return history


async def load_declined(account_id: UUID, person_ids: Sequence[UUID]) -> dict[UUID, Declined]:
    """What each person said no to: any no stops that task, “not my thing” that kind of work (A12)."""
    rows = await work.fetch(
        """
        SELECT a.person_id, array_agg(a.task_id) AS task_ids,
               array_agg(t.kind) FILTER (WHERE a.answer = $3) AS kinds
        FROM asks a JOIN tasks t ON t.account_id = a.account_id AND t.id = a.task_id
        WHERE a.account_id = $1 AND a.person_id = ANY($2::uuid[]) AND a.answer <> $4
        GROUP BY a.person_id
        """,
        account_id,
        list(person_ids),
        AskAnswer.NOT_MY_THING.value,
        AskAnswer.YES.value,
    )
    return {row["person_id"]: _declined(row) for row in rows}


def _declined(row: Any) -> Declined:
    return Declined(frozenset(row["task_ids"]), frozenset(row["kinds"] or ()))
