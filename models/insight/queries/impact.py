"""What came of what somebody did (`rules.md` G13): whom it helped, as far as it is on record."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from models.activity.tables import ActivityKind
from models.kernel import clock, work
from models.kernel.actor import Actor
from models.people.policy import ensure_signed_in
from models.tasks.queries import WorkTogether, work_together

BACK = timedelta(days=60)

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
    mine = account_id, person_id, since = (actor.account_id, ensure_signed_in(actor), clock.now() - BACK)
    together = await work_together(account_id, [person_id], since)
    return [
        *map(_together, together.values()),
        *await _came(ImpactKind.WELCOMED, _WELCOMED, mine),
        *await _came(ImpactKind.INVITED, _INVITED, mine),
    ]


def _together(found: WorkTogether) -> Impact:
    return Impact(
        ImpactKind.TOGETHER,
        found.people,
        found.people,
        found.kind,
        found.title,
        found.on,
        found.minutes,
        found.quantity,
    )


async def _came(kind: ImpactKind, statement: str, mine: tuple[UUID, Any, Any]) -> list[Impact]:
    return [Impact(kind, row["people"], row["came"]) for row in await work.fetch(statement, *mine) if row["came"]]
