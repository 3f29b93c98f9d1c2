"""What one document may ask for: measured in one pass, however its fragments multiply."""

import pytest
from graphql import get_introspection_query, parse
from hypothesis import given, settings
from hypothesis import strategies as st

from api.costs import costs_of
from api.execution import Answer, Endpoint, Request
from api.limits import Limits, Measure, measure
from models.kernel.actor import Actor, Role, Scope
from models.kernel.ids import new_id
from tests.api.asking import an_account, context_for
from tests.api.kettles import QUERIES, kettle_schema

ACCOUNT = an_account()
ENDPOINT = Endpoint(kettle_schema)


def _measure(source: str, **variables: object) -> Measure:
    return measure(kettle_schema._schema, parse(source), variables)


async def _run(source: str, *roles: Role, **changes: bool) -> Answer:
    actor = Actor(ACCOUNT.id, person_id=new_id(), scopes=tuple(map(Scope, roles)), **changes)
    return await ENDPOINT.run(Request(source), context_for(ACCOUNT, actor))


async def _refused_for(source: str) -> str:
    """Which limit a document goes beyond."""
    answer = await _run(source)
    assert answer.executed is False
    (error,) = answer.errors
    assert error["extensions"]["code"] == "TOO_COMPLEX"
    limit: str = error["extensions"]["limit"]
    return limit


def _doubling(levels: int) -> str:
    fragments = [f"fragment F{i} on KettleQuery {{ ...F{i + 1} ...F{i + 1} }}" for i in range(levels)]
    return f"{{ ...F0 }} {' '.join(fragments)} fragment F{levels} on KettleQuery {{ broken }}"


async def test_fragments_that_double_each_other_are_refused_without_being_walked() -> None:
    assert _measure(_doubling(3)).fields == 8
    assert _measure(_doubling(60)).fields == 2**60
    assert await _refused_for(_doubling(17)) == "fields"
    assert (await _run(_doubling(200))).errors[0]["extensions"]["code"] == "TOO_COMPLEX"


async def test_lists_in_lists_are_refused_before_anything_is_loaded() -> None:
    QUERIES.clear()
    nested = "friends(first: 100) { edges { node { " * 2 + "id" + " } } }" * 2
    bomb = "{ kettles(first: 100) { edges { node { owner { " + nested + " } } } } }"
    assert _measure(bomb).cost > 100**3
    assert await _refused_for(bomb) == "cost"
    assert QUERIES == []


@pytest.mark.parametrize(
    ("source", "cost"),
    [
        ("{ account { name } }", 2),
        ("{ account { languages } }", 2),
        ("{ kettles { pageInfo { endCursor } } }", 1 + 20 * 2),
        ("{ kettles(first: 3) { edges { node { name litres } } } }", 1 + 3 * (1 + 1 + 2)),
        ("{ kettles(first: 3) { ...Page } } fragment Page on KettleConnection { edges { cursor } }", 1 + 3 * 2),
        ("query($n: Int = 3) { kettles(first: $n) { edges { cursor } } }", 1 + 20 * 2),
        ("{ kettles(first: null) { edges { cursor } } }", 1 + 20 * 2),
        ("{ kettles(first: -4) { edges { cursor } } }", 1 + 2),
        ("{ dear }", 1 + 50),
        ("{ few { name } }", 1 + 2 * 1),
        ("{ many { name } }", 1 + 10 * 1),
        ("{ teapots { name } }", 2),
        ("{ a: account { name } b: account { name } }", 4),
        ("query A { account { name } } query B { account { name } }", 4),
        ("{ __typename } fragment Unused on KettleQuery { account { name } }", 2),
    ],
)
def test_costs_multiply(source: str, cost: int) -> None:
    assert _measure(source).cost == cost


def test_a_variable_says_how_long_a_list_is() -> None:
    source = "query($n: Int) { kettles(first: $n) { edges { cursor } } }"
    assert [_measure(source, n=n).cost for n in (1, 50, None, "many", True)] == [3, 101, 41, 41, 3]


async def test_a_document_that_is_kept_is_still_measured_by_its_variables() -> None:
    source = (
        "query($n: Int) { kettles(first: $n) { edges { node { owner { friends(first: $n) { edges { cursor } } } } } } }"
    )
    for n, executed in ((2, True), (100, False), (3, True), (100.0, False), (100, False)):
        answer = await ENDPOINT.run(Request(source, {"n": n}), context_for(ACCOUNT))
        assert answer.executed is executed


async def test_the_default_of_a_variable_counts_where_it_is_not_given() -> None:
    source = (
        "query($n: Int = 100) { kettles(first: $n) { edges { node { owner { friends(first: $n) "
        "{ edges { cursor } } } } } } }"
    )
    assert await _refused_for(source) == "cost"
    for n in (2, None):
        assert (await ENDPOINT.run(Request(source, {"n": n}), context_for(ACCOUNT))).executed
    assert await _refused_for(source) == "cost"


@pytest.mark.parametrize(
    ("source", "limit"),
    [
        (
            "{ kettles { edges { node { owner { "
            + "friends { edges { node { " * 3
            + "id"
            + " } } }" * 3
            + " } } } } }",
            "depth",
        ),
        ("{ " + " ".join(f"a{i}: __typename" for i in range(61)) + " }", "aliases"),
        ("{ " + "__typename @skip(if: false) " * 61 + "}", "directives"),
        ("{ " + "... @skip(if: false) { " * 61 + "__typename" + " }" * 61 + " }", "directives"),
        ("{ " + "__typename " * 501 + "}", "fields"),
    ],
)
async def test_each_limit(source: str, limit: str) -> None:
    assert await _refused_for(source) == limit


async def test_introspection_is_exempt_from_depth_and_cost_but_has_a_bound() -> None:
    standard = get_introspection_query(specified_by_url=True, input_value_deprecation=True)
    measured = _measure(standard)
    assert (measured.depth, measured.cost) == (0, 0)
    assert 0 < measured.introspection < Limits().introspection
    answer = await _run(standard)
    assert answer.errors == []
    many = (
        "{ "
        + "".join(
            f"a{i}: __schema {{ types {{ fields {{ args {{ type {{ fields {{ name }} }} }} }} }} }} " for i in range(50)
        )
        + "}"
    )
    assert await _refused_for(many) == "introspection"


@given(st.integers(1, 6), st.integers(1, 30))
@settings(deadline=None)
def test_nesting_multiplies_exactly(levels: int, first: int) -> None:
    source = "{ kettles(first: 1) { edges { node { owner { " + f"friends(first: {first}) {{ edges {{ node {{ " * levels
    measured = _measure(source + "id" + " } } }" * levels + " } } } } }")
    cost = 1
    for _ in range(levels):
        cost = 1 + first * (2 + cost)
    assert measured.cost == 1 + (2 + 1 + cost)


async def test_a_volunteer_changes_one_thing_at_a_time() -> None:
    two = "mutation { a: sessionGive b: sessionGive }"
    hidden = "mutation { ...A } fragment A on KettleMutation { sessionGive ... on KettleMutation { b: sessionGive } }"
    for source in (two, hidden):
        for roles in ((), (Role.VOLUNTEER,), (Role.TEAM_LEADER,)):
            answer = await _run(source, *roles)
            assert [error["extensions"] for error in answer.errors] == [
                {"code": "TOO_COMPLEX", "limit": "mutations", "most": 1}
            ]
        assert (await _run(source, Role.ORGANIZER)).errors == []
    assert (await _run("mutation { sessionGive }")).data == {"sessionGive": True}


async def test_a_token_for_reading_changes_nothing() -> None:
    answer = await _run("mutation { sessionGive }", Role.ADMIN, read_only=True)
    assert [error["extensions"] for error in answer.errors] == [{"code": "NOT_PERMITTED"}]
    assert (answer.status, answer.executed) == (403, False)
    assert (await _run("{ account { name } }", Role.ADMIN, read_only=True)).errors == []


def test_a_field_says_what_it_costs() -> None:
    assert costs_of(kettle_schema._schema.mutation_type.fields["doorTry"]).guard == "sign-in"  # type: ignore[union-attr]
    assert costs_of(None) == costs_of(kettle_schema._schema.query_type.fields["broken"])  # type: ignore[union-attr]
