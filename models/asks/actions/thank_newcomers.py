"""Newcomers who helped in their first month are thanked, half of them, by lot, in an organizer's name (G12)."""

from typing import Any
from uuid import UUID

from models.activity.queries import last_contributions
from models.asks.actions.send_service import queue_delivery
from models.asks.rules.hours import next_allowed
from models.asks.rules.lottery import CHANCE, FIRST_MONTH, is_drawn
from models.asks.tables import MessagePurpose, NewcomerThanks
from models.kernel import clock, database_clock, ids, outbox, work
from models.kernel.actor import Actor
from models.people.queries import people_with_consent
from models.people.tables import Channel, Purpose

PAGE = 500
_NEWCOMERS = """
SELECT person.id, person.ledger_id, person.time_zone, signer.person_id AS signer_id
  FROM people AS person
 CROSS JOIN LATERAL (
       SELECT name.person_id FROM thanks_signers AS name
         JOIN memberships AS role ON role.account_id = name.account_id AND role.person_id = name.person_id
        WHERE name.account_id = person.account_id AND role.ended_at IS NULL AND role.role IN ('organizer', 'admin')
          AND role.team_id IS NULL AND starts_with(person.region_path, role.region_path) AND name.person_id <> person.id
        ORDER BY length(role.region_path) DESC, name.person_id LIMIT 1) AS signer
 WHERE person.account_id = $1 AND person.created_at > $2 AND person.kind = 'volunteer' AND NOT person.holdout
   AND person.email IS NOT NULL
   AND NOT EXISTS (SELECT FROM newcomer_thanks AS known
                    WHERE known.account_id = person.account_id AND known.person_id = person.id)
   AND person.id > $3
 ORDER BY person.id LIMIT $4
"""
_LOCK = "SELECT id FROM people WHERE account_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR NO KEY UPDATE"


async def thank_newcomers(actor: Actor) -> int:
    """
    Draw the lot of every newcomer who has earned it by now and whom an organizer's name stands for; returns how many won.

    Earned: something that counts is on record, and they agree to mail. Each is drawn once, and what was drawn is kept with
    its chance. Idempotent; one page of people per transaction. System only.
    """
    won, after = 0, UUID(int=0)
    while rows := await work.fetch(_NEWCOMERS, actor.account_id, clock.now() - FIRST_MONTH, after, PAGE):
        won += await _draw(actor, rows)
        after = rows[-1]["id"]
    return won


async def _draw(actor: Actor, rows: list[Any]) -> int:
    did = await last_contributions(actor.account_id, [row["ledger_id"] for row in rows])
    earned = [row for row in rows if row["ledger_id"] in did]
    async with work.unit_of_work(actor):
        await work.fetch(_LOCK, actor.account_id, [row["id"] for row in earned])
        agreed = await people_with_consent(actor.account_id, [row["id"] for row in earned], Purpose.ASKS, Channel.EMAIL)
        drawn = await _drawn_already(actor.account_id, agreed)
        return sum([await _draw_one(actor, row) for row in earned if row["id"] in agreed - drawn])


async def _drawn_already(account_id: UUID, person_ids: set[UUID]) -> set[UUID]:
    """Those whom another run has drawn meanwhile: their rows are locked now, so that no more are."""
    rows: Any = await NewcomerThanks.filter(account_id=account_id, person_id__in=list(person_ids)).values_list(
        "person_id", flat=True
    )
    return set(rows)


async def _draw_one(actor: Actor, row: Any) -> bool:
    drawn = is_drawn(actor.account_id, row["id"])
    await NewcomerThanks.create(
        id=ids.new_id(),
        account_id=actor.account_id,
        person_id=row["id"],
        chance=CHANCE,
        drawn=drawn,
        signed_by=row["signer_id"] if drawn else None,
        drawn_at=clock.now(),
    )
    if drawn:
        due = next_allowed(await database_clock.now(), row["time_zone"])
        await queue_delivery(actor, row["id"], "thanks", MessagePurpose.THANKS, due)
        await outbox.enqueue("asks.deliver", account_id=actor.account_id, due_at=due)
    return drawn
