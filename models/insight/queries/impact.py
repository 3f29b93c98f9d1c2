"""What came of what somebody did (`rules.md` G13): whom it helped, as far as it is on record."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from models.activity.queries.effective import COUNTS, VERDICT
from models.activity.tables import ActivityKind
from models.kernel import clock, work
from models.kernel.actor import Actor
from models.people.policy import ensure_signed_in

BACK = timedelta(days=60)
FEWEST_TOGETHER = 2

_TOGETHER = f"""
WITH latest AS (
    SELECT shift.account_id, shift.id, task.kind, task.title,
           (shift.starts_at AT TIME ZONE task.time_zone)::date AS on_day
      FROM assignments AS mine
      JOIN shifts AS shift ON shift.account_id = mine.account_id AND shift.id = mine.shift_id
      JOIN tasks AS task ON task.account_id = shift.account_id AND task.id = shift.task_id
     WHERE mine.account_id = $1 AND mine.person_id = $2 AND mine.state = 'attended' AND shift.starts_at > $3
     ORDER BY shift.starts_at DESC, shift.id LIMIT 1
)
SELECT latest.kind, latest.title, latest.on_day, logged.minutes, logged.quantity,
       (SELECT count(*) FROM assignments AS other
         WHERE other.account_id = latest.account_id AND other.shift_id = latest.id AND other.state = 'attended') AS people
  FROM latest CROSS JOIN LATERAL (
       SELECT coalesce(sum(activity.minutes), 0)::bigint AS minutes, coalesce(sum(activity.quantity), 0)::bigint AS quantity
         FROM activities AS activity {VERDICT}
        WHERE activity.account_id = latest.account_id AND activity.shift_id = latest.id
          AND activity.local_date BETWEEN latest.on_day - 1 AND latest.on_day + 1 AND {COUNTS}) AS logged
"""
_WELCOMED = """
SELECT count(*) AS people, count(*) FILTER (WHERE person.last_active_at > lease.recorded_at) AS came
  FROM greeting_leases AS lease
  JOIN people AS person ON person.account_id = lease.account_id AND person.id = lease.person_id
 WHERE lease.account_id = $1 AND lease.greeter_person_id = $2 AND lease.leased_until > $3 AND lease.result = 'reached'
"""
_INVITED = """
SELECT count(DISTINCT ask.person_id) AS people, count(DISTINCT ask.person_id) FILTER (WHERE part.id IS NOT NULL) AS came
  FROM asks AS ask
  LEFT JOIN assignments AS part ON part.account_id = ask.account_id AND part.shift_id = ask.shift_id
       AND part.person_id = ask.person_id AND part.state = 'attended'
 WHERE ask.account_id = $1 AND ask.asked_by = $2 AND ask.chosen_at > $3 AND ask.answer = 'yes'
"""


class ImpactKind(StrEnum):
    """Of what something came."""

    TOGETHER = "together"
    WELCOMED = "welcomed"
    INVITED = "invited"


@dataclass(frozen=True, slots=True)
class Impact:
    """
    What came of something: `came` of `people`. For a shift that many did together both are those who were there, with
    its kind and day, and the minutes and the units (doors, calls …) that they logged for it.
    """

    kind: ImpactKind
    people: int
    came: int
    work: ActivityKind | None = None
    title: str = ""
    on: date | None = None
    minutes: int = 0
    quantity: int = 0


async def impact_of_me(actor: Actor) -> list[Impact]:
    """
    What came of the actor's work in the last 60 days; nothing that says "nobody" (A9: never mention a zero).

    Their latest shift with others; newcomers whom they welcomed and who helped since; people who were asked in their
    name, said yes and came. Raises SignInRequired.
    """
    mine = (actor.account_id, ensure_signed_in(actor), clock.now() - BACK)
    together = [_together(row) for row in await work.fetch(_TOGETHER, *mine) if row["people"] >= FEWEST_TOGETHER]
    return [
        *together,
        *await _came(ImpactKind.WELCOMED, _WELCOMED, mine),
        *await _came(ImpactKind.INVITED, _INVITED, mine),
    ]


def _together(row: Any) -> Impact:
    return Impact(
        ImpactKind.TOGETHER,
        row["people"],
        row["people"],
        ActivityKind(row["kind"]),
        row["title"],
        row["on_day"],
        row["minutes"],
        row["quantity"],
    )


async def _came(kind: ImpactKind, statement: str, mine: tuple[UUID, Any, Any]) -> list[Impact]:
    return [Impact(kind, row["people"], row["came"]) for row in await work.fetch(statement, *mine) if row["came"]]
