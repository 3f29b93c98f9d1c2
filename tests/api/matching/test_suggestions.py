"""Suggestions through the API: whom a task could use, what I could do next."""

from typing import Any

from api.ids import global_id
from models.kernel import ids
from models.kernel.actor import Actor
from models.kernel.tables import Account
from tests.api.asking import context_for, data_of
from tests.api.tasks.stage import make_stage, person_id, shift_id, task_id
from tests.factories import actor_for, make_organizer, make_person, make_volunteer

TASK = """query($id: ID!) { task(id: $id) { suggestions(first: 5) {
  person { id } task { id } shift { id } distanceKm sentence reasons { code parameters text }
} } }"""
ME = """{ me { suggestions(first: 1) {
  person { id } task { id } shift { id } distanceKm sentence reasons { code }
} } }"""
MATCH = """mutation($input: TaskMatchInput!) { taskMatch(input: $input) {
  __typename ... on TaskMatchPayload { task { suggestions { person { id } score } } } ... on UserError { code }
} }"""


async def _match(account: Account, actor: Actor | None, given: str) -> Any:
    return (await data_of(MATCH, context_for(account, actor), input={"taskId": given}))["taskMatch"]


async def test_an_organizer_matches_a_task_and_reads_why(account: Account) -> None:
    task, shift = await make_stage(account)
    person = await make_volunteer(account, willing=["canvass"])
    organizer = await make_organizer(account, "US/NY/")
    matched = await _match(account, organizer, task_id(task))
    assert [each["person"]["id"] for each in matched["task"]["suggestions"]] == [person_id(person.id)]
    assert 0 < matched["task"]["suggestions"][0]["score"] < 1
    data = await data_of(TASK, context_for(account, organizer), id=task_id(task))
    assert data["task"]["suggestions"] == [
        {
            "person": {"id": person_id(person.id)},
            "task": {"id": task_id(task)},
            "shift": {"id": shift_id(shift)},
            "distanceKm": 0.4,
            "sentence": (
                "Would like this kind of work: Canvassing. Lives nearby: 0.2 mi away. Is new: it is a good first task."
            ),
            "reasons": [
                {
                    "code": "willing",
                    "parameters": {"kind": "canvass"},
                    "text": "Would like this kind of work: Canvassing.",
                },
                {"code": "near", "parameters": {"km": 0.4}, "text": "Lives nearby: 0.2 mi away."},
                {"code": "newcomer", "parameters": {}, "text": "Is new: it is a good first task."},
            ],
        }
    ]


async def test_volunteers_do_not_see_who_else_fits(account: Account) -> None:
    task, _ = await make_stage(account)
    person = await make_volunteer(account)
    await _match(account, await make_organizer(account), task_id(task))
    data = await data_of(TASK, context_for(account, actor_for(person)), id=task_id(task))
    assert data == {"task": {"suggestions": None}}


async def test_the_one_next_thing(account: Account) -> None:
    task, shift = await make_stage(account)
    person = await make_volunteer(account)
    data = await data_of(ME, context_for(account, actor_for(person)))
    assert data["me"]["suggestions"] == [
        {
            "person": None,
            "task": {"id": task_id(task)},
            "shift": {"id": shift_id(shift)},
            "distanceKm": 0.4,
            "sentence": "It is near you: 0.2 mi. It is a good first task.",
            "reasons": [{"code": "near"}, {"code": "newcomer"}],
        }
    ]


async def test_who_may_not_match(account: Account) -> None:
    task, _ = await make_stage(account)
    volunteer = actor_for(await make_person(account))
    unknown = global_id("Task", ids.new_id())
    assert (await _match(account, volunteer, task_id(task)))["__typename"] == "NotAllowed"
    assert (await _match(account, None, task_id(task)))["__typename"] == "SignInRequired"
    assert (await _match(account, await make_organizer(account), unknown))["__typename"] == "NotFound"


CORRECT = """mutation($input: SuggestionCorrectInput!) { suggestionCorrect(input: $input) {
  __typename ... on SuggestionCorrectPayload { changed taskDeclined me { willing unwilling suggestions { task { id } } } }
  ... on UserError { code }
} }"""
AGAINST = """query($id: ID!) { task(id: $id) { mySuggestion {
  shift { id } reasons { code correction } objections { correction skillId text }
} } }"""


async def test_a_reason_is_corrected(account: Account) -> None:
    task, shift = await make_stage(account)
    person = await make_volunteer(account, willing=["canvass"], language="pl")
    context = context_for(account, actor_for(person))
    mine = (await data_of(AGAINST, context, id=task_id(task)))["task"]["mySuggestion"]
    assert mine == {
        "shift": {"id": shift_id(shift)},
        "reasons": [
            {"code": "willing", "correction": "NOT_THIS_WORK"},
            {"code": "near", "correction": "TOO_FAR"},
            {"code": "newcomer", "correction": "NOT_TO_START"},
        ],
        "objections": [
            {"correction": "NOT_THIS_WORK", "skillId": None, "text": "Nie chcę tego rodzaju pracy"},
            {"correction": "TOO_FAR", "skillId": None, "text": "To dla mnie za daleko"},
            {"correction": "NOT_TO_START", "skillId": None, "text": "Nie na pierwsze zadanie"},
            {"correction": "NOT_THEN", "skillId": None, "text": "Nie mogę o tej porze"},
            {"correction": "NOT_THIS_TASK", "skillId": None, "text": "To nie dla mnie"},
        ],
    }
    answer = await data_of(CORRECT, context, input={"shiftId": shift_id(shift), "correction": "NOT_THIS_WORK"})
    changed = answer["suggestionCorrect"].pop("changed")
    assert changed.startswith("Zmienione: ")
    assert answer["suggestionCorrect"] == {
        "__typename": "SuggestionCorrectPayload",
        "taskDeclined": False,
        "me": {"willing": [], "unwilling": ["CANVASS"], "suggestions": []},
    }
    assert await data_of(AGAINST, context, id=task_id(task)) == {"task": {"mySuggestion": None}}
    unknown = {"shiftId": global_id("Shift", ids.new_id()), "correction": "TOO_FAR"}
    assert (await data_of(CORRECT, context, input=unknown))["suggestionCorrect"]["code"] == "NOT_FOUND"
