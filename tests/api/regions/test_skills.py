"""Skills to choose from."""

import pytest

from api import ids
from models.kernel.actor import stranger
from models.kernel.tables import Account
from models.skills.queries import skill_id
from tests.api.asking import ask, context_for, data_of

pytestmark = pytest.mark.usefixtures("skills")

SKILLS = "query($search: String!, $first: Int) { skills(search: $search, first: $first) { id label description } }"


async def test_nothing_typed_offers_what_campaigns_need(account: Account) -> None:
    data = await data_of("{ skills(first: 3) { id } }", context_for(account))
    assert len(data["skills"]) == 3


async def test_a_skill_is_found_in_any_language_and_shown_in_the_readers(account: Account) -> None:
    polish = context_for(account, stranger(account.id, "pl"))
    data = await data_of(SKILLS, polish, search="first aid", first=1)
    (found,) = data["skills"]
    assert found["id"] == ids.global_id("Skill", skill_id("first-aid"))
    again = await data_of(SKILLS, context_for(account), search=found["label"], first=1)
    assert (again["skills"][0]["id"], again["skills"][0]["label"]) == (found["id"], "First aid")


async def test_a_skill_is_a_node(account: Account) -> None:
    source = "query($id: ID!) { node(id: $id) { ... on Skill { label } } }"
    data = await data_of(source, context_for(account), id=ids.global_id("Skill", skill_id("first-aid")))
    assert data == {"node": {"label": "First aid"}}


async def test_too_many_are_refused(account: Account) -> None:
    answer = await ask(SKILLS, context_for(account), search="", first=101)
    assert [error["extensions"]["code"] for error in answer.errors] == ["INVALID"]
