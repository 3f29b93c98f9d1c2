"""Whom a newcomer can be handed to: those whom the actor sees, and who may be shown a newcomer's phone number."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.kernel import clock, work
from models.kernel.actor import Actor, Role
from models.people.policy import ensure_may_greet
from models.people.rules.ages import ADULT, is_certainly_adult
from models.people.rules.greeters import HERE_FOR, SEEN_WITHIN
from models.people.rules.greeting import BATCH
from models.people.tables import Person
from models.people.visibility import visible_condition

MOST = 20

_GREETERS = """
SELECT p.id, coalesce(held.role, 'volunteer') AS role, batch.number AS in_hand
  FROM people AS p
  LEFT JOIN LATERAL (SELECT m.role FROM memberships AS m
      WHERE m.account_id = p.account_id AND m.person_id = p.id AND m.ended_at IS NULL
        AND m.role IN ('team_leader', 'organizer', 'admin')
      ORDER BY array_position(ARRAY['admin', 'organizer', 'team_leader'], m.role::text) LIMIT 1) AS held ON true
  LEFT JOIN LATERAL (SELECT count(*) AS number FROM greeting_leases AS l
      WHERE l.account_id = p.account_id AND l.greeter_person_id = p.id AND l.closed_at IS NULL AND l.leased_until > $3
  ) AS batch ON true
 WHERE p.account_id = $1 AND p.kind = 'volunteer' AND p.id <> $2 AND (p.paused_until IS NULL OR p.paused_until <= $3)
   AND (held.role IS NOT NULL
        OR $4 AND 'greeting' = ANY(p.willing) AND p.greeted_at IS NOT NULL AND p.confirmed_at <= $5
           AND p.last_active_at >= $6 AND p.birth_year < $7)
"""
_NEAREST = """
 ORDER BY p.language <> $8,
          round(111 * sqrt((p.latitude - $9::float8) ^ 2
                         + ((p.longitude - $10::float8) * cos(radians($9::float8))) ^ 2)) NULLS LAST,
          batch.number, p.id
"""


@dataclass(frozen=True, slots=True)
class Greeter:
    """Somebody who can be given newcomers: their highest role, and how many they have in hand alone."""

    person: Person
    role: Role
    in_hand: int

    @property
    def has_room(self) -> bool:
        """Whether they can take one more."""
        return self.in_hand < BATCH


async def greeters_for(actor: Actor, newcomer: Person) -> list[Greeter]:
    """
    The 20 nearest whom the actor sees and who have room, those of the newcomer's language first.

    Leaders and organizers; and, for whom is not known to be a minor, those who like to greet, were greeted themselves, are
    known adults, and have been here and active for a while. Raises NotAllowed, SignInRequired.
    """
    ensure_may_greet(actor)
    seen, more = visible_condition(actor, 11)
    home = newcomer.language, newcomer.latitude, newcomer.longitude
    rows = await work.fetch(
        f"{_GREETERS} AND batch.number < {BATCH} AND {seen} {_NEAREST} LIMIT {MOST}", *_about(newcomer), *home, *more
    )
    people = {each.id: each for each in await Person.filter(id__in=[row["id"] for row in rows])}
    return [Greeter(people[row["id"]], Role(row["role"]), row["in_hand"]) for row in rows]


async def greeter_for(newcomer: Person, greeter: Person) -> Greeter | None:
    """Somebody as a greeter of a newcomer, room or not; None if they cannot be given this one."""
    row: Any = await work.fetch_row(f"{_GREETERS} AND p.id = $8", *_about(newcomer), greeter.id)
    return None if row is None else Greeter(greeter, Role(row["role"]), row["in_hand"])


def _about(newcomer: Person) -> tuple[UUID, UUID, Any, bool, Any, Any, int]:
    now = clock.now()
    volunteers = newcomer.birth_year is None or is_certainly_adult(newcomer.birth_year, now.date())
    return (
        newcomer.account_id,
        newcomer.id,
        now,
        volunteers,
        now - HERE_FOR,
        now - SEEN_WITHIN,
        now.year - ADULT,
    )
