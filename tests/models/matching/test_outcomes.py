"""What people were asked and what became of it, as counts: exact, with what was known when it was still open."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.activity.actions import log_activity
from models.activity.tables import ActivityKind
from models.asks.tables import Ask, AskAnswer, AskKind, AskStatus
from models.kernel import clock, ids
from models.kernel.tables import Account
from models.matching.chances import Cells, ChanceKind
from models.matching.chances.cells import fold_of
from models.matching.queries.load_outcomes import load_outcomes
from models.people.tables import Evidence, Person, PersonSkill
from models.tasks.actions import accept_invitation, decline_shift, invite_to_shift
from models.tasks.tables import AssignmentState, Shift
from tests.factories import actor_for, make_account, make_assignment, make_organizer, make_person, make_shift, make_task

NOW = datetime(2026, 10, 26, 12, tzinfo=UTC)
"""A Monday; in New York it is eight."""


async def _ask(shift: Shift, person: Person, days_ago: float, **changes: Any) -> Ask:
    at = NOW - timedelta(days=days_ago)
    values: dict[str, Any] = {
        "id": ids.new_id(),
        "account_id": person.account_id,
        "person_id": person.id,
        "kind": AskKind.SHIFT,
        "task_id": shift.task_id,
        "shift_id": shift.id,
        "reasons": [],
        "score": 0.5,
        "status": AskStatus.SENT,
        "chosen_on": at.date(),
        "chosen_at": at,
        "sent_at": at,
    }
    return await Ask.create(**values | changes)


def _answered(answer: AskAnswer, days_ago: float) -> dict[str, Any]:
    return {"status": AskStatus.ANSWERED, "answer": answer, "answered_at": NOW - timedelta(days=days_ago)}


async def _count(kind: ChanceKind, *people: Person, until: datetime = NOW) -> Cells:
    return await load_outcomes(people[0].account_id, kind, [person.id for person in people], until)


def _sums(cells: Cells) -> tuple[int, int]:
    trials, successes = zip(*cells.values(), strict=True)
    return sum(trials), sum(successes)


async def _shift(account: Account, days_ago: float, **changes: Any) -> Shift:
    return await make_shift(await make_task(account, **changes), starts_at=NOW - timedelta(days=days_ago))


async def test_a_yes_a_no_and_silence_are_outcomes_with_the_record_of_that_time(account: Account) -> None:
    person = await make_person(account, willing=["canvass"])
    await _ask(await _shift(account, 20), person, 30, **_answered(AskAnswer.YES, 29))
    await _ask(await _shift(account, 10), person, 15, **_answered(AskAnswer.NOT_NOW, 14))
    await _ask(await _shift(account, 2, remote=True, latitude=None, longitude=None), person, 3)
    fold = fold_of(str(person.id))
    found = {(cell.good, cell.bad): (cell, counts) for cell, counts in (await _count(ChanceKind.YES, person)).items()}
    common = ("did_nothing_yet", "wants_it")
    assert found[0, 0] == (
        (fold, 0, 0, "US/NY", (*common, "km_2", "none_needed", "days_14", "weekday", "never_active")),
        (1, 1),
    )
    assert found[1, 0] == (
        (fold, 1, 0, "US/NY", (*common, "km_2", "none_needed", "days_7", "weekday", "never_active")),
        (1, 0),
    )
    assert found[1, 1] == (
        (fold, 1, 1, "US/NY", (*common, "at_home", "none_needed", "days_2", "weekend", "never_active")),
        (1, 0),
    )


async def test_what_is_still_open_was_taken_back_or_lies_too_far_back_is_no_outcome(account: Account) -> None:
    person = await make_person(account)
    coming, past = await _shift(account, -3), await _shift(account, 3)
    await _ask(coming, person, 4)
    await _ask(past, person, 8, status=AskStatus.RECALLED)
    await _ask(past, person, 9, status=AskStatus.CHOSEN, sent_at=None)
    await _ask(past, person, 400, **_answered(AskAnswer.YES, 400))
    called_off = await _shift(account, 3)
    await Shift.filter(account_id=account.id, id=called_off.id).update(cancelled_at=NOW)
    await _ask(called_off, person, 7)
    assert await _count(ChanceKind.YES, person) == {}
    assert _sums(await _count(ChanceKind.YES, person, until=NOW + timedelta(days=4))) == (1, 0)


async def test_invitations_count_like_asks_and_once(account: Account) -> None:
    organizer = await make_organizer(account)
    came, silent, no = [await make_person(account) for _ in range(3)]
    shift = await make_shift(await make_task(account), starts_at=clock.now() + timedelta(days=3))
    await invite_to_shift(organizer, shift_id=shift.id, person_ids=[came.id, silent.id, no.id])
    await decline_shift(actor_for(no), shift_id=shift.id)
    await accept_invitation(actor_for(came), shift_id=shift.id)
    at_its_start = {"until": shift.starts_at}
    assert _sums(await _count(ChanceKind.YES, came, silent, no, **at_its_start)) == (3, 1)
    assert _sums(await _count(ChanceKind.YES, came, **at_its_start)) == (1, 1)
    assert await _count(ChanceKind.YES, came, silent, no) == {}


@pytest.mark.parametrize(("state", "counts"), [(AssignmentState.ATTENDED, (1, 1)), (AssignmentState.NO_SHOW, (1, 0))])
async def test_who_came_and_who_did_not(account: Account, state: AssignmentState, counts: tuple[int, int]) -> None:
    person = await make_person(account)
    shift = await _shift(account, 2)
    await make_assignment(shift, person, state=state, queued_at=NOW - timedelta(days=5))
    await make_assignment(await _shift(account, 1), person, state=AssignmentState.CONFIRMED)
    assert list((await _count(ChanceKind.SHOW, person)).values()) == [counts]


async def test_work_and_skills_count_as_they_were_then(account: Account) -> None:
    skill_id = ids.new_id()
    person = await make_person(account)
    for days_ago in (40, 20, 2):
        with clock.freeze(NOW - timedelta(days=days_ago)):
            await log_activity(
                actor_for(person),
                client_key=f"canvass-{days_ago}",
                kind=ActivityKind.CANVASS,
                quantity=1,
                minutes=30,
            )
    await PersonSkill.create(
        id=ids.new_id(),
        account_id=account.id,
        person_id=person.id,
        skill_id=skill_id,
        evidence=Evidence.TAUGHT,
        since=NOW - timedelta(days=30),
    )
    await _ask(await _shift(account, 30, skill_ids=[skill_id]), person, 35)
    await _ask(await _shift(account, 5, skill_ids=[skill_id]), person, 15)
    levels = sorted(cell.levels[:4] + cell.levels[6:] for cell in await _count(ChanceKind.YES, person))
    assert levels == [
        ("did_before", "said_nothing", "km_2", "has_most", "active_this_week"),
        ("did_before", "said_nothing", "km_2", "lacks_them", "active_this_week"),
    ]


async def test_weeks_come_from_the_ledger(account: Account) -> None:
    person = await make_person(account)
    for days_ago in (21, 14):
        with clock.freeze(NOW - timedelta(days=days_ago)):
            await log_activity(
                actor_for(person), client_key=f"one-week-{days_ago}", kind=ActivityKind.CANVASS, quantity=1, minutes=30
            )
    found = await _count(ChanceKind.AGAIN, person)
    assert {(cell.good, cell.bad): counts for cell, counts in found.items()} == {(0, 0): (1, 1), (1, 0): (1, 0)}


async def test_other_peoples_outcomes_are_theirs(account: Account) -> None:
    person, stranger = await make_person(account), await make_person(await make_account())
    await _ask(await _shift(account, 2), person, 3)
    assert await _count(ChanceKind.YES, stranger) == {}
    assert await load_outcomes(account.id, ChanceKind.YES, [stranger.id], NOW) == {}
