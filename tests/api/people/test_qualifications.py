"""Licences and trainings through the API, from declaring one to what a refusal tells."""

from typing import Any

from api.ids import global_id
from models.kernel.actor import Actor
from models.kernel.tables import Account
from models.people.tables import PersonQualification
from models.tasks.tables import Assignment
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_organizer, make_person, make_qualification, make_shift, make_task

REFUSED = "... on UserError { code }"
DECLARE = f"""mutation($input: QualificationDeclareInput!) {{ qualificationDeclare(input: $input) {{
    ... on QualificationDeclarePayload {{ me {{ qualifications {{ standing confirmedAt qualification {{ name }} }} }} }}
    {REFUSED} }} }}"""
CONFIRM = f"""mutation($input: QualificationConfirmInput!) {{ qualificationConfirm(input: $input) {{
    ... on QualificationConfirmPayload {{ person {{ qualifications {{ standing }} }} }} {REFUSED} }} }}"""
SIGN_UP = """mutation($input: ShiftSignUpInput!) { shiftSignUp(input: $input) { __typename
    ... on NotQualified { code field message missing { standing qualification { name howToGet needsConfirmation } } } } }"""
READ = """query($task: ID!, $person: ID!) {
    task(id: $task) { qualifications { name kind } } person(id: $person) { qualifications { standing } }
    qualificationsToConfirm { person { firstName } held { standing } } }"""


async def _do(document: str, account: Account, actor: Actor, **values: Any) -> Any:
    (answer,) = (await data_of(document, context_for(account, actor), input=values)).values()
    return answer


async def test_from_declaring_to_taking_a_place(account: Account) -> None:
    required = await make_qualification(account, needs_confirmation=True)
    task = await make_task(account, qualification_ids=[required.id])
    shift = await make_shift(task)
    person = await make_person(account)
    me, organizer = actor_for(person), await make_organizer(account, "US/NY/")
    key = {"qualificationId": global_id("Qualification", required.id)}
    refused = await _do(SIGN_UP, account, me, shiftId=global_id("Shift", shift.id))
    assert (refused["__typename"], refused["code"], refused["field"]) == ("NotQualified", "NOT_QUALIFIED", "shiftId")
    what = {"name": "Boat training", "howToGet": "Ask at the harbour.", "needsConfirmation": True}
    assert refused["missing"] == [{"standing": "MISSING", "qualification": what}]
    assert await Assignment.filter(account_id=account.id).count() == 0
    declared = await _do(DECLARE, account, me, **key)
    (mine,) = declared["me"]["qualifications"]
    assert mine == {"standing": "UNCONFIRMED", "confirmedAt": None, "qualification": {"name": "Boat training"}}
    ids = {"task": global_id("Task", task.id), "person": global_id("Person", person.id)}
    read = await data_of(READ, context_for(account, organizer), **ids)
    assert read["task"]["qualifications"] == [{"name": "Boat training", "kind": "TRAINING"}]
    assert read["qualificationsToConfirm"] == [{"person": {"firstName": "Ada"}, "held": {"standing": "UNCONFIRMED"}}]
    confirmed = await _do(CONFIRM, account, organizer, personId=ids["person"], **key)
    assert confirmed["person"]["qualifications"] == [{"standing": "VALID"}]
    taken = await _do(SIGN_UP, account, me, shiftId=global_id("Shift", shift.id))
    assert taken["__typename"] == "ShiftSignUpPayload"


async def test_a_neighbour_sees_nothing_and_confirms_nothing(account: Account) -> None:
    required = await make_qualification(account, needs_confirmation=True)
    person, neighbour = await make_person(account), actor_for(await make_person(account))
    key = {"qualificationId": global_id("Qualification", required.id)}
    await _do(DECLARE, account, actor_for(person), **key)
    answer = await _do(CONFIRM, account, neighbour, personId=global_id("Person", person.id), **key)
    assert answer == {"code": "NOT_ALLOWED"}
    assert (await PersonQualification.get(account_id=account.id)).confirmed_at is None
    data = await data_of("{ qualificationsToConfirm { held { standing } } }", context_for(account, neighbour))
    assert data == {"qualificationsToConfirm": []}
