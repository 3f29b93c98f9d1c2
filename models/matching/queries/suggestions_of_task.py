"""Whom a task could use."""

from dataclasses import dataclass
from uuid import UUID

import orjson

from models.kernel import clock, paging, work
from models.kernel.actor import Actor
from models.matching import policy
from models.matching.rules import Reason
from models.people.visibility import visible_condition
from models.tasks.bound import FREE_PLACES
from models.tasks.qualified import QUALIFIED
from models.tasks.visibility import visible_task

_SUGGESTIONS = f"""
SELECT m.person_id, m.task_id, m.shift_id, m.rank, m.reserve, m.score, m.yes_chance, m.show_chance, m.distance_km, m.reasons
FROM matches m
JOIN task_match_runs r ON r.account_id = m.account_id AND r.task_id = m.task_id AND r.run_id = m.run_id
JOIN shifts s ON s.account_id = m.account_id AND s.id = m.shift_id
JOIN tasks t ON t.account_id = m.account_id AND t.id = m.task_id
JOIN people p ON p.account_id = m.account_id AND p.id = m.person_id
WHERE m.account_id = $1 AND m.task_id = $2 AND s.cancelled_at IS NULL AND s.starts_at > $3 AND {FREE_PLACES} > 0
  AND p.kind = 'volunteer' AND {QUALIFIED} AND (p.paused_until IS NULL OR p.paused_until <= s.starts_at)
  AND NOT EXISTS (
    SELECT FROM assignments a JOIN shifts other ON other.account_id = a.account_id AND other.id = a.shift_id
    WHERE a.account_id = m.account_id AND a.person_id = m.person_id
      AND (a.shift_id = m.shift_id
           OR (a.state = 'declined' AND other.task_id = m.task_id)
           OR (a.state IN ('accepted', 'confirmed', 'attended') AND other.cancelled_at IS NULL
               AND other.starts_at < s.ends_at AND other.ends_at > s.starts_at)))
"""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """
    A person for a shift: rank from 1 within the task, score 0 to 1, km if known, and why.

    `yes_chance` and `show_chance`, 0 to 1: that they say yes when asked, and that they come when they said so.
    """

    person_id: UUID
    task_id: UUID
    shift_id: UUID
    rank: int
    reserve: bool
    score: float
    yes_chance: float
    show_chance: float
    distance_km: float | None
    reasons: list[Reason]


async def suggestions_of_task(actor: Actor, task_id: UUID, first: int | None = None) -> list[Suggestion] | None:
    """
    The best people for a task by its latest run, of those whom the actor sees; without who has a part in the shift or
    something else at that time by now. None if the actor does not organize there. Raises NotFound, Invalid.
    """
    count = paging.ensure_first(first)
    task = await visible_task(actor, task_id)
    if not policy.may_read_matches(actor, task):
        return None
    seen, parameters = visible_condition(actor, 5)
    sql = f"{_SUGGESTIONS} AND {seen} ORDER BY m.rank LIMIT $4"
    rows = await work.fetch(sql, actor.account_id, task_id, clock.now(), count, *parameters)
    return [Suggestion(**{**row, "reasons": orjson.loads(row["reasons"])}) for row in rows]
