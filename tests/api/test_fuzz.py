"""Whatever is sent, no bug answers: random text, random documents of the schema, random variables."""

from typing import Any

import orjson
from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from api.decoding import Malformed, request_from_body
from api.execution import Answer, Endpoint, Request
from models.kernel.actor import Actor
from models.kernel.ids import new_id
from tests.api.asking import an_account, context_for
from tests.api.kettles import kettle_schema

CORE = kettle_schema._schema
ACCOUNT = an_account()
ENDPOINT = Endpoint(kettle_schema)
BROKEN_ON_PURPOSE = {"broken", "doorTry"}
PUNCTUATION = ["{", "}", "(", ")", "[", "]", "...", ":", "!", "=", "|", "@", "$", "&", '"', '"""', "#", "\n", ","]
WORDS = [
    *("query", "mutation", "subscription", "fragment", "on", "null", "true", "1", "-1", "1.5", "1e9", '"a"', "$n"),
    *(
        "kettles",
        "edges",
        "node",
        "name",
        "first",
        "after",
        "account",
        "owner",
        "friends",
        "id",
        "__typename",
        "__schema",
    ),
    *("Kettle", "KettleQuery", "Owner", "Int", "ID", "skip", "include", "if", "A", "B", "kettleLend", "input"),
]

jsons = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


async def _ask(request: Request) -> Answer:
    return await ENDPOINT.run(request, context_for(ACCOUNT, Actor(ACCOUNT.id, person_id=new_id())))


def _ensure_no_bug(answer: Answer) -> None:
    assert answer.status < 500
    assert not any("errorId" in error.get("extensions", {}) for error in answer.errors), answer.errors
    orjson.dumps(answer.body)


@given(st.lists(st.sampled_from([*PUNCTUATION, *WORDS]), max_size=60), st.sampled_from([" ", "", "\n"]))
@settings(max_examples=100, deadline=None)
async def test_random_tokens(tokens: list[str], between: str) -> None:
    _ensure_no_bug(await _ask(Request(between.join(tokens))))


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")))
@settings(max_examples=100, deadline=None)
async def test_random_text(source: str) -> None:
    _ensure_no_bug(await _ask(Request(source)))


def _dumped(value: Any) -> bytes:
    try:
        return orjson.dumps({"query": "{ __typename }", "variables": value})
    except TypeError:
        return b""


@given(st.binary(max_size=300) | jsons.map(_dumped))
@settings(max_examples=100, deadline=None)
async def test_random_bodies(body: bytes) -> None:
    try:
        request = request_from_body(body)
    except Malformed:
        return
    _ensure_no_bug(await _ask(request))


@given(jsons, jsons)
@settings(max_examples=100, deadline=None)
async def test_random_variables(first: Any, lend: Any) -> None:
    change = "mutation M($lend: KettleLendInput!) { kettleLend(input: $lend) { __typename } }"
    _ensure_no_bug(await _ask(Request(change, {"lend": lend})))
    page = "query Q($n: Int, $id: ID!) { kettles(first: $n) { pageInfo { endCursor } } node(id: $id) { id } }"
    _ensure_no_bug(await _ask(Request(page, {"n": first, "id": lend})))


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A document that is valid but for what chance puts in: selections by the schema, fragments, directives, aliases."""
    root = draw(st.sampled_from([CORE.query_type, CORE.mutation_type]))
    assert root is not None
    fragments = draw(st.integers(0, 3))
    body = [f"{'mutation' if root is CORE.mutation_type else 'query'} {_selection(draw, root, 4, fragments)}"]
    for number in range(fragments):
        kind = draw(st.sampled_from([each for each in CORE.type_map.values() if isinstance(each, GraphQLObjectType)]))
        body.append(f"fragment F{number} on {kind.name} {_selection(draw, kind, 3, fragments)}")
    return " ".join(body)


def _selection(draw: st.DrawFn, kind: GraphQLNamedType, depth: int, fragments: int) -> str:
    if isinstance(kind, GraphQLUnionType):
        return "{ __typename ... on UserError { message code } }"
    if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        return draw(st.sampled_from(["", "", "", "", "{ __typename }"]))
    usable = [name for name in kind.fields if name not in BROKEN_ON_PURPOSE]
    names = draw(st.lists(st.sampled_from(["__typename", *usable]), min_size=1, max_size=4))
    parts = [_part(draw, kind, name, depth, fragments) for name in names]
    if fragments and draw(st.booleans()):
        parts.append(f"...F{draw(st.integers(0, fragments))}")
    if draw(st.booleans()) and depth:
        parts.append(f"... on {kind.name} @include(if: true) {_selection(draw, kind, depth - 1, fragments)}")
    return "{ " + " ".join(parts) + " }"


def _part(
    draw: st.DrawFn, kind: GraphQLObjectType | GraphQLInterfaceType, name: str, depth: int, fragments: int
) -> str:
    if name == "__typename" or not depth:
        return "__typename"
    field: GraphQLField = kind.fields[name]
    alias = draw(st.sampled_from(["", "", f"{name}: ", "x: "]))
    chosen = [argument for argument in field.args if draw(st.booleans())]
    values = st.sampled_from(["1", "0", "-5", "101", "null", '"a"', '"K2V0dGxlOg"', "true", "[]", "{}", "1.5", "A"])
    given = ", ".join(f"{argument}: {draw(values)}" for argument in chosen)
    below = _selection(draw, get_named_type(field.type), depth - 1, fragments)
    return f"{alias}{name}{f'({given})' if given else ''} {below}"


@given(documents())
@settings(max_examples=100, deadline=None)
async def test_random_documents_of_the_schema(source: str) -> None:
    _ensure_no_bug(await _ask(Request(source)))


@given(documents(), st.data())
@settings(max_examples=100, deadline=None)
async def test_documents_with_a_piece_missing_or_twice(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, min(len(source), start + 20)))
    _ensure_no_bug(await _ask(Request(source[:start] + source[end:])))
    _ensure_no_bug(await _ask(Request(source[:end] + source[start:])))
