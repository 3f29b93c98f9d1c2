"""The patterns that every domain's types follow, on a small schema."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from api import ids
from api.context import Context
from models.kernel.actor import Actor, Role, Scope
from models.kernel.ids import id_for, new_id
from tests.api.asking import an_account, ask, context_for, data_of
from tests.api.kettles import KETTLES, QUERIES, KettleRow, kettle_schema

LEND = """
mutation Lend($input: KettleLendInput!) { kettleLend(input: $input) {
  __typename
  ... on KettleLendPayload { kettle { id name lentTo owner { name } } }
  ... on UserError { message code field }
  ... on KettleIsLent { lentTo owner { name } }
} }
"""
BLUE, RED, FOREIGN = id_for("kettle:blue"), id_for("kettle:red"), id_for("kettle:foreign")
ACCOUNT = an_account()


@pytest.fixture(autouse=True)
def _kettles() -> Iterator[None]:
    for row in (
        KettleRow(BLUE, ACCOUNT.id, "blue", 2, id_for("owner:1")),
        KettleRow(RED, ACCOUNT.id, "red", 1, id_for("owner:2"), lent_to="Grace"),
        KettleRow(FOREIGN, new_id(), "foreign", 1, id_for("owner:1")),
    ):
        KETTLES[row.id] = row
    yield
    KETTLES.clear()
    QUERIES.clear()


def _context(language: str = "en") -> Context:
    return context_for(ACCOUNT, Actor(ACCOUNT.id, person_id=new_id(), language=language))


def _id(row_id: UUID) -> str:
    return ids.global_id("Kettle", row_id)


async def _lend(kettle_id: str, context: Context | None = None, **more: object) -> dict[str, object]:
    data = await data_of(LEND, context or _context(), kettle_schema, input={"kettleId": kettle_id, **more})
    result: dict[str, object] = data["kettleLend"]
    return result


async def test_a_mutation_answers_its_payload_with_the_row_as_it_is() -> None:
    assert await _lend(_id(BLUE)) == {
        "__typename": "KettleLendPayload",
        "kettle": {"id": _id(BLUE), "name": "blue", "lentTo": "Ada", "owner": {"name": "Ada"}},
    }


async def test_a_special_refusal_carries_its_data_and_resolves_what_hangs_on_it() -> None:
    assert await _lend(_id(RED)) == {
        "__typename": "KettleIsLent",
        "message": "Somebody else has this kettle. Ask for another.",
        "code": "KETTLE_LENT",
        "field": "kettleId",
        "lentTo": "Grace",
        "owner": {"name": "Grace"},
    }
    assert KETTLES[RED].lent_to == "Grace"


async def test_a_common_refusal_names_its_field() -> None:
    refused = await _lend(_id(BLUE), litres=3)
    assert (refused["__typename"], refused["code"], refused["field"]) == ("InvalidInput", "INVALID", "litres")
    assert KETTLES[BLUE].lent_to is None


async def test_strangers_are_asked_to_sign_in() -> None:
    assert (await _lend(_id(BLUE), context_for(ACCOUNT)))["__typename"] == "SignInRequired"
    assert KETTLES[BLUE].lent_to is None


@pytest.mark.parametrize(
    "given",
    [_id(FOREIGN), ids.global_id("Owner", BLUE), "nonsense", "", "=", "é", _id(BLUE) + "=", str(BLUE), "S2V0dGxlOg"],
)
async def test_ids_of_others_of_other_types_and_of_nothing_answer_as_unknown_ones(given: str) -> None:
    assert await _lend(given) == await _lend(_id(new_id()))
    assert await data_of("query($id: ID!) { node(id: $id) { id } }", _context(), kettle_schema, id=given) == {
        "node": None
    }


async def test_node_finds_by_the_type_inside_the_id() -> None:
    found = await data_of(
        "query($id: ID!) { node(id: $id) { __typename id ... on Kettle { name } } }",
        _context(),
        kettle_schema,
        id=_id(BLUE),
    )
    assert found == {"node": {"__typename": "Kettle", "id": _id(BLUE), "name": "blue"}}


async def test_a_list_loads_what_hangs_on_its_rows_in_one_query() -> None:
    found = await data_of("{ kettles(first: 10) { edges { node { owner { name } } } } }", _context(), kettle_schema)
    assert [edge["node"]["owner"]["name"] for edge in found["kettles"]["edges"]] == ["Ada", "Grace"]
    assert QUERIES == ["kettles_page", "owner_by_id"]


async def test_a_connection_is_read_page_by_page() -> None:
    page = """query($after: String) { kettles(first: 1, after: $after) {
        edges { node { name } } pageInfo { hasNextPage endCursor }
    } }"""
    first = (await data_of(page, _context(), kettle_schema))["kettles"]
    assert ([edge["node"]["name"] for edge in first["edges"]], first["pageInfo"]["hasNextPage"]) == (["blue"], True)
    second = (await data_of(page, _context(), kettle_schema, after=first["pageInfo"]["endCursor"]))["kettles"]
    assert ([edge["node"]["name"] for edge in second["edges"]], second["pageInfo"]["hasNextPage"]) == (["red"], False)


async def test_a_refusal_of_a_query_is_an_error_with_its_code() -> None:
    answer = await ask("{ refused account { name } }", _context(), kettle_schema)
    assert answer.data == {"refused": None, "account": {"name": "Campaign"}}
    assert [(error["path"], error["extensions"]) for error in answer.errors] == [(["refused"], {"code": "NOT_ALLOWED"})]


async def test_a_bug_shows_an_id_and_nothing_else() -> None:
    answer = await ask("{ broken }", _context(), kettle_schema)
    (error,) = answer.errors
    assert error["message"].startswith("Something went wrong on our side.")
    assert error["extensions"]["code"] == "INTERNAL"
    assert len(error["extensions"]["errorId"]) == 16
    assert "1234" not in str(answer)


async def test_what_is_wrong_with_a_document_is_said() -> None:
    answer = await ask("{ kettle }", _context(), kettle_schema)
    assert answer.executed is False
    assert [error["message"] for error in answer.errors] == [
        "Cannot query field 'kettle' on type 'KettleQuery'. Did you mean 'kettles'?"
    ]


async def test_the_account_is_public() -> None:
    assert await data_of("{ account { name defaultCountry languages } }", context_for(ACCOUNT)) == {
        "account": {"name": "Campaign", "defaultCountry": "US", "languages": ["en", "pl", "ar"]}
    }


async def test_each_mutation_of_a_request_begins_with_fresh_loaders() -> None:
    twice = """mutation($a: KettleLendInput!, $b: KettleLendInput!) {
        a: kettleLend(input: $a) { ... on KettleIsLent { owner { name } } }
        b: kettleLend(input: $b) { ... on KettleIsLent { owner { name } } }
    }"""
    organizer = context_for(ACCOUNT, Actor(ACCOUNT.id, person_id=new_id(), scopes=(Scope(Role.ORGANIZER),)))
    red = {"kettleId": _id(RED)}
    data = await data_of(twice, organizer, kettle_schema, a=red, b=red)
    assert data == {"a": {"owner": {"name": "Grace"}}, "b": {"owner": {"name": "Grace"}}}
    assert QUERIES == ["owner_by_id", "owner_by_id"]
