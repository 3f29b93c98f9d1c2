"""Asks that were just written go to people first: a card for whoever comes next, and the message a day later (A8)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from models.asks.askers import anybody_asks, lock_askers
from models.asks.candidates import BY_MAIL, BY_PUSH, BY_TEXT, texting
from models.asks.personal_calls import MAY_BE_CALLED, SAID_OF_CALLS
from models.asks.recalling import recall
from models.asks.rules.routing import LEASE, Asked, Routed, lease_ends, route_asks
from models.asks.tables import AskRoute
from models.kernel import ids, outbox, work
from models.people.queries import AGREES, born_before
from models.people.rules.ages import ADULT

_WRITTEN = f"({BY_MAIL} OR $5 AND {BY_TEXT} OR {BY_PUSH})".format(born_before="$3")
# Whoever would rather be called comes before others.
_ASKED = f"""
    SELECT a.id AS ask_id, p.id AS person_id, p.team_id, p.region_path, p.language, p.time_zone, d.due_at,
           {MAY_BE_CALLED} AS by_leaders,
           coalesce({AGREES.format(purpose="'asks'", channel="'person'", born_before="$3")}, FALSE)
               AND (p.birth_year IS NULL OR p.birth_year < $4) AS by_teammates,
           (SELECT array_agg(c.asker_person_id) FROM ask_cards c WHERE c.account_id = $1 AND c.ask_id = a.id) AS had_by,
           NOT coalesce({_WRITTEN}, FALSE) AS by_call_alone
    FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, number)
    JOIN asks a ON a.account_id = $1 AND a.id = o.id
    JOIN deliveries d ON d.account_id = $1 AND d.ask_id = o.id
    JOIN people p ON p.account_id = $1 AND p.id = a.person_id
    ORDER BY {SAID_OF_CALLS} DESC NULLS LAST, o.number
"""
_NOTE = """
    UPDATE asks a SET route = o.route FROM unnest($2::uuid[], $3::text[]) AS o (id, route)
    WHERE a.account_id = $1 AND a.id = o.id
"""
_PUT_OFF = """
    UPDATE deliveries SET due_at = due_at + $3::interval WHERE account_id = $1 AND ask_id = ANY($2::uuid[]) RETURNING due_at
"""
_GIVE = """
    INSERT INTO ask_cards (id, account_id, ask_id, person_id, asker_person_id, route, given_on, given_at, leased_until)
    SELECT o.id, $1, o.ask_id, o.person_id, o.asker_person_id, o.route, o.given_on, $9, o.leased_until
    FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::date[], $8::timestamptz[])
        AS o (id, ask_id, person_id, asker_person_id, route, given_on, leased_until)
"""

Given = tuple[Any, Routed, datetime]
"""Somebody who is asked (a row), who asks them, and when their message is due."""


async def give_cards(account_id: UUID, ask_ids: Sequence[UUID], now: datetime, *, by_call_alone: bool = False) -> int:
    """
    Give out, in the unit of work that wrote these asks (best first), what somebody can ask personally; returns how many.

    With `by_call_alone` only whom no message may reach: when it is urgent, everybody else is written to at once.

    At most three cards an asker and day, exactly: their rows are locked, after the accounts of attention, in order. Whom
    nobody calls and no message may reach is not asked after all.
    """
    if not await anybody_asks(account_id):
        return 0
    found = await load_asked(account_id, ask_ids, now)
    rows = [row for row in found if row["by_call_alone"]] if by_call_alone else found
    if not rows:
        return 0
    routed, days = await route(account_id, rows, now)
    pairs = list(zip(rows, routed, strict=True))
    routes = [_noted(row, each).value for row, each in pairs]
    await work.execute(_NOTE, account_id, [row["ask_id"] for row in rows], routes)
    if given := [(row, each, row["due_at"] + LEASE) for row, each in pairs if each.asker]:
        for due in await work.fetch(_PUT_OFF, account_id, [row["ask_id"] for row, _, _ in given], LEASE):
            await outbox.enqueue("asks.deliver", account_id=account_id, due_at=due["due_at"])
        await hand_out(account_id, given, days, now)
    if uncalled := [row["ask_id"] for row, each in pairs if _is_uncalled(row, each)]:
        await recall(account_id, "id = ANY($2::uuid[])", uncalled)
    return len(given)


async def load_asked(account_id: UUID, ask_ids: Sequence[UUID], now: datetime) -> list[Any]:
    """The people of these asks, with what decides who may call them, in the order in which cards are given."""
    return await work.fetch(_ASKED, account_id, list(ask_ids), born_before(now), now.year - ADULT, texting())


async def route(
    account_id: UUID, rows: Sequence[Any], now: datetime, after: Mapping[UUID, AskRoute] | None = None
) -> tuple[list[Routed], dict[UUID | None, date]]:
    """Who asks each of them, and the askers' local dates; `after`: by ask, the tier that let its card go by."""
    asked = [_asked(row, (after or {}).get(row["ask_id"])) for row in rows]
    askers, days = await lock_askers(account_id, sorted({each.team_id for each in asked if each.team_id}), now)
    return route_asks(asked, askers), days


async def hand_out(account_id: UUID, given: Sequence[Given], days: Mapping[UUID | None, date], now: datetime) -> None:
    """Write the cards, and what is to happen when their time is over; whoever got one is told."""
    ends = [lease_ends(now, due_at, each.further, row["time_zone"]) for row, each, due_at in given]
    await work.execute(
        _GIVE,
        account_id,
        ids.new_ids(len(given)),
        [row["ask_id"] for row, _, _ in given],
        [row["person_id"] for row, _, _ in given],
        [each.asker for _, each, _ in given],
        [each.route.value for _, each, _ in given],
        [days[each.asker] for _, each, _ in given],
        ends,
        now,
    )
    for end in sorted(set(ends)):
        await outbox.enqueue("asks.cards_over", account_id=account_id, due_at=end)
    askers = sorted({each.asker for _, each, _ in given if each.asker})
    await outbox.enqueue("asks.carded", account_id=account_id, person_ids=askers, at=now)


def _noted(row: Any, routed: Routed) -> AskRoute:
    return AskRoute.NO_CALLER if _is_uncalled(row, routed) else routed.route


def _is_uncalled(row: Any, routed: Routed) -> bool:
    return row["by_call_alone"] and routed.asker is None


def _asked(row: Any, after: AskRoute | None) -> Asked:
    return Asked(
        person_id=row["person_id"],
        team_id=row["team_id"],
        region_path=row["region_path"],
        language=row["language"],
        by_leaders=row["by_leaders"],
        by_teammates=row["by_teammates"],
        after=after,
        not_by=frozenset(row["had_by"] or ()),
    )
