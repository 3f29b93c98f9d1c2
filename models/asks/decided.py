"""What rounds of asking decided about somebody, and why: “why did I get this?”, “why did she not?”."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from models.asks.decision_pages import read_page
from models.asks.policy import may_ask
from models.asks.rules.attention import MONTH
from models.asks.rules.decisions import Decision
from models.asks.rules.next_steps import Subject
from models.asks.step_decisions import subject_of
from models.asks.tables import AskRoute
from models.kernel import clock, work
from models.kernel.actor import Actor
from models.kernel.bulk_reads import write_ids
from models.kernel.errors import NotFound, SignInRequired
from models.kernel.paging import Page, decode_cursor, encode_cursor, ensure_first, page_of, read_moment
from models.people.tables import Person
from models.people.visibility import visible_to

# A pseudonym is looked for as bytes in the one page of each round where it could be.
_ROUNDS = """
    SELECT r.id, r.decided_at, r.asked_by, r.shift_ids, p.*
    FROM ask_rounds r
    CROSS JOIN LATERAL (
        SELECT d.ledger_ids, d.shifts, d.decisions, d.hours, d.worth, d.chances FROM ask_decisions d
        WHERE d.account_id = r.account_id AND d.round_id = r.id AND d.first_ledger_id <= $2
        ORDER BY d.first_ledger_id DESC LIMIT 1) p
    WHERE r.account_id = $1 AND r.decided_at > $6
      AND (r.decided_at, r.id) <= ($4::timestamptz, $5::uuid) AND position($3 IN p.ledger_ids) > 0
    ORDER BY r.decided_at DESC, r.id DESC LIMIT $7
"""
_ASKED = """
    SELECT round_id, shift_id, route FROM asks WHERE account_id = $1 AND person_id = $2 AND round_id = ANY($3::uuid[])
"""
_TASKS = "SELECT id, task_id FROM shifts WHERE account_id = $1 AND id = ANY($2::uuid[])"
_BY_ROUTE: Mapping[AskRoute | None, Decision] = {
    None: Decision.ASKED,
    AskRoute.TEAMMATE: Decision.TO_TEAMMATE,
    AskRoute.TEAM_LEADER: Decision.TO_TEAM_LEADER,
    AskRoute.ORGANIZER: Decision.TO_ORGANIZER,
    AskRoute.NOBODY: Decision.NOBODY_TO_ASK,
    AskRoute.BUSY: Decision.ASKERS_BUSY,
    AskRoute.PRIVATE: Decision.NO_NUMBER,
    AskRoute.NO_CALLER: Decision.NO_CALLER,
}
_LATEST = (datetime.max.replace(tzinfo=UTC), UUID(int=(1 << 128) - 1), -1)


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """
    What one round decided about somebody and one shift; or, without a shift, one `subject`, None: anything at all.

    `until`: when what stands in the way is over, to the hour, if it was known. `asked_by`: the organizer who chose; None:
    the campaign's own round of the day.
    """

    decided_at: datetime
    round_id: UUID
    number: int
    asked_by: UUID | None
    task_id: UUID | None
    shift_id: UUID | None
    subject: Subject | None
    decision: Decision
    until: datetime | None


async def my_decisions(actor: Actor, first: int | None = None, after: str | None = None) -> Page[StoredDecision]:
    """What was decided about the actor within 30 days, newest first. Raises SignInRequired, Invalid."""
    if actor.person_id is None:
        raise SignInRequired
    return await _decisions(await Person.get(account_id=actor.account_id, id=actor.person_id), first, after)


async def decisions_about(
    actor: Actor, person_id: UUID, first: int | None = None, after: str | None = None
) -> Page[StoredDecision]:
    """The same about somebody whom the actor organizes. Raises NotFound, Invalid."""
    person = await visible_to(actor).get_or_none(id=person_id)
    if person is None or not may_ask(actor, person.region_path):
        raise NotFound("This person")
    return await _decisions(person, first, after)


async def _decisions(person: Person, first: int | None, after: str | None) -> Page[StoredDecision]:
    count = ensure_first(first)
    moment, round_id, number = decode_cursor(after, read_moment, UUID, int) if after else _LATEST
    pseudonym = person.ledger_id
    rounds = await work.fetch(
        _ROUNDS, person.account_id, pseudonym, pseudonym.bytes, moment, round_id, clock.now() - MONTH, count + 2
    )
    found = [each for row in rounds for each in _of_round(row, pseudonym)]
    rest = [each for each in found if each.round_id != round_id or each.number > number][: count + 1]
    told = await _as_it_came(person, rest)
    return page_of(told, count, [encode_cursor(each.decided_at, each.round_id, each.number) for each in told])


def _of_round(row: Any, ledger_id: UUID) -> list[StoredDecision]:
    """Nothing yet about tasks, nor about what became of an ask."""
    page = read_page(row)
    own = np.flatnonzero(page["ledger_ids"] == write_ids([ledger_id])[0]).tolist()
    return [
        StoredDecision(
            decided_at=row["decided_at"],
            round_id=row["id"],
            number=number,
            asked_by=row["asked_by"],
            task_id=None,
            shift_id=row["shift_ids"][page["shifts"][at]] if page["shifts"][at] >= 0 else None,
            subject=subject_of(int(page["shifts"][at])),
            decision=Decision(int(page["decisions"][at])),
            until=row["decided_at"] + timedelta(hours=int(page["hours"][at])) if page["hours"][at] > 0 else None,
        )
        for number, at in enumerate(own)
    ]


async def _as_it_came(person: Person, decisions: list[StoredDecision]) -> list[StoredDecision]:
    """With their tasks; who was to be asked, and was not in the end, was overtaken."""
    shift_ids, round_ids = {each.shift_id for each in decisions if each.shift_id}, {each.round_id for each in decisions}
    tasks = {row["id"]: row["task_id"] for row in await work.fetch(_TASKS, person.account_id, list(shift_ids))}
    rows = await work.fetch(_ASKED, person.account_id, person.id, list(round_ids))
    asked = {(row["round_id"], row["shift_id"]): row["route"] for row in rows}
    return [
        replace(each, task_id=tasks.get(each.shift_id) if each.shift_id else None, decision=_in_the_end(each, asked))
        for each in decisions
    ]


def _in_the_end(planned: StoredDecision, asked: Mapping[tuple[UUID, UUID | None], AskRoute | None]) -> Decision:
    if planned.decision is not Decision.ASKED:
        return planned.decision
    which = planned.round_id, planned.shift_id
    return _BY_ROUTE[asked[which]] if which in asked else Decision.OVERTAKEN
