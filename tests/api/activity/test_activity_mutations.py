"""Logging, correcting and judging work through the API."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from api import ids
from models.activity.tables import Activity, ActivityReview, Source
from models.kernel import clock
from models.kernel.actor import Actor
from models.kernel.ids import new_id
from models.kernel.tables import Account
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_organizer, make_person
from tests.models.asks.stage import make_shift, make_task

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
LOG = """
mutation($input: ActivityLogInput!) { activityLog(input: $input) {
  __typename
  ... on ActivityLogPayload {
    alreadyLogged
    activity { id clientKey kind quantity minutes startedAt localDate points provisional voided note
               explanation { points formulaVersion reason explanation } }
    me { week { minutes points } thanks { kind quantity minutes on } }
  }
  ... on UserError { message code field }
} }
"""
CORRECT = """
mutation($input: ActivityCorrectInput!) { activityCorrect(input: $input) {
  __typename
  ... on ActivityCorrectPayload { activity { id minutes points voided explanation { points reason } } }
  ... on UserError { message code field }
} }
"""
REVIEW = """
mutation($input: ActivityReviewInput!) { activityReview(input: $input) {
  __typename
  ... on ActivityReviewPayload { activity { id points provisional reversed } }
  ... on UserError { message code field }
} }
"""


async def log(account: Account, actor: Actor | None, by_cookie: bool = False, **changes: Any) -> Any:
    values = {"clientKey": "phone-0001", "kind": "CANVASS", "quantity": 12, "minutes": 60} | changes
    with clock.freeze(NOW):
        data = await data_of(LOG, context_for(account, actor, by_cookie=by_cookie), input=values)
    return data["activityLog"]


async def correct(account: Account, actor: Actor, activity_id: str, **changes: Any) -> Any:
    values = {"id": activity_id, "reasonCode": "MISTYPED"} | changes
    with clock.freeze(NOW + timedelta(hours=1)):
        data = await data_of(CORRECT, context_for(account, actor), input=values)
    return data["activityCorrect"]


async def review(account: Account, actor: Actor, activity_id: str, verdict: str = "REVERSED") -> Any:
    values = {"id": activity_id, "verdict": verdict, "reasonCode": "TALKED_IT_OVER"}
    with clock.freeze(NOW + timedelta(hours=2)):
        data = await data_of(REVIEW, context_for(account, actor), input=values)
    return data["activityReview"]


async def test_work_in_a_shift_keeps_to_the_shift_s_calendar_when_it_is_corrected(account: Account) -> None:
    actor = actor_for(await make_person(account))
    shift = await make_shift(await make_task(account, time_zone="Europe/Warsaw"))
    at = {"startedAt": "2026-03-03T23:30:00Z"}
    logged = (await log(account, actor, shiftId=ids.global_id("Shift", shift.id), **at))["activity"]
    assert logged["localDate"] == "2026-03-04"
    answer = await correct(account, actor, logged["id"], startedAt="2026-03-03T23:15:00Z")
    assert answer["__typename"] == "ActivityCorrectPayload"
    rows = await Activity.filter(account_id=account.id).order_by("revision")
    assert [row.local_date.isoformat() for row in rows] == ["2026-03-04", "2026-03-04"]


async def test_work_is_logged_and_the_week_moves(account: Account) -> None:
    answer = await log(account, actor_for(await make_person(account)), note="Sunny", startedAt="2026-03-04T14:00:00Z")
    row = await Activity.get(account_id=account.id)
    assert answer == {
        "__typename": "ActivityLogPayload",
        "alreadyLogged": False,
        "activity": {
            "id": ids.global_id("Activity", row.id),
            "clientKey": "phone-0001",
            "kind": "CANVASS",
            "quantity": 12,
            "minutes": 60,
            "startedAt": "2026-03-04T14:00:00+00:00",
            "localDate": "2026-03-04",
            "points": 60_000,
            "provisional": True,
            "voided": False,
            "note": "Sunny",
            "explanation": [
                {
                    "points": 60_000,
                    "formulaVersion": 1,
                    "reason": "SCORED",
                    "explanation": "Canvassing: 60 points by version 1 of the formula.",
                }
            ],
        },
        "me": {
            "week": {"minutes": 60, "points": 60_000},
            "thanks": {"kind": "CANVASS", "quantity": 12, "minutes": 60, "on": "2026-03-04"},
        },
    }


async def test_a_phone_that_sends_twice_is_told_so(account: Account) -> None:
    actor = actor_for(await make_person(account))
    first = await log(account, actor)
    again = await log(account, actor, minutes=99)
    assert (first["alreadyLogged"], again["alreadyLogged"]) == (False, True)
    assert again["activity"] == first["activity"]
    assert await Activity.filter(account_id=account.id).count() == 1


@pytest.mark.parametrize(("by_cookie", "source"), [(True, Source.WEB), (False, Source.MOBILE)])
async def test_the_source_is_where_the_session_is(account: Account, by_cookie: bool, source: Source) -> None:
    await log(account, actor_for(await make_person(account)), by_cookie=by_cookie)
    assert (await Activity.get(account_id=account.id)).source == source


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"minutes": 1441}, "ACTIVITY_INVALID", "minutes"),
        ({"quantity": -1}, "ACTIVITY_INVALID", "quantity"),
        ({"clientKey": "x"}, "ACTIVITY_INVALID", "clientKey"),
        ({"startedAt": "2026-03-05T15:00:00Z"}, "ACTIVITY_IN_FUTURE", "startedAt"),
        ({"startedAt": "2026-03-04T14:00:00"}, "ACTIVITY_INVALID", "startedAt"),
    ],
)
async def test_what_cannot_be_names_its_field(account: Account, changes: dict[str, Any], code: str, field: str) -> None:
    answer = await log(account, actor_for(await make_person(account)), **changes)
    assert (answer["__typename"], answer["code"], answer["field"]) == ("InvalidInput", code, field)
    assert await Activity.filter(account_id=account.id).count() == 0


async def test_strangers_sign_in_first(account: Account) -> None:
    assert (await log(account, None))["__typename"] == "SignInRequired"


async def test_work_of_a_shift_counts_for_its_day_where_it_is(account: Account) -> None:
    task = await make_task(account, time_zone="Asia/Karachi")
    shift = await make_shift(task)
    actor = actor_for(await make_person(account))
    answer = await log(account, actor, shiftId=ids.global_id("Shift", shift.id), startedAt="2026-03-03T21:00:00Z")
    assert answer["activity"]["localDate"] == "2026-03-04"
    assert (await Activity.get(account_id=account.id)).shift_id == shift.id


async def test_a_shift_of_nobody_is_not_found(account: Account) -> None:
    actor = actor_for(await make_person(account))
    for given in (ids.global_id("Shift", new_id()), ids.global_id("Task", new_id()), "nonsense"):
        assert (await log(account, actor, shiftId=given))["code"] == "NOT_FOUND"
    assert await Activity.filter(account_id=account.id).count() == 0


async def test_work_is_corrected_and_says_so(account: Account) -> None:
    actor = actor_for(await make_person(account))
    activity_id = (await log(account, actor))["activity"]["id"]
    assert await correct(account, actor, activity_id, minutes=30) == {
        "__typename": "ActivityCorrectPayload",
        "activity": {
            "id": activity_id,
            "minutes": 30,
            "points": 30_000,
            "voided": False,
            "explanation": [
                {"points": 60_000, "reason": "SCORED"},
                {"points": -30_000, "reason": "CORRECTED"},
            ],
        },
    }
    voided = await correct(account, actor, activity_id, voided=True, reasonCode="COUNTED_TWICE")
    assert (voided["activity"]["voided"], voided["activity"]["points"]) == (True, 0)
    assert (await correct(account, actor, activity_id))["code"] == "NOTHING_TO_CORRECT"


async def test_others_work_does_not_exist(account: Account) -> None:
    activity_id = (await log(account, actor_for(await make_person(account))))["activity"]["id"]
    other = actor_for(await make_person(account))
    unknown = ids.global_id("Activity", new_id())
    assert await correct(account, other, activity_id, minutes=1) == await correct(account, other, unknown, minutes=1)
    assert await review(account, other, activity_id) == await review(account, other, unknown)
    assert await ActivityReview.filter(account_id=account.id).count() == 0
    assert await Activity.filter(account_id=account.id).count() == 1


async def test_an_organizer_judges_once(account: Account) -> None:
    activity_id = (await log(account, actor_for(await make_person(account))))["activity"]["id"]
    organizer = await make_organizer(account, "US/NY/")
    assert (await review(account, organizer, activity_id, "CORROBORATED"))["activity"] == {
        "id": activity_id,
        "points": 60_000,
        "provisional": False,
        "reversed": False,
    }
    assert (await review(account, organizer, activity_id, "CORROBORATED"))["code"] == "ALREADY_JUDGED"
    assert (await review(account, organizer, activity_id))["activity"]["points"] == 0


async def test_node_finds_ones_activity(account: Account) -> None:
    actor = actor_for(await make_person(account))
    activity_id = (await log(account, actor))["activity"]["id"]
    query = "query($id: ID!) { node(id: $id) { id ... on Activity { minutes } } }"
    assert (await data_of(query, context_for(account, actor), id=activity_id))["node"] == {
        "id": activity_id,
        "minutes": 60,
    }
    other = actor_for(await make_person(account))
    assert (await data_of(query, context_for(account, other), id=activity_id))["node"] is None
