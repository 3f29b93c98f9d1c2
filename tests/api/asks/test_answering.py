"""Asks as people see and answer them."""

import pytest

from api import ids
from api.context import Context
from models.asks.tables import Ask, AskAnswer, AskStatus
from models.kernel import clock
from models.kernel.actor import Actor, stranger
from models.kernel.tables import Account
from models.tasks.tables import Assignment, AssignmentState, Shift
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_account, make_organizer, make_person
from tests.models.asks.stage import agree, make_matches, make_shift, make_task
from tests.models.asks.test_answer import Asked, make_asked

BY_TOKEN = """query($token: String!) { ask(token: $token) {
    firstName closed answer task { title place timeZone region { name } } shift { startsAt freePlaces }
} }"""
ANSWER = """mutation($input: AskAnswerInput!) { askAnswer(input: $input) {
    __typename
    ... on UserError { message code field }
    ... on AskClosed { answer }
    ... on AskAnswerPayload { message ask { id status answer } assignment { id state queuePosition } }
} }"""
OPEN = """{ me { openAsk {
    id status answer sentence askedByName reasons { code parameters text }
    task { title } shift { id freePlaces }
} } }"""


async def _answer(context: Context, **given: object) -> dict[str, object]:
    data = await data_of(ANSWER, context, input=given)
    result: dict[str, object] = data["askAnswer"]
    return result


async def _stored(asked: Asked) -> Ask:
    return (await asked.reload())[0]


@pytest.mark.usefixtures("geography")
async def test_a_link_shows_its_ask_without_sign_in_and_changes_nothing(account: Account) -> None:
    asked = await make_asked(account)
    data = await data_of(BY_TOKEN, context_for(account), token=asked.token)
    assert data["ask"] == {
        "firstName": "Ada",
        "closed": False,
        "answer": None,
        "task": {
            "title": "Saturday doors",
            "place": "Chelsea",
            "timeZone": "America/New_York",
            "region": {"name": "New York County"},
        },
        "shift": {"startsAt": asked.shift.starts_at.isoformat(), "freePlaces": 2},
    }
    assert (await _stored(asked)).status is AskStatus.CHOSEN


async def test_a_link_of_nobody_or_of_another_account_shows_nothing(account: Account) -> None:
    asked = await make_asked(account)
    other = await make_account()
    assert await data_of(BY_TOKEN, context_for(account), token="forged") == {"ask": None}
    assert await data_of(BY_TOKEN, context_for(other), token=asked.token) == {"ask": None}
    refused = await _answer(context_for(other), token=asked.token, answer="YES")
    assert (refused["__typename"], refused["code"]) == ("InvalidInput", "LINK_UNKNOWN")
    assert (await _stored(asked)).answer is None


async def test_after_the_shift_began_the_ask_is_closed(account: Account) -> None:
    asked = await make_asked(account)
    with clock.freeze(asked.shift.starts_at):
        data = await data_of(BY_TOKEN, context_for(account), token=asked.token)
        refused = await _answer(context_for(account), token=asked.token, answer="YES")
    assert data["ask"]["closed"] is True
    assert refused["__typename"] == "AskClosed"
    assert refused["message"] == "This is no longer needed. Thank you anyway! Sign in to see what else is needed."


async def test_a_yes_by_the_link_takes_the_place(account: Account) -> None:
    asked = await make_asked(account)
    answered = await _answer(context_for(account), token=asked.token, answer="YES")
    assignment = await Assignment.get(account_id=account.id)
    assert answered["ask"] == {"id": ids.global_id("Ask", asked.ask.id), "status": "ANSWERED", "answer": "YES"}
    assert answered["assignment"] == {
        "id": ids.global_id("Assignment", assignment.id),
        "state": "CONFIRMED",
        "queuePosition": None,
    }
    assert str(answered["message"]).startswith(
        "Wonderful, \u2068Ada\u2069: your place is kept. \u2068Saturday doors\u2069, "
    )


async def test_a_yes_to_a_full_shift_joins_the_queue(account: Account) -> None:
    asked = await make_asked(account)
    await Shift.filter(account_id=account.id, id=asked.shift.id).update(confirmed=2)
    answered = await _answer(context_for(account), token=asked.token, answer="YES")
    assert str(answered["message"]).startswith("Thank you, \u2068Ada\u2069! All places are taken just now;")
    assert (await Assignment.get(account_id=account.id)).state is AssignmentState.WAITLISTED


@pytest.mark.parametrize(
    ("answer", "language", "beginning"),
    [
        (AskAnswer.NOT_NOW, "en", "That is fine, Ada."),
        (AskAnswer.TOO_FAR, "en", "Good to know, Ada: from now on"),
        (AskAnswer.NOT_MY_THING, "en", "Good to know, Ada: we will not"),
        (AskAnswer.ALREADY_DID, "en", "Even better, Ada"),
        (AskAnswer.NEVER, "en", "Of course, Ada"),
    ],
)
async def test_each_answer_gets_a_warm_sentence(
    account: Account, answer: AskAnswer, language: str, beginning: str
) -> None:
    asked = await make_asked(account, language=language)
    answered = await _answer(context_for(account), token=asked.token, answer=answer.name)
    assert answered["assignment"] is None
    assert str(answered["message"]).startswith(beginning)
    assert (await _stored(asked)).answer is answer


async def test_a_second_answer_is_told_the_first(account: Account) -> None:
    asked = await make_asked(account)
    await _answer(context_for(account), token=asked.token, answer="NOT_NOW")
    refused = await _answer(context_for(account), token=asked.token, answer="YES")
    assert (refused["__typename"], refused["code"], refused["answer"]) == ("AskClosed", "ASK_CLOSED", "NOT_NOW")
    assert (await Assignment.get(account_id=account.id)).state is AssignmentState.DECLINED


async def test_me_sees_the_open_ask_and_answers_it(account: Account) -> None:
    asked = await make_asked(account)
    context = context_for(account, actor_for(asked.person))
    data = await data_of(OPEN, context)
    assert data["me"]["openAsk"] == {
        "id": ids.global_id("Ask", asked.ask.id),
        "status": "CHOSEN",
        "answer": None,
        "sentence": "It is near you: 1.9 mi.",
        "askedByName": "Campaign",
        "reasons": [{"code": "near", "parameters": {"km": 3.1}, "text": "It is near you: 1.9 mi."}],
        "task": {"title": "Saturday doors"},
        "shift": {"id": ids.global_id("Shift", asked.shift.id), "freePlaces": 2},
    }
    answered = await _answer(context, id=data["me"]["openAsk"]["id"], answer="NOT_NOW")
    assert answered["__typename"] == "AskAnswerPayload"
    assert await data_of(OPEN, context_for(account, actor_for(asked.person))) == {"me": {"openAsk": None}}


async def test_an_ask_whose_shift_began_is_open_no_more(account: Account) -> None:
    asked = await make_asked(account)
    with clock.freeze(asked.shift.starts_at):
        assert await data_of(OPEN, context_for(account, actor_for(asked.person))) == {"me": {"openAsk": None}}


async def test_others_cannot_see_or_answer_it(account: Account) -> None:
    asked = await make_asked(account)
    ask_id = ids.global_id("Ask", asked.ask.id)
    somebody, organizer = actor_for(await make_person(account)), await make_organizer(account)
    actors: list[Actor] = [somebody, organizer, stranger(account.id)]
    for actor in actors:
        node = await data_of("query($id: ID!) { node(id: $id) { id } }", context_for(account, actor), id=ask_id)
        assert node == {"node": None}
        refused = await _answer(context_for(account, actor), id=ask_id, answer="YES")
        assert refused["__typename"] in {"NotFound", "SignInRequired"}
    assert (await _stored(asked)).answer is None


async def test_the_send_button_asks_the_best(account: Account) -> None:
    organizer = await make_organizer(account, "US/NY/", first_name="Grace", last_name="Hopper")
    people = [await make_person(account) for _ in range(3)]
    for person in people:
        await agree(person)
    task = await make_task(account)
    await make_matches(task, await make_shift(task), *people)
    assert await _send(context_for(account, organizer), task.id, people=2) == {"chosen": 2}
    source = "query($id: ID!) { node(id: $id) { ... on Task { asks { chosen sent yes no } } } }"
    task_id = ids.global_id("Task", task.id)
    counts = await data_of(source, context_for(account, organizer), id=task_id)
    assert counts == {"node": {"asks": {"chosen": 2, "sent": 0, "yes": 0, "no": 0}}}
    hidden = await data_of(source, context_for(account, actor_for(people[0])), id=task_id)
    assert hidden == {"node": {"asks": None}}
    seen = await data_of(OPEN, context_for(account, actor_for(people[0])))
    assert seen["me"]["openAsk"]["askedByName"] == "Grace H."


async def _send(context: Context, task_id: object, **more: object) -> object:
    source = """mutation($input: TaskAskInput!) { taskAsk(input: $input) {
        ... on UserError { __typename code field } ... on TaskAskPayload { chosen }
    } }"""
    given = {"taskId": ids.global_id("Task", task_id), **more}  # type: ignore[arg-type]
    return (await data_of(source, context, input=given))["taskAsk"]


async def test_the_send_button_is_for_its_organizers(account: Account) -> None:
    asked = await make_asked(account)
    elsewhere = await make_organizer(account, "US/CA/")
    refused = [
        await _send(context_for(account, actor), asked.task.id) for actor in (None, actor_for(asked.person), elsewhere)
    ]
    assert [each["__typename"] for each in refused] == ["SignInRequired", "NotAllowed", "NotAllowed"]  # type: ignore[index]
    organizer = await make_organizer(account)
    nobody = await _send(context_for(account, organizer), asked.task.id, people=0)
    assert nobody == {"__typename": "InvalidInput", "code": "INVALID", "field": "people"}
    unknown = await _send(context_for(account, organizer), asked.person.id)
    assert unknown == {"__typename": "NotFound", "code": "NOT_FOUND", "field": None}
    assert await Ask.filter(account_id=account.id).count() == 1
