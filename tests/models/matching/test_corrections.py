"""What somebody says against a reason changes them, and the match, at once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings

from models.activity.actions import log_activity
from models.activity.tables import Activity, ActivityKind
from models.kernel import clock, ids
from models.kernel.actor import Actor, stranger, system_actor
from models.kernel.errors import NotAllowed, NotFound, SignInRequired
from models.kernel.tables import Account, AuditEntry, OutboxRow
from models.matching.actions import correct_suggestion, match_tasks
from models.matching.queries import suggestions_of_me, suggestions_of_task
from models.matching.rules import Opening, reasons_for, within_limits
from models.matching.rules.corrections import Correction, Standing, changes_for, correction_of, objections_to
from models.matching.rules.limits import slot_of
from models.matching.tables import Match
from models.people.actions import update_me
from models.people.rules.availability import ALWAYS, DayPart, slot_bit
from models.people.tables import Person, PersonSkill
from models.skills.tables import Skill
from models.tasks.actions import sign_up_for_shift
from models.tasks.tables import Assignment, AssignmentState, Shift, Task
from tests.factories import actor_for, make_organizer, make_shift, make_task, make_volunteer
from tests.models.matching.crowds import MONDAY, NEW_YORK, Someone, crowd_of, opening, openings, people

ALONE_ENOUGH = {Correction.NOT_THIS_WORK, Correction.NOT_FROM_HOME, Correction.NOT_THEN}
"""Changes after which the shift is always out of the question."""


def _standing(someone: Someone, shift: Opening, km: float) -> Standing:
    return Standing(
        willing=[kind.value for kind in someone.willing],
        unwilling=[kind.value for kind in someone.unwilling],
        availability=None if someone.availability < 0 else someone.availability,
        skill_ids=[],
        maximum_distance_km=None if someone.maximum_km > 30 else int(someone.maximum_km),
        kind=shift.kind,
        slot=slot_of(shift, NEW_YORK),
        km=None if km != km else km,
        now=MONDAY,
    )


def _changed(someone: Someone, changes: dict[str, Any]) -> Someone:
    unwilling = tuple(ActivityKind(kind) for kind in changes.get("unwilling", ()))
    return replace(
        someone,
        unwilling=unwilling or someone.unwilling,
        maximum_km=changes.get("maximum_distance_km", someone.maximum_km),
        from_home=changes.get("from_home", someone.from_home),
        availability=changes.get("availability", someone.availability),
        paused_until=changes.get("paused_until", someone.paused_until),
    )


@given(people, openings)
@settings(max_examples=150, deadline=None)
def test_what_was_corrected_is_no_reason_any_more(someone: Someone, shifts: tuple[Opening, ...]) -> None:
    for shift in shifts:
        crowd = crowd_of(someone)
        reach = within_limits(crowd, shift)
        for reason in reasons_for(crowd, shift, 0, float(reach.km[0])) if len(reach.numbers) else ():
            correction = correction_of(reason)
            changes = changes_for(correction, _standing(someone, shift, float(reach.km[0])))
            left = within_limits(crowd_of(_changed(someone, changes)), shift)
            if correction in ALONE_ENOUGH or (correction is Correction.TOO_FAR and reach.km[0] > 1):
                assert len(left.numbers) == 0
            assert len(left.numbers) <= 1


@given(people, openings)
@settings(max_examples=100, deadline=None)
def test_every_reason_can_be_corrected(someone: Someone, shifts: tuple[Opening, ...]) -> None:
    for shift in shifts:
        crowd = crowd_of(someone)
        reach = within_limits(crowd, shift)
        if len(reach.numbers):
            reasons = reasons_for(crowd, shift, 0, float(reach.km[0]))
            said = {each.correction for each in objections_to(reasons)}
            assert {correction_of(reason) for reason in reasons} | {Correction.NOT_THIS_TASK} <= said


def test_what_can_be_said_stands_once_and_in_the_order_of_the_reasons() -> None:
    skill = {"code": "skill", "skill_id": str(UUID(int=5)), "labels": {"en": "drive"}}
    said = objections_to([{"code": "did_before"}, {"code": "willing"}, skill, {"code": "near"}, {"code": "unheard of"}])
    assert [(each.correction.value, each.skill_id) for each in said] == [
        ("not_this_work", None),
        ("not_this_skill", UUID(int=5)),
        ("too_far", None),
        ("not_this_task", None),
        ("not_then", None),
    ]


@pytest.mark.parametrize(
    ("correction", "expected"),
    [
        (Correction.NOT_THIS_WORK, {"unwilling": ["driving", "canvass"]}),
        (Correction.TOO_FAR, {"maximum_distance_km": 4}),
        (Correction.NOT_THERE, {}),
        (Correction.NOT_FROM_HOME, {"from_home": False}),
        (Correction.NOT_THEN, {"availability": ALWAYS & ~slot_bit(0, DayPart.MORNING)}),
        (Correction.NOT_TO_START, {}),
        (Correction.NEED_A_BREAK, {"paused_until": MONDAY + timedelta(days=14)}),
        (Correction.NOT_THIS_TASK, {}),
    ],
)
def test_what_a_correction_changes(correction: Correction, expected: dict[str, Any]) -> None:
    someone = Someone(unwilling=(ActivityKind.DRIVING,))
    assert changes_for(correction, _standing(someone, opening(), 4.2)) == expected


def test_too_far_never_lengthens_the_way() -> None:
    assert changes_for(Correction.TOO_FAR, _standing(Someone(maximum_km=3), opening(), 4.2)) == {
        "maximum_distance_km": 3
    }


async def _suggested(account: Account, **changes: Any) -> tuple[Person, Task, Shift]:
    """Somebody who was matched with the only shift of a task 4 km away."""
    person = await make_volunteer(account)
    task = await make_task(account, **{"latitude": 40.78, "longitude": -73.9967} | changes)
    shift = await make_shift(task)
    await match_tasks(system_actor(account.id))
    assert await Match.filter(account_id=account.id, person_id=person.id).count() == 1
    return person, task, shift


async def _correct(person: Person, shift: Shift, correction: Correction, **more: Any) -> Person:
    await correct_suggestion(actor_for(person), shift_id=shift.id, correction=correction, **more)
    return await Person.get(account_id=person.account_id, id=person.id)


async def _seen(organizer: Actor, task: Task) -> int:
    return len(await suggestions_of_task(organizer, task.id) or [])


async def test_i_no_longer_drive_ends_every_such_match_and_the_ledger_stays(account: Account) -> None:
    person, task, shift = await _suggested(account, kind=ActivityKind.DRIVING)
    other = await make_task(account, kind=ActivityKind.DRIVING)
    doors = await make_task(account)
    await make_shift(other, starts_at=clock.now() + timedelta(days=9))
    await make_shift(doors, starts_at=clock.now() + timedelta(days=11))
    await log_activity(actor_for(person), client_key="drive-key-1", kind=ActivityKind.DRIVING, quantity=1, minutes=30)
    await Person.filter(account_id=account.id, id=person.id).update(willing=["driving", "canvass"])
    await match_tasks(system_actor(account.id))
    assert await Match.filter(account_id=account.id, person_id=person.id).count() == 3
    changed = await _correct(person, shift, Correction.NOT_THIS_WORK)
    assert (changed.willing, changed.unwilling) == (["canvass"], ["driving"])
    assert await Match.filter(account_id=account.id, person_id=person.id).values_list("task_id", flat=True) == [
        doors.id
    ]
    organizer = await make_organizer(account)
    assert [await _seen(organizer, each) for each in (task, other, doors)] == [0, 0, 1]
    assert [each.task_id for each in await suggestions_of_me(actor_for(person))] == [doors.id]
    assert await Activity.filter(account_id=account.id, ledger_id=person.ledger_id).count() == 1
    assert await Assignment.filter(account_id=account.id).count() == 0
    entry = await AuditEntry.get(account_id=account.id, verb="suggestion.correct")
    assert (entry.actor_person_id, entry.subject_id) == (person.id, shift.id)
    jobs = await OutboxRow.filter(account_id=account.id, name="matching.people_changed")
    assert {"person_ids": [str(person.id)]} in [job.payload for job in jobs]


@pytest.mark.parametrize(
    ("correction", "task", "column", "value"),
    [
        (Correction.TOO_FAR, {}, "maximum_distance_km", 3),
        (Correction.NOT_FROM_HOME, {"remote": True, "latitude": None, "longitude": None}, "from_home", False),
    ],
)
async def test_limits_change_and_the_match_goes(
    account: Account, correction: Correction, task: dict[str, Any], column: str, value: object
) -> None:
    person, _, shift = await _suggested(account, **task)
    changed = await _correct(person, shift, correction)
    assert getattr(changed, column) == value
    assert await Match.filter(account_id=account.id).count() == 0
    assert await suggestions_of_me(actor_for(person)) == []
    assert await Assignment.filter(account_id=account.id).count() == 0


async def test_i_cannot_come_then_leaves_every_other_time(account: Account) -> None:
    person, task, shift = await _suggested(account)
    later = await make_shift(task, starts_at=shift.starts_at + timedelta(hours=24))
    changed = await _correct(person, shift, Correction.NOT_THEN)
    assert changed.availability is not None
    assert changed.availability.bit_count() == 20
    assert [each.shift_id for each in await suggestions_of_me(actor_for(person))] == [later.id]


async def test_a_skill_goes_with_its_task(account: Account) -> None:
    skill = await Skill.create(
        id=ids.new_id(), code="test-wheel", uri="test", label="steer", label_key="steer", names={}, description=""
    )
    person, _, shift = await _suggested(account, skill_ids=[skill.id])
    await PersonSkill.create(
        id=ids.new_id(), account_id=account.id, person_id=person.id, skill_id=skill.id, since=clock.now()
    )
    await _correct(person, shift, Correction.NOT_THIS_SKILL, skill_id=skill.id)
    assert await PersonSkill.filter(account_id=account.id).count() == 0
    assert await suggestions_of_me(actor_for(person)) == []


@pytest.mark.parametrize(
    "correction", [Correction.NOT_THERE, Correction.NOT_TO_START, Correction.NOT_THIS_TASK, Correction.TOO_FAR]
)
async def test_where_no_limit_helps_the_task_is_declined(account: Account, correction: Correction) -> None:
    """Next door is too far for somebody: no limit is that short."""
    person, _, shift = await _suggested(account, latitude=40.7485)
    assert await correct_suggestion(actor_for(person), shift_id=shift.id, correction=correction)
    assignment = await Assignment.get(account_id=account.id)
    assert (assignment.person_id, assignment.state) == (person.id, AssignmentState.DECLINED)
    assert await suggestions_of_me(actor_for(person)) == []
    assert await Match.filter(account_id=account.id).count() == 0


async def test_a_break_is_a_break(account: Account) -> None:
    person, _, shift = await _suggested(account)
    with clock.freeze(clock.now()):
        changed = await _correct(person, shift, Correction.NEED_A_BREAK)
        assert changed.paused_until == clock.now() + timedelta(days=14)
    assert await suggestions_of_me(actor_for(person)) == []


async def test_a_place_that_was_taken_stays(account: Account) -> None:
    person, _, shift = await _suggested(account)
    await sign_up_for_shift(actor_for(person), shift_id=shift.id)
    assert not await correct_suggestion(actor_for(person), shift_id=shift.id, correction=Correction.NOT_THIS_WORK)
    assert (await Assignment.get(account_id=account.id)).state is AssignmentState.CONFIRMED


async def test_who_ticks_it_again_has_it_again(account: Account) -> None:
    person, _, shift = await _suggested(account)
    await _correct(person, shift, Correction.NOT_THIS_WORK)
    again = await update_me(actor_for(person), {"willing": ["canvass"]})
    assert (again.willing, again.unwilling) == (["canvass"], [])
    assert [each.shift_id for each in await suggestions_of_me(actor_for(person))] == [shift.id]


async def test_who_may_not_correct(account: Account) -> None:
    person, _, shift = await _suggested(account)
    token = replace(actor_for(person), is_api_token=True)
    for actor, error in ((stranger(account.id), SignInRequired), (token, NotAllowed)):
        with pytest.raises(error):
            await correct_suggestion(actor, shift_id=shift.id, correction=Correction.NOT_THIS_WORK)
    with pytest.raises(NotFound):
        await correct_suggestion(actor_for(person), shift_id=ids.new_id(), correction=Correction.NOT_THIS_WORK)
    assert (await Person.get(account_id=account.id, id=person.id)).unwilling == []
    assert await Match.filter(account_id=account.id).count() == 1
    assert not await AuditEntry.filter(account_id=account.id, verb="suggestion.correct").exists()
