"""Greeting in batches through the API."""

from typing import Any

from api.ids import global_id
from models.kernel import clock
from models.kernel.tables import Account
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_organizer, make_person

BATCH = "{ greetingBatch { waiting canTake greetings { attempts result contact { phone } person { id } } } }"
TAKE = """mutation($input: GreetingBatchTakeInput!) { greetingBatchTake(input: $input) {
  __typename ... on GreetingBatchTakePayload { taken } ... on UserError { code }
} }"""
RETURN = """mutation($input: GreetingBatchReturnInput!) { greetingBatchReturn(input: $input) {
  __typename ... on GreetingBatchReturnPayload { returned }
} }"""
RECORD = """mutation($input: GreetingRecordInput!) { greetingRecord(input: $input) {
  __typename ... on GreetingRecordPayload { result attempts } ... on UserError { code }
} }"""


async def test_taking_recording_giving_back(account: Account) -> None:
    people = [await make_person(account, phone="+12125550199") for _ in range(2)]
    context = context_for(account, await make_organizer(account, greeted_at=clock.now()))

    async def batch() -> Any:
        return (await data_of(BATCH, context))["greetingBatch"]

    assert await batch() == {"waiting": 2, "canTake": 2, "greetings": []}
    assert (await data_of(TAKE, context, input={}))["greetingBatchTake"]["taken"] == 2
    given = {"personId": global_id("Person", people[0].id), "result": "LEFT_MESSAGE"}
    noted = (await data_of(RECORD, context, input=given))["greetingRecord"]
    assert noted == {"__typename": "GreetingRecordPayload", "result": "LEFT_MESSAGE", "attempts": 1}
    assert (await batch())["greetings"] == [
        {
            "attempts": tried,
            "result": result,
            "contact": {"phone": "+12125550199"},
            "person": {"id": global_id("Person", person.id)},
        }
        for person, tried, result in zip(people, (1, 0), ("LEFT_MESSAGE", None), strict=True)
    ]
    assert (await data_of(RETURN, context, input={}))["greetingBatchReturn"]["returned"] == 2
    assert (await data_of(RECORD, context, input=given))["greetingRecord"]["code"] == "NOT_FOUND"


async def test_volunteers_have_no_batch(account: Account) -> None:
    context = context_for(account, actor_for(await make_person(account)))
    assert await data_of(BATCH, context) == {"greetingBatch": None}
    assert (await data_of(TAKE, context, input={}))["greetingBatchTake"]["code"] == "NOT_ALLOWED"
