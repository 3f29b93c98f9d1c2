"""Greeting in batches through the API."""

from datetime import UTC, datetime, timedelta
from typing import Any

from api.ids import global_id
from models.kernel import clock, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.people.actions.greeting_steps import start_greeting
from models.people.tables import GreetingLease, Person
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_organizer, make_person

BATCH = "{ greetingBatch { waiting canTake everybodyGreeted greetings { attempts result contact { phone } person { id } } } }"
TAKE = """mutation($input: GreetingBatchTakeInput!) { greetingBatchTake(input: $input) {
  __typename ... on GreetingBatchTakePayload { taken } ... on UserError { code }
} }"""
RETURN = """mutation($input: GreetingBatchReturnInput!) { greetingBatchReturn(input: $input) {
  __typename ... on GreetingBatchReturnPayload { returned }
} }"""
RECORD = """mutation($input: GreetingRecordInput!) { greetingRecord(input: $input) {
  __typename ... on GreetingRecordPayload { result attempts } ... on UserError { code }
} }"""
UNDO = """mutation($input: GreetingUndoInput!) { greetingUndo(input: $input) {
  __typename ... on GreetingUndoPayload { attempts } ... on UserError { code message }
} }"""
MISS = """mutation($input: GreetingMissInput!) { greetingMiss(input: $input) {
  __typename ... on GreetingMissPayload { clientMutationId } ... on UserError { code message }
} }"""

GONE = "was not found. It may have been removed, or it belongs to somebody else."


async def test_taking_recording_giving_back(account: Account) -> None:
    people = [await make_person(account, phone="+12125550199") for _ in range(2)]
    context = context_for(account, await make_organizer(account, greeted_at=clock.now()))

    async def batch() -> Any:
        return (await data_of(BATCH, context))["greetingBatch"]

    assert await batch() == {"waiting": 2, "canTake": 2, "everybodyGreeted": False, "greetings": []}
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


async def test_nobody_waits_is_not_everybody_is_greeted(account: Account) -> None:
    person = await make_person(account)
    mine, other = [context_for(account, await make_organizer(account, greeted_at=clock.now())) for _ in range(2)]
    await data_of(TAKE, mine, input={})
    nobody_waits = {"waiting": 0, "canTake": 0, "everybodyGreeted": False, "greetings": []}
    assert await data_of(BATCH, other) == {"greetingBatch": nobody_waits}
    given = {"personId": global_id("Person", person.id), "result": "REACHED"}
    await data_of(RECORD, mine, input=given)
    assert await data_of(BATCH, other) == {"greetingBatch": nobody_waits | {"everybodyGreeted": True}}


async def test_a_tap_is_taken_back_once(account: Account) -> None:
    person = await make_person(account)
    mine, other = [context_for(account, await make_organizer(account, greeted_at=clock.now())) for _ in range(2)]
    who = {"personId": global_id("Person", person.id)}
    await data_of(TAKE, mine, input={})
    await data_of(RECORD, mine, input=who | {"result": "REACHED"})
    refused = (await data_of(UNDO, other, input=who))["greetingUndo"]
    assert (refused["code"], refused["message"]) == ("NOT_FOUND", f"This newcomer {GONE}")
    assert (await Person.get(account_id=account.id, id=person.id)).greeted_at is not None
    undone = (await data_of(UNDO, mine, input=who))["greetingUndo"]
    assert undone == {"__typename": "GreetingUndoPayload", "attempts": 0}
    assert (await Person.get(account_id=account.id, id=person.id)).greeted_at is None
    again = (await data_of(UNDO, mine, input=who))["greetingUndo"]
    assert (again["code"], again["message"]) == (
        "CONFLICT",
        "This cannot be taken back any more. If it was wrong, note what is right.",
    )
    lease = await GreetingLease.get(account_id=account.id, person_id=person.id)
    assert (lease.attempts, lease.closed_at, lease.result) == (0, None, None)


async def test_nobody_came_is_said_when_the_time_is_over(account: Account) -> None:
    person = await make_person(account, confirmed_at=clock.now() - timedelta(hours=71))
    context = context_for(account, actor_for(person))
    unknown = (await data_of(MISS, context, input={}))["greetingMiss"]
    assert (unknown["code"], unknown["message"]) == ("NOT_FOUND", f"Your welcome {GONE}")
    async with work.unit_of_work(system_actor(account.id)):
        await start_greeting(person, started_at=person.confirmed_at)
    early = (await data_of(MISS, context, input={}))["greetingMiss"]
    assert (early["code"], early["message"]) == ("CONFLICT", "There is still time. If nobody comes, tell us then.")
    lease = await GreetingLease.get(account_id=account.id, person_id=person.id)
    assert (lease.missed_at, lease.steps) == (None, 1)
    with clock.freeze(clock.now() + timedelta(hours=1)):
        for _ in range(2):
            said = (await data_of(MISS, context, input={"clientMutationId": "mine"}))["greetingMiss"]
            assert said == {"__typename": "GreetingMissPayload", "clientMutationId": "mine"}
        await lease.refresh_from_db()
        assert (lease.missed_at, lease.escalates_at, lease.steps) == (clock.now(), clock.now(), 2)


BOARD = """{ newcomers { edges { node { ownerName ownerRole stage dueAt isOverdue attempts lastResult missedAt next nextAt
  canHandOver person { id } greeters { role inHand person { id } } } } pageInfo { hasNextPage } } }"""
HAND_OVER = """mutation($input: GreetingHandOverInput!) { greetingHandOver(input: $input) { __typename
  ... on GreetingHandOverPayload { newcomer { ownerName ownerRole next } } ... on UserError { code field message } } }"""


async def test_the_board_and_taking_over(account: Account) -> None:
    now = datetime(2026, 10, 1, 12, tzinfo=UTC)
    with clock.freeze(now):
        person = await make_person(account, confirmed_at=now - timedelta(hours=80))
        organizer = await make_organizer(account, greeted_at=now, first_name="Rosa", last_name="Parks")
        context = context_for(account, organizer)
        async with work.unit_of_work(system_actor(account.id)):
            await start_greeting(person, started_at=person.confirmed_at)
        (edge,) = (await data_of(BOARD, context))["newcomers"]["edges"]
        assert edge["node"] == {
            "ownerName": None,
            "ownerRole": None,
            "stage": "GREETER",
            "dueAt": "2026-10-01T04:00:00+00:00",
            "isOverdue": True,
            "attempts": 0,
            "lastResult": None,
            "missedAt": None,
            "next": "LOOKING",
            "nextAt": "2026-10-01T12:00:00+00:00",
            "canHandOver": True,
            "person": {"id": global_id("Person", person.id)},
            "greeters": [
                {"role": "ORGANIZER", "inHand": 0, "person": {"id": global_id("Person", organizer.person_id)}}
            ],
        }
        given = {"personId": global_id("Person", person.id)}
        taken = (await data_of(HAND_OVER, context, input=given))["greetingHandOver"]
        assert taken["newcomer"] == {"ownerName": "Rosa P.", "ownerRole": "ORGANIZER", "next": "CLIMBS"}
        again = (await data_of(HAND_OVER, context, input=given))["greetingHandOver"]
        assert (again["code"], again["message"]) == ("CONFLICT", "They have this newcomer in hand already.")
        other = context_for(account, await make_organizer(account, greeted_at=now))
        changed = (await data_of(HAND_OVER, other, input=given | {"expectedOwner": None}))["greetingHandOver"]
        assert changed["code"] == "CONFLICT"
        assert changed["message"].startswith("\u2068Rosa P.\u2069 was given this newcomer a moment ago.")
        seen = (await data_of("{ newcomers { edges { node { ownerId } } } }", other))["newcomers"]["edges"][0]["node"]
        assert seen["ownerId"] == global_id("Person", organizer.person_id)
        sure = (await data_of(HAND_OVER, other, input=given | {"expectedOwner": seen["ownerId"]}))["greetingHandOver"]
        assert sure["newcomer"]["ownerName"] == "Ada"
