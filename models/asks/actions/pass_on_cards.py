"""A card that nobody worked within its time climbs: teammate, team leader, organizer, and at last the message (`rules.md` A8)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from models.asks.give_cards import Given, hand_out, load_asked, route
from models.asks.rules.hours import next_allowed
from models.asks.tables import AskRoute, AskStatus
from models.kernel import database_clock, outbox, work
from models.kernel.actor import Actor

MOST = 1_000
"""So many at a time; those above are found by the next look."""

_OVER = """
    SELECT c.id, c.ask_id, c.asker_person_id, c.route, a.status,
           EXISTS (SELECT FROM deliveries d WHERE d.account_id = $1 AND d.ask_id = c.ask_id AND d.state = 'pending'
                   AND d.due_at > $2) AS waits
    FROM ask_cards c JOIN asks a ON a.account_id = c.account_id AND a.id = c.ask_id
    WHERE c.account_id = $1 AND c.leased_until <= $2 AND c.result IS NULL AND c.lapsed_at IS NULL
    ORDER BY a.id LIMIT $3 FOR NO KEY UPDATE OF a, c SKIP LOCKED
"""
_NOTE = "UPDATE ask_cards SET lapsed_at = $3 WHERE account_id = $1 AND id = ANY($2::uuid[])"
_COUNT = """
    UPDATE personal_askers k SET lapses = k.lapses + o.number FROM unnest($2::uuid[], $3::int2[]) AS o (person_id, number)
    WHERE k.account_id = $1 AND k.person_id = o.person_id
"""
_LET_GO = """
    UPDATE deliveries SET due_at = least(due_at, $3) WHERE account_id = $1 AND ask_id = $2 AND state = 'pending'
"""


async def pass_on_cards(actor: Actor) -> int:
    """
    Give on the cards of an account whose time is over without a result; returns how many went to somebody else.

    When the message is due does not change, but to sooner where nobody comes next: in all an ask waits a day at most. Who
    let a card go by, while it was still to be worked, has one lapse more. Idempotent.
    """
    now = await database_clock.now()
    async with work.unit_of_work(actor):
        over = await work.fetch(_OVER, actor.account_id, now, MOST)
        if not over:
            return 0
        await work.execute(_NOTE, actor.account_id, [row["id"] for row in over], now)
        await _count_lapses(actor.account_id, over)
        climbing = {row["ask_id"]: AskRoute(row["route"]) for row in over if _climbs(row)}
        return await _pass_on(actor.account_id, climbing, now) if climbing else 0


def _climbs(row: Any) -> bool:
    return bool(row["waits"]) and row["status"] == AskStatus.CHOSEN


async def _count_lapses(account_id: UUID, over: Sequence[Any]) -> None:
    """Not of what was answered or taken back meanwhile: there was nothing left to do."""
    undone = {AskStatus.CHOSEN, AskStatus.SENT}
    lapsed = Counter(row["asker_person_id"] for row in over if row["asker_person_id"] and row["status"] in undone)
    if lapsed:
        await work.execute(_COUNT, account_id, list(lapsed), list(lapsed.values()))


async def _pass_on(account_id: UUID, climbing: Mapping[UUID, AskRoute], now: datetime) -> int:
    rows = await load_asked(account_id, list(climbing), now)
    routed, days = await route(account_id, rows, now, climbing)
    given: list[Given] = [(row, each, row["due_at"]) for row, each in zip(rows, routed, strict=True) if each.asker]
    if given:
        await hand_out(account_id, given, days, now)
    taken = {row["ask_id"] for row, _, _ in given}
    for row in rows:
        if row["ask_id"] not in taken:
            await _let_message_go(account_id, row, now)
    return len(given)


async def _let_message_go(account_id: UUID, row: Any, now: datetime) -> None:
    due_at = next_allowed(now, row["time_zone"])
    await work.execute(_LET_GO, account_id, row["ask_id"], due_at)
    await outbox.enqueue("asks.deliver", account_id=account_id, due_at=due_at)
