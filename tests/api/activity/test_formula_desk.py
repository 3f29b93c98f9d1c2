"""Trying and publishing formulas."""

from datetime import timedelta
from typing import Any

from models.activity.actions import log_activity
from models.activity.tables import ActivityKind
from models.kernel import clock
from models.kernel.actor import Role
from models.kernel.tables import Account
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_organizer, make_person

PREVIEW = """query($input: FormulaPreviewInput!) { formulaPreview(input: $input) { __typename
    ... on UserError { message field }
    ... on FormulaPreview { all { people before after gaining } byKind { kind people } byRegion { region { id } }
        people { before after person { displayName } } } } }"""
PUBLISH = """mutation($input: FormulaPublishInput!) { formulaPublish(input: $input) { __typename
    ... on UserError { message field }
    ... on FormulaPublishPayload { formula { version body } } } }"""


async def _body(account: Account) -> Any:
    found: dict[str, Any] = await data_of("{ formula { body } }", context_for(account))
    return found["formula"]["body"]


async def test_the_draft_of_today_changes_nothing(account: Account) -> None:
    for number in range(5):
        actor = actor_for(await make_person(account))
        await log_activity(actor, client_key=f"key-0000000{number}", kind=ActivityKind.DESIGN, quantity=1, minutes=10)
    today = clock.now().date()
    given = {
        "body": await _body(account),
        "first": (today - timedelta(days=2)).isoformat(),
        "last": (today + timedelta(days=2)).isoformat(),
    }
    organizer = context_for(account, await make_organizer(account))
    found = (await data_of(PREVIEW, organizer, input=given))["formulaPreview"]
    assert found["all"] == {"people": 5, "before": 50_000, "after": 50_000, "gaining": 0}
    assert found["byKind"] == [{"kind": "DESIGN", "people": 5}]
    assert len(found["byRegion"]) == 1
    assert found["people"] == []
    volunteer = context_for(account, actor_for(await make_person(account)))
    assert (await data_of(PREVIEW, volunteer, input=given))["formulaPreview"]["__typename"] == "NotAllowed"


async def test_a_wrong_draft_says_where(account: Account) -> None:
    admin = context_for(account, await make_organizer(account, role=Role.ADMIN))
    body = await _body(account) | {"daily_cap": -1}
    valid_from = (clock.now().date() + timedelta(days=9)).isoformat()
    found = (await data_of(PUBLISH, admin, input={"body": body, "validFrom": valid_from}))["formulaPublish"]
    assert (found["__typename"], found["field"]) == ("InvalidInput", "body")
    assert "daily_cap" in found["message"]
    body["daily_cap"] = 1000
    found = (await data_of(PUBLISH, admin, input={"body": body, "validFrom": valid_from}))["formulaPublish"]
    assert found["formula"] == {"version": 2, "body": body}
