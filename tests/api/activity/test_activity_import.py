"""Taking in a table of work through the API."""

from typing import Any

from api import ids
from models.activity.tables import Activity
from models.kernel.actor import Actor
from models.kernel.ids import new_id
from models.kernel.tables import Account
from models.people.tables import Import
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_organizer, make_person

IMPORT = """
mutation($input: ActivityImportInput!) { activityImport(input: $input) {
  __typename
  ... on ActivityImportPayload { report { importId added known leftOut problems { row column value advice } } }
  ... on UserError { message code }
} }
"""
UNDO = """
mutation($input: ActivityImportUndoInput!) { activityImportUndo(input: $input) {
  __typename
  ... on ActivityImportUndoPayload { withdrawn }
  ... on UserError { message code }
} }
"""
TABLE = "who,day,work,minutes\nada@example.org,2026-03-25,Rally,60\nnobody@example.org,2026-03-25,Rally,60\n"


async def take_in(account: Account, actor: Actor, **changes: Any) -> Any:
    values = {"csv": TABLE, "mapping": [{"field": "kind", "column": "work"}]} | changes
    return (await data_of(IMPORT, context_for(account, actor), input=values))["activityImport"]


async def undo(account: Account, actor: Actor, import_id: str) -> Any:
    return (await data_of(UNDO, context_for(account, actor), input={"id": import_id}))["activityImportUndo"]


async def test_looks_first_then_keeps_then_undoes(account: Account) -> None:
    await make_person(account, email="ada@example.org")
    organizer = await make_organizer(account)
    looked = await take_in(account, organizer)
    assert looked["report"] == {
        "importId": None,
        "added": 1,
        "known": 0,
        "leftOut": 1,
        "problems": [
            {
                "row": 3,
                "column": "who",
                "value": "nobody@example.org",
                "advice": "Nobody in your region is known by this. Import people first. The row is left out.",
            }
        ],
    }
    assert await Activity.filter(account_id=account.id).count() == 0
    kept = await take_in(account, organizer, dryRun=False)
    import_id = (await Import.get(account_id=account.id)).id
    assert kept["report"]["importId"] == ids.global_id("Import", import_id)
    assert await Activity.filter(account_id=account.id, import_id=import_id).count() == 1
    assert await undo(account, organizer, kept["report"]["importId"]) == {
        "__typename": "ActivityImportUndoPayload",
        "withdrawn": 1,
    }
    assert (await undo(account, organizer, kept["report"]["importId"]))["code"] == "CONFLICT"


async def test_volunteers_may_not_and_unknown_imports_do_not_exist(account: Account) -> None:
    volunteer, organizer = actor_for(await make_person(account)), await make_organizer(account)
    assert (await take_in(account, volunteer, dryRun=False))["__typename"] == "NotAllowed"
    assert await Activity.filter(account_id=account.id).count() == 0
    for given in (ids.global_id("Import", new_id()), ids.global_id("Task", new_id()), "nonsense"):
        assert (await undo(account, organizer, given))["__typename"] == "NotFound"
