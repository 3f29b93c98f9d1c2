"""Asks that were just written go to people first: a card for whoever comes next, and the message a day later (A8)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from models.asks.candidates import IS_SILENT
from models.asks.rules.routing import LEASE, MOST_CARDS, Asked, Asker, Routed, route_asks
from models.kernel import ids, outbox, work
from models.kernel.actor import Role
from models.people.queries import AGREES, born_before
from models.people.rules.ages import ADULT
from models.people.rules.greeters import HERE_FOR, SEEN_WITHIN

_ANYBODY = "SELECT EXISTS (SELECT FROM personal_askers WHERE account_id = $1)"
_ASKED = f"""
    SELECT a.id AS ask_id, p.id AS person_id, p.team_id, p.region_path, p.language,
           p.phone IS NOT NULL AND NOT {IS_SILENT.format(channel="'sms'")} AS by_leaders,
           coalesce({AGREES.format(purpose="'asks'", channel="'person'", born_before="$3")}, FALSE)
               AND (p.birth_year IS NULL OR p.birth_year < $4) AS by_teammates
    FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, number)
    JOIN asks a ON a.account_id = $1 AND a.id = o.id
    JOIN people p ON p.account_id = $1 AND p.id = a.person_id
    ORDER BY o.number
"""
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
    WHERE k.account_id = $1 AND p.kind = 'volunteer' AND (p.paused_until IS NULL OR p.paused_until <= $3)
      AND (p.team_id = ANY($2::uuid[]) OR role.lead IS NOT NULL OR role.organize IS NOT NULL)
    ORDER BY k.id FOR NO KEY UPDATE OF k
"""
_GIVEN = """
    SELECT c.asker_person_id, count(*) AS number
    FROM unnest($2::uuid[], $3::date[]) AS o (person_id, today)
    JOIN ask_cards c ON c.account_id = $1 AND c.asker_person_id = o.person_id AND c.given_on = o.today
    GROUP BY c.asker_person_id
"""
_NOTE = """
    UPDATE asks a SET route = o.route FROM unnest($2::uuid[], $3::text[]) AS o (id, route)
    WHERE a.account_id = $1 AND a.id = o.id
"""
_GIVE = """
    WITH given AS (
        SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::date[])
            AS o (id, ask_id, person_id, asker_person_id, route, given_on)
    ), cards AS (
        INSERT INTO ask_cards (id, account_id, ask_id, person_id, asker_person_id, route, given_on, given_at, leased_until)
        SELECT g.id, $1, g.ask_id, g.person_id, g.asker_person_id, g.route, g.given_on, $8, d.due_at + $9::interval
        FROM given g JOIN deliveries d ON d.account_id = $1 AND d.ask_id = g.ask_id
    )
    UPDATE deliveries d SET due_at = d.due_at + $9::interval FROM given g
    WHERE d.account_id = $1 AND d.ask_id = g.ask_id RETURNING d.due_at
"""


async def give_cards(account_id: UUID, ask_ids: Sequence[UUID], now: datetime) -> int:
    """
    Give out, in the unit of work that wrote these asks (best first), what somebody can ask personally; returns how many.

    At most three cards an asker and day, exactly: their rows are locked, after the accounts of attention, in order.
    """
    if not await work.fetch_value(_ANYBODY, account_id):
        return 0
    rows = await work.fetch(_ASKED, account_id, list(ask_ids), born_before(now), now.year - ADULT)
    asked = [_asked(row) for row in rows]
    askers, days = await _lock_askers(account_id, sorted({each.team_id for each in asked if each.team_id}), now)
    routed = route_asks(asked, askers)
    await work.execute(_NOTE, account_id, [row["ask_id"] for row in rows], [each.route.value for each in routed])
    found = [(row, each) for row, each in zip(rows, routed, strict=True) if each.asker]
    if found:
        await _give(account_id, found, days, now)
    return len(found)


async def _lock_askers(
    account_id: UUID, team_ids: list[UUID], now: datetime
) -> tuple[list[Asker], dict[UUID | None, Any]]:
    limits = now.year - ADULT, now - HERE_FOR, now - SEEN_WITHIN, Role.TEAM_LEADER.value
    rows = await work.fetch(_ASKERS, account_id, team_ids, now, *limits)
    days: dict[UUID | None, Any] = {row["person_id"]: row["today"] for row in rows}
    given = await work.fetch(_GIVEN, account_id, list(days), list(days.values()))
    number = {row["asker_person_id"]: row["number"] for row in given}
    return [_asker(row, MOST_CARDS - number.get(row["person_id"], 0)) for row in rows], days


async def _give(account_id: UUID, found: list[tuple[Any, Routed]], days: dict[UUID | None, Any], now: datetime) -> None:
    due = await work.fetch(
        _GIVE,
        account_id,
        ids.new_ids(len(found)),
        [row["ask_id"] for row, _ in found],
        [row["person_id"] for row, _ in found],
        [each.asker for _, each in found],
        [each.route.value for _, each in found],
        [days[each.asker] for _, each in found],
        now,
        LEASE,
    )
    for due_at in sorted({row["due_at"] for row in due}):
        await outbox.enqueue("asks.deliver", account_id=account_id, due_at=due_at)
    askers = sorted({each.asker for _, each in found if each.asker})
    await outbox.enqueue("asks.carded", account_id=account_id, person_ids=askers, at=now)


def _asked(row: Any) -> Asked:
    names = ("person_id", "team_id", "region_path", "language", "by_leaders", "by_teammates")
    return Asked(*(row[name] for name in names))


def _asker(row: Any, left: int) -> Asker:
    return Asker(
        person_id=row["person_id"],
        language=row["language"],
        left=left,
        team_id=row["team_id"],
        lead=frozenset(row["lead"] or ()),
        organize=tuple(row["organize"] or ()),
    )
