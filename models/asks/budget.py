"""What asks have cost somebody's attention, what answers gave back, and from when on they may be asked again: for themself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.asks.learning.recovery import LONGEST
from models.asks.past_silence import recovery_of
from models.asks.rules.attention import MONTH, REFUND, WEEK, PastAsk, Unheard, attention_left, when_free
from models.asks.rules.hours import next_allowed
from models.asks.rules.next_steps import Subject
from models.asks.tables import AskAnswer
from models.kernel import clock, work
from models.kernel.actor import Actor
from models.people.queries import me

_ASKS = """
    SELECT a.task_id, a.subject, a.answer, a.answered_at, coalesce(a.sent_at, a.chosen_at) AS reached_at, w.waits
    FROM asks a
    CROSS JOIN LATERAL (
        SELECT a.status = 'chosen' AND EXISTS (
            SELECT FROM deliveries d
            WHERE d.account_id = a.account_id AND d.ask_id = a.id AND d.state IN ('pending', 'attempting')) AS waits) AS w
    WHERE a.account_id = $1 AND a.person_id = $2 AND a.status <> 'recalled' AND coalesce(a.sent_at, a.chosen_at) > $3
    ORDER BY reached_at DESC, a.id DESC
"""


@dataclass(frozen=True, slots=True)
class AskCost:
    """One ask that reached somebody: the task or the `subject` it was for, what they said, and what it costs, in asks."""

    task_id: UUID | None
    subject: Subject | None
    asked_at: datetime
    answer: AskAnswer | None
    cost: float


@dataclass(frozen=True, slots=True)
class AttentionBudget:
    """
    Where somebody's attention stands: asks within seven and thirty days, after how many days one is forgotten, what is left in
    asks, and from when on they may be asked again (outside quiet hours, after a pause); None: now. `why`: what keeps us until
    then; None: a pause, or the night.
    """

    recovery_days: int
    in_week: int
    in_month: int
    waiting: int
    left: float
    free_at: datetime | None
    why: Unheard | None
    asks: Sequence[AskCost]


async def my_attention(actor: Actor) -> AttentionBudget:
    """The actor's own budget. Raises SignInRequired."""
    person, now = await me(actor), clock.now()
    recovery = await recovery_of(person.account_id)
    rows = await work.fetch(_ASKS, person.account_id, person.id, now - timedelta(days=LONGEST))
    reached = [row for row in rows if not row["waits"]]
    past = [PastAsk(row["reached_at"], row["answered_at"] is not None) for row in reached]
    free_at, why = when_free(past, recovery)
    until = max(filter(None, (free_at, person.paused_until, now)))
    allowed = next_allowed(until, person.time_zone)
    return AttentionBudget(
        recovery_days=recovery.days,
        in_week=sum(now - ask.asked_at < WEEK for ask in past),
        in_month=sum(now - ask.asked_at < MONTH for ask in past),
        waiting=len(rows) - len(reached),
        left=attention_left(past, now, recovery),
        free_at=allowed if allowed > now else None,
        why=why if free_at == until else None,
        asks=[_cost(row) for row in reached if now - row["reached_at"] < max(MONTH, recovery)],
    )


def _cost(row: Any) -> AskCost:
    answered = row["answered_at"] is not None
    answer = AskAnswer(row["answer"]) if row["answer"] else None
    subject = Subject(row["subject"]) if row["subject"] else None
    return AskCost(row["task_id"], subject, row["reached_at"], answer, 1 - REFUND * answered)
