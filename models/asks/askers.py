"""Those who offered to ask people personally: locked, with the room that they have today."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from models.asks.rules.routing import MOST_CARDS, MOST_LAPSES, Asker
from models.kernel import work
from models.kernel.actor import Role
from models.people.rules.ages import ADULT
from models.people.rules.greeters import HERE_FOR, SEEN_WITHIN

_ANYBODY = "SELECT EXISTS (SELECT FROM personal_askers WHERE account_id = $1)"
# Teammates are shown a number under the same conditions as greeters are; leaders and organizers by their role.
_ASKERS = """
    SELECT k.id, p.id AS person_id, p.language,
           CASE WHEN p.birth_year < $4 AND p.confirmed_at <= $5 AND p.last_active_at >= $6 THEN p.team_id END AS team_id,
           role.lead, role.organize, ($3 AT TIME ZONE p.time_zone)::date AS today
    FROM personal_askers k
    JOIN people p ON p.account_id = k.account_id AND p.id = k.person_id
    CROSS JOIN LATERAL (
        SELECT array_agg(m.team_id) FILTER (WHERE m.role = $7 AND m.team_id = ANY($2::uuid[])) AS lead,
               array_agg(m.region_path) FILTER (WHERE m.role <> $7 AND m.team_id IS NULL) AS organize
        FROM memberships m
        WHERE m.account_id = k.account_id AND m.person_id = k.person_id AND m.ended_at IS NULL
          AND m.role IN ($7, 'organizer', 'admin')) AS role
    WHERE k.account_id = $1 AND k.lapses < $8 AND p.kind = 'volunteer' AND (p.paused_until IS NULL OR p.paused_until <= $3)
      AND (p.team_id = ANY($2::uuid[]) OR role.lead IS NOT NULL OR role.organize IS NOT NULL)
    ORDER BY k.id FOR NO KEY UPDATE OF k
"""
_GIVEN = """
    SELECT c.asker_person_id, count(*) AS number
    FROM unnest($2::uuid[], $3::date[]) AS o (person_id, today)
    JOIN ask_cards c ON c.account_id = $1 AND c.asker_person_id = o.person_id AND c.given_on = o.today
    GROUP BY c.asker_person_id
"""


async def anybody_asks(account_id: UUID) -> bool:
    """Whether anybody of the account offered to."""
    return bool(await work.fetch_value(_ANYBODY, account_id))


async def lock_askers(
    account_id: UUID, team_ids: Sequence[UUID], now: datetime
) -> tuple[list[Asker], dict[UUID | None, date]]:
    """Who may be given cards for people of these teams, or of a region, and their local dates: their rows are locked, in order."""
    limits = now.year - ADULT, now - HERE_FOR, now - SEEN_WITHIN, Role.TEAM_LEADER.value, MOST_LAPSES
    rows = await work.fetch(_ASKERS, account_id, list(team_ids), now, *limits)
    days: dict[UUID | None, date] = {row["person_id"]: row["today"] for row in rows}
    given = await work.fetch(_GIVEN, account_id, list(days), list(days.values()))
    number = {row["asker_person_id"]: row["number"] for row in given}
    return [_asker(row, MOST_CARDS - number.get(row["person_id"], 0)) for row in rows], days


def _asker(row: Any, left: int) -> Asker:
    return Asker(
        person_id=row["person_id"],
        language=row["language"],
        left=left,
        team_id=row["team_id"],
        lead=frozenset(row["lead"] or ()),
        organize=tuple(row["organize"] or ()),
    )
