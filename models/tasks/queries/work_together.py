"""The latest shift that somebody worked in with others, and what all of them gave (`rules.md` G13)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from models.activity.queries.effective import COUNTS, VERDICT
from models.activity.tables import ActivityKind
from models.kernel import work

FEWEST_TOGETHER = 2

_LATEST = f"""
SELECT mine.person_id, latest.kind, latest.title, latest.on_day, logged.minutes, logged.quantity,
       (SELECT count(*) FROM assignments AS other
         WHERE other.account_id = $1 AND other.shift_id = latest.id AND other.state = 'attended') AS people
  FROM unnest($2::uuid[]) AS mine (person_id)
 CROSS JOIN LATERAL (
       SELECT shift.id, task.kind, task.title, (shift.starts_at AT TIME ZONE task.time_zone)::date AS on_day
         FROM assignments AS part
         JOIN shifts AS shift ON shift.account_id = part.account_id AND shift.id = part.shift_id
         JOIN tasks AS task ON task.account_id = shift.account_id AND task.id = shift.task_id
        WHERE part.account_id = $1 AND part.person_id = mine.person_id AND part.state = 'attended' AND shift.starts_at > $3
        ORDER BY shift.starts_at DESC, shift.id LIMIT 1) AS latest
 CROSS JOIN LATERAL (
       SELECT coalesce(sum(activity.minutes), 0)::bigint AS minutes, coalesce(sum(activity.quantity), 0)::bigint AS quantity
         FROM activities AS activity {VERDICT}
        WHERE activity.account_id = $1 AND activity.shift_id = latest.id
          AND activity.local_date BETWEEN latest.on_day - 1 AND latest.on_day + 1 AND {COUNTS}) AS logged
"""


@dataclass(frozen=True, slots=True)
class WorkTogether:
    """How many `people` were at a task on a day, and the minutes and the units (doors, calls …) that they logged for it."""

    kind: ActivityKind
    title: str
    on: date
    people: int
    minutes: int
    quantity: int


async def work_together(account_id: UUID, person_ids: Collection[UUID], since: datetime) -> dict[UUID, WorkTogether]:
    """By person: their latest shift since then, if others came, too."""
    rows = await work.fetch(_LATEST, account_id, list(person_ids), since)
    return {
        row["person_id"]: WorkTogether(
            ActivityKind(row["kind"]), row["title"], row["on_day"], row["people"], row["minutes"], row["quantity"]
        )
        for row in rows
        if row["people"] >= FEWEST_TOGETHER
    }
