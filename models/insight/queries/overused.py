"""Who gives too much, as far as an actor sees people."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson

from models.insight.rules.strain import Strain, Worked, strains
from models.kernel import clock, work
from models.kernel.actor import Actor
from models.matching.rules.limits import WEEKLY_MINUTES
from models.people.policy import ensure_may_read_people
from models.people.visibility import visible_condition

MOST = 50

# Counted once each, whatever the planner believes of tables that it has no statistics of yet.
_BUSY = """
WITH doing AS MATERIALIZED (
    SELECT a.person_id, json_agg(json_build_array(s.starts_at, s.ends_at, (s.starts_at AT TIME ZONE t.time_zone)::date)) AS shifts
    FROM assignments a
    JOIN shifts s ON s.account_id = a.account_id AND s.id = a.shift_id
    JOIN tasks t ON t.account_id = s.account_id AND t.id = s.task_id
    WHERE a.account_id = $1 AND a.state IN ('accepted', 'confirmed', 'attended') AND s.cancelled_at IS NULL
      AND s.starts_at > $2::timestamptz - interval '7 days' AND s.starts_at < $2::timestamptz + interval '7 days'
    GROUP BY 1
), asked AS MATERIALIZED (
    SELECT person_id, count(*) AS asks, count(answered_at) AS answered
    FROM asks WHERE account_id = $1 AND sent_at > $2::timestamptz - interval '30 days' GROUP BY 1
)
SELECT p.id, p.time_zone, coalesce(p.weekly_minutes, $3) AS weekly_minutes, coalesce(doing.shifts, '[]') AS shifts,
       coalesce(asked.asks, 0) AS asks, coalesce(asked.answered, 0) AS answered
FROM people p LEFT JOIN doing ON doing.person_id = p.id LEFT JOIN asked ON asked.person_id = p.id
WHERE p.account_id = $1 AND p.kind = 'volunteer' AND (doing.person_id IS NOT NULL OR asked.person_id IS NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class Overused:
    """Somebody with the signs of giving too much."""

    person_id: UUID
    strains: list[Strain]


async def overused_people(actor: Actor) -> list[Overused]:
    """
    Up to 50 of the people whom the actor sees, those with the most signs first. Raises NotAllowed, SignInRequired.
    """
    ensure_may_read_people(actor)
    seen, parameters = visible_condition(actor, 4)
    now = clock.now()
    rows = await work.fetch(f"{_BUSY} AND {seen} ORDER BY p.id", actor.account_id, now, WEEKLY_MINUTES, *parameters)
    found = [Overused(row["id"], _strains(row, now)) for row in rows]
    found = [each for each in found if each.strains]
    return sorted(found, key=lambda each: (-len(each.strains), each.person_id))[:MOST]


def _strains(row: Any, now: datetime) -> list[Strain]:
    today = now.astimezone(ZoneInfo(row["time_zone"])).date()
    return strains(_shifts(row["shifts"]), row["weekly_minutes"], row["asks"], row["answered"], today)


def _shifts(text: str) -> list[Worked]:
    return [
        Worked(datetime.fromisoformat(start), datetime.fromisoformat(end), date.fromisoformat(on))
        for start, end, on in orjson.loads(text)
    ]
