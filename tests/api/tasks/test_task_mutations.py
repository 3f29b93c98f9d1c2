"""Posting, changing and calling off tasks through the API."""

from datetime import timedelta
from typing import Any

from api.ids import global_id
from models.kernel import clock, ids
from models.kernel.actor import Actor
from models.kernel.tables import Account
from models.tasks.tables import Shift, Task, TaskStatus
from tests.api.asking import context_for, data_of
from tests.api.tasks.stage import make_stage, person_id, shift_id, task_id
from tests.factories import actor_for, make_organizer, make_person, make_region

CREATE = """mutation($input: TaskCreateInput!) { taskCreate(input: $input) {
  __typename
  ... on TaskCreatePayload { task { title place kind urgency region { code } shifts { capacity } host { displayName } } }
  ... on UserError { code field }
} }"""
UPDATE = """mutation($input: TaskUpdateInput!) { taskUpdate(input: $input) {
  __typename
  ... on TaskUpdatePayload { task { title version minimumAge place shifts { capacity } } }
  ... on UserError { code field message }
} }"""
CANCEL = """mutation($input: TaskCancelInput!) { taskCancel(input: $input) {
  __typename ... on TaskCancelPayload { task { status cancelReason shifts { id } } } ... on UserError { code }
} }"""
REGION = global_id("Region", ids.id_for("region:US-NY-061"))


async def _do(document: str, account: Account, actor: Actor | None, **values: Any) -> Any:
    data = await data_of(document, context_for(account, actor), input=values)
    (answer,) = data.values()
    return answer


def _time(**later: float) -> str:
    return (clock.now() + timedelta(**later)).isoformat()


def _new(**changes: Any) -> dict[str, Any]:
    shifts = [{"startsAt": _time(days=3), "endsAt": _time(days=3, hours=2), "capacity": 8}]
    return {"kind": "COOKING", "title": "Soup for fifty", "regionId": REGION, "shifts": shifts} | changes


async def test_an_organizer_posts_a_task(account: Account) -> None:
    await make_region()
    organizer = await make_organizer(account, "US/NY/", first_name="Grace", last_name="Hopper")
    host = person_id(organizer.person_id)
    answer = await _do(CREATE, account, organizer, **_new(place="Church kitchen", urgency=3, hostPersonId=host))
    assert answer == {
        "__typename": "TaskCreatePayload",
        "task": {
            "title": "Soup for fifty",
            "place": "Church kitchen",
            "kind": "COOKING",
            "urgency": 3,
            "region": {"code": "US-NY-061"},
            "shifts": [{"capacity": 8}],
            "host": {"displayName": "Grace H."},
        },
    }


async def test_what_is_wrong_with_a_task_is_said(account: Account) -> None:
    await make_region()
    organizer, volunteer = await make_organizer(account, "US/NY/"), actor_for(await make_person(account))
    refusals = [
        (organizer, {"title": "x"}, ("InvalidInput", "title")),
        (organizer, {"regionId": "nonsense"}, ("NotFound", None)),
        (organizer, {"skillIds": ["nonsense"]}, ("InvalidInput", "skillIds")),
        (volunteer, {}, ("NotAllowed", None)),
        (None, {}, ("SignInRequired", None)),
    ]
    for actor, changes, expected in refusals:
        answer = await _do(CREATE, account, actor, **_new(**changes))
        assert (answer["__typename"], answer["field"]) == expected
    assert await Task.filter(account_id=account.id).count() == 0


async def test_a_change_keeps_what_is_not_said_and_null_takes_away(account: Account) -> None:
    task, shift = await make_stage(account, minimum_age=18)
    organizer = await make_organizer(account)
    larger = {"id": shift_id(shift), "startsAt": _time(days=5), "endsAt": _time(days=5, hours=2), "capacity": 9}
    new = {"startsAt": _time(days=6), "endsAt": _time(days=6, hours=2), "capacity": 3}
    values = {"id": task_id(task), "version": 1, "title": "Sunday doors", "minimumAge": None, "shifts": [larger, new]}
    assert await _do(UPDATE, account, organizer, **values) == {
        "__typename": "TaskUpdatePayload",
        "task": {
            "title": "Sunday doors",
            "version": 2,
            "minimumAge": None,
            "place": "Chelsea",
            "shifts": [{"capacity": 9}, {"capacity": 3}],
        },
    }
    again = await _do(UPDATE, account, organizer, id=task_id(task), version=1, title="Lost")
    assert (again["__typename"], again["code"]) == ("Conflict", "CONFLICT")
    assert (await Task.get(account_id=account.id, id=task.id)).title == "Sunday doors"


async def test_a_task_is_called_off(account: Account) -> None:
    task, shift = await make_stage(account)
    volunteer = actor_for(await make_person(account))
    refused = await _do(CANCEL, account, volunteer, id=task_id(task))
    assert refused == {"__typename": "NotAllowed", "code": "NOT_ALLOWED"}
    assert (await Task.get(account_id=account.id, id=task.id)).status is TaskStatus.OPEN
    done = await _do(CANCEL, account, await make_organizer(account), id=task_id(task), reason="Storm")
    assert done["task"] == {"status": "CANCELLED", "cancelReason": "Storm", "shifts": []}
    assert (await Shift.get(account_id=account.id, id=shift.id)).cancelled_at is not None
