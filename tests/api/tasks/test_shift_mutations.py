"""Signing up, giving back, checking in and rating through the API."""

from datetime import timedelta
from typing import Any

from api.ids import global_id
from models.kernel import clock
from models.kernel.actor import Actor
from models.kernel.tables import Account
from models.tasks.tables import Assignment, AssignmentState
from tests.api.asking import context_for, data_of
from tests.api.tasks.stage import make_stage, person_id, shift_id
from tests.factories import actor_for, make_assignment, make_organizer, make_person, make_shift

ANSWER = "assignment { state queuePosition checkedInAt rating }"


def _document(name: str, special: str = "") -> str:
    title = name[0].upper() + name[1:]
    return f"""mutation($input: {title}Input!) {{ {name}(input: $input) {{
        __typename ... on {title}Payload {{ {ANSWER} }} ... on UserError {{ code field }} {special}
    }} }}"""


SIGN_UP = _document(
    "shiftSignUp",
    "... on ShiftFull { capacity } ... on ShiftOverlap { other { task { title } } } "
    "... on TooYoung { minimumAge birthYearNeeded guardianNeeded }",
)
CANCEL, CHECK_IN = _document("shiftCancel"), _document("shiftCheckIn")
ATTENDANCE, FEEDBACK = _document("shiftAttendance"), _document("shiftFeedback")


async def _do(document: str, account: Account, actor: Actor | None, **values: Any) -> Any:
    data = await data_of(document, context_for(account, actor), input=values)
    (answer,) = data.values()
    return answer


async def test_signing_up_waiting_and_giving_back(account: Account) -> None:
    task, _ = await make_stage(account)
    shift = await make_shift(task, capacity=1)
    first, second = [actor_for(await make_person(account)) for _ in range(2)]
    taken = await _do(SIGN_UP, account, first, shiftId=shift_id(shift))
    assert (taken["assignment"]["state"], taken["assignment"]["queuePosition"]) == ("CONFIRMED", None)
    full = await _do(SIGN_UP, account, second, shiftId=shift_id(shift))
    assert full == {"__typename": "ShiftFull", "code": "SHIFT_FULL", "field": "shiftId", "capacity": 1}
    waiting = await _do(SIGN_UP, account, second, shiftId=shift_id(shift), joinWaitingList=True)
    assert (waiting["assignment"]["state"], waiting["assignment"]["queuePosition"]) == ("WAITLISTED", 1)
    given_back = await _do(CANCEL, account, first, shiftId=shift_id(shift))
    assert given_back["assignment"]["state"] == "CANCELLED"
    promoted = await Assignment.get(account_id=account.id, person_id=second.person_id)
    assert promoted.state is AssignmentState.CONFIRMED


async def test_two_things_at_once_say_what_the_other_is(account: Account) -> None:
    task, shift = await make_stage(account, title="Soup")
    clash = await make_shift(task, starts_at=shift.starts_at + timedelta(hours=1))
    actor = actor_for(await make_person(account))
    await _do(SIGN_UP, account, actor, shiftId=shift_id(shift))
    refused = await _do(SIGN_UP, account, actor, shiftId=shift_id(clash))
    assert refused == {
        "__typename": "ShiftOverlap",
        "code": "SHIFT_OVERLAP",
        "field": "shiftId",
        "other": {"task": {"title": "Soup"}},
    }
    assert await Assignment.filter(account_id=account.id).count() == 1


async def test_an_age_asks_for_the_birth_year(account: Account) -> None:
    _, shift = await make_stage(account, minimum_age=18)
    refused = await _do(SIGN_UP, account, actor_for(await make_person(account)), shiftId=shift_id(shift))
    assert refused == {
        "__typename": "TooYoung",
        "code": "TOO_YOUNG",
        "field": "shiftId",
        "minimumAge": 18,
        "birthYearNeeded": True,
        "guardianNeeded": False,
    }


async def test_checking_in_and_rating(account: Account) -> None:
    task, _ = await make_stage(account)
    shift = await make_shift(task, starts_at=clock.now() - timedelta(hours=1))
    person, other = await make_person(account), await make_person(account)
    await make_assignment(shift, person)
    assignment = await make_assignment(shift, other)
    actor, organizer = actor_for(person), await make_organizer(account)
    early = await _do(FEEDBACK, account, actor, shiftId=shift_id(shift), rating=5)
    assert early["__typename"] == "Conflict"
    came = await _do(CHECK_IN, account, actor, shiftId=shift_id(shift))
    assert came["assignment"]["state"] == "ATTENDED"
    assert came["assignment"]["checkedInAt"] is not None
    rated = await _do(FEEDBACK, account, actor, shiftId=shift_id(shift), rating=5, text="Good soup")
    assert rated["assignment"]["rating"] == 5
    wrong = await _do(FEEDBACK, account, actor, shiftId=shift_id(shift), rating=6)
    assert (wrong["__typename"], wrong["field"]) == ("InvalidInput", "rating")
    refused = await _do(CHECK_IN, account, actor, shiftId=shift_id(shift), personId=person_id(other.id))
    assert refused["__typename"] == "NotAllowed"
    node = global_id("Assignment", assignment.id)
    missed = await _do(ATTENDANCE, account, organizer, assignmentId=node, attended=False)
    assert missed["assignment"]["state"] == "NO_SHOW"
    late = await _do(CHECK_IN, account, organizer, shiftId=shift_id(shift), personId=person_id(other.id))
    assert late["assignment"]["state"] == "ATTENDED"
    hidden = await _do(ATTENDANCE, account, actor, assignmentId=node, attended=False)
    assert hidden["__typename"] == "NotFound"


async def test_too_early_and_strangers(account: Account) -> None:
    _, shift = await make_stage(account)
    person = await make_person(account)
    await make_assignment(shift, person)
    early = await _do(CHECK_IN, account, actor_for(person), shiftId=shift_id(shift))
    assert (early["__typename"], early["code"]) == ("InvalidInput", "SHIFT_CLOSED")
    for document in (SIGN_UP, CANCEL, CHECK_IN):
        assert (await _do(document, account, None, shiftId=shift_id(shift)))["__typename"] == "SignInRequired"
