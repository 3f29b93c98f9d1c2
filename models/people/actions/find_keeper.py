"""Who can take a newcomer on: the nearest willing greeter, the leader of their team, organizers up the region tree."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from models.kernel import clock, work
from models.kernel.actor import ORGANIZING
from models.kernel.search_keys import prefix_range
from models.people.rules.ages import ADULT, is_certainly_adult
from models.people.rules.greeters import HERE_FOR, SEEN_WITHIN, box_around, paths_outwards
from models.people.rules.greeting import BATCH, GreetingStage
from models.people.rules.greeting_clock import GreetingClock, Keeper
from models.people.tables import Person

_BATCHES = """
LEFT JOIN LATERAL (SELECT count(*) AS number FROM greeting_leases AS l
    WHERE l.account_id = p.account_id AND l.greeter_person_id = p.id AND l.closed_at IS NULL AND l.leased_until > $3
) AS batch ON true
"""
_FREE = "p.kind = 'volunteer' AND p.id <> $2 AND (p.paused_until IS NULL OR p.paused_until <= $3)"

_AROUND_HOME = "p.latitude BETWEEN $11 AND $12 AND p.longitude BETWEEN $13 AND $14"
_WITHIN = "p.region_path >= $11 AND p.region_path < $12"
_NEAREST = f"""
WITH able AS (
    SELECT p.id FROM people AS p
     WHERE p.account_id = $1 AND 'greeting' = ANY(p.willing) AND p.country = $4 AND {{area}}
       AND p.greeted_at IS NOT NULL AND p.confirmed_at <= $6 AND p.last_active_at >= $7 AND p.birth_year < $8
    UNION
    SELECT p.id FROM memberships AS m JOIN people AS p ON p.account_id = m.account_id AND p.id = m.person_id
     WHERE m.account_id = $1 AND m.role = 'team_leader' AND m.team_id IS NOT NULL AND m.ended_at IS NULL
       AND p.country = $4 AND {{area}}
)
SELECT p.id FROM people AS p JOIN able ON able.id = p.id {_BATCHES}
 WHERE p.account_id = $1 AND {_FREE} AND batch.number < {BATCH}
   AND NOT EXISTS (SELECT FROM greeting_steps AS s
                    WHERE s.account_id = $1 AND s.person_id = $2 AND s.greeter_person_id = p.id)
 ORDER BY p.language <> $5,
          round(111 * sqrt((p.latitude - $9::float8) ^ 2
                         + ((p.longitude - $10::float8) * cos(radians($9::float8))) ^ 2)) NULLS LAST,
          batch.number, p.id
 LIMIT 1
"""

_LEADER = f"""
SELECT p.id FROM memberships AS m JOIN people AS p ON p.account_id = m.account_id AND p.id = m.person_id
 WHERE m.account_id = $1 AND m.team_id = $4 AND m.role = 'team_leader' AND m.ended_at IS NULL AND {_FREE}
   AND p.id IS DISTINCT FROM $5
 ORDER BY m.created_at, p.id LIMIT 1
"""
_ORGANIZER = f"""
SELECT p.id, m.region_path
  FROM memberships AS m JOIN people AS p ON p.account_id = m.account_id AND p.id = m.person_id
  LEFT JOIN LATERAL (SELECT count(*) AS number FROM greeting_leases AS l
      WHERE l.account_id = p.account_id AND l.greeter_person_id = p.id AND l.closed_at IS NULL) AS duties ON true
 WHERE m.account_id = $1 AND m.role = ANY($4::text[]) AND m.team_id IS NULL AND m.ended_at IS NULL AND {_FREE}
   AND starts_with($5, m.region_path) AND p.id IS DISTINCT FROM $6 AND length(m.region_path) < $7
 ORDER BY length(m.region_path) DESC, duties.number, p.id LIMIT 1
"""
_ANY_LENGTH = 1000


async def find_keeper(person: Person, at: GreetingClock, *, climb: bool) -> Keeper | None:
    """
    Who comes next for a newcomer; None if there is nobody. With `climb` somebody further up than the owner they have,
    else somebody at the same stage, or if there is none, above. Never whom they have now.
    """
    if at.stage is GreetingStage.GREETER and not climb:
        found = await _nearest_greeter(person)
        if found is not None:
            return Keeper(found, GreetingStage.GREETER)
    if at.stage is GreetingStage.GREETER or (at.stage is GreetingStage.TEAM_LEADER and not climb):
        found = await _team_leader(person, at.owner)
        if found is not None:
            return Keeper(found, GreetingStage.TEAM_LEADER)
    return await _organizer(person, at, climb=climb)


async def _nearest_greeter(person: Person) -> UUID | None:
    """
    The nearest greeter with room in their batch: first around the newcomer's home, then by region path, out to the country.

    Their language comes before distance. Greeters were greeted themselves, are known to be adults, and have been here and
    active for a while: whoever just signed up is shown nobody's phone number. Minors are greeted by leaders and organizers.
    """
    now = clock.now()
    if person.birth_year is not None and not is_certainly_adult(person.birth_year, now.date()):
        return None
    areas: list[tuple[str, Sequence[Any]]] = [
        (_WITHIN, prefix_range(path)) for path in paths_outwards(person.region_path)
    ]
    if person.latitude is not None and person.longitude is not None:
        areas.insert(0, (_AROUND_HOME, box_around(person.latitude, person.longitude)))
    for area, bounds in areas:
        found: UUID | None = await work.fetch_value(_NEAREST.format(area=area), *_wanted(person, now), *bounds)
        if found is not None:
            return found
    return None


def _wanted(person: Person, now: datetime) -> tuple[Any, ...]:
    since, seen, born_before = now - HERE_FOR, now - SEEN_WITHIN, now.year - ADULT
    home = person.latitude, person.longitude
    return *_about(person, now), person.country, person.language, since, seen, born_before, *home


async def _team_leader(person: Person, owner: UUID | None) -> UUID | None:
    if person.team_id is None:
        return None
    found: UUID | None = await work.fetch_value(_LEADER, *_about(person, clock.now()), person.team_id, owner)
    return found


async def _organizer(person: Person, at: GreetingClock, *, climb: bool) -> Keeper | None:
    """An organizer of the smallest region that has one; for who has an organizer already, of a larger one."""
    shorter_than = _ANY_LENGTH
    if at.scope_path is not None:
        shorter_than = len(at.scope_path) + (0 if climb else 1)
    row = await work.fetch_row(
        _ORGANIZER, *_about(person, clock.now()), list(ORGANIZING), person.region_path, at.owner, shorter_than
    )
    if row is None:
        return None
    first = at.scope_path is None or at.scope_path == row["region_path"]
    stage = GreetingStage.ORGANIZER if first else GreetingStage.REGION
    return Keeper(row["id"], stage, row["region_path"])


def _about(person: Person, now: datetime) -> tuple[Any, ...]:
    return person.account_id, person.id, now
