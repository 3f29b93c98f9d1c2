"""No request, however malformed, is answered by a fault of ours, by data, or with words from inside."""

import gzip
from collections.abc import AsyncIterator

import httpx
import orjson
import pytest
import pytest_asyncio

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
FINE = b'{"query": "{ __typename }"}'
DEEP = 5_000


def _body(**message: object) -> bytes:
    return orjson.dumps(message)


BODIES: dict[str, bytes] = {
    "nothing": b"",
    "blank": b"   ",
    "null": b"null",
    "true": b"true",
    "number": b"17",
    "float": b"1e400",
    "string": b'"{ __typename }"',
    "list": b"[]",
    "batch": b"[" + FINE + b"," + FINE + b"]",
    "empty object": b"{}",
    "unfinished": b'{"query": "{ __ty',
    "trailing": FINE + b"}",
    "two objects": FINE + FINE,
    "comment": b'{/* hello */ "query": "{ __typename }"}',
    "single quotes": b"{'query': '{ __typename }'}",
    "not a number": b'{"query": "{ __typename }", "variables": {"a": NaN}}',
    "infinity": b'{"query": "{ __typename }", "variables": {"a": Infinity}}',
    "latin-1": '{"query": "{ __typename } # café"}'.encode("latin-1"),
    "utf-16": FINE.decode().encode("utf-16"),
    "utf-8 cut short": '{"query": "{ __typename } # é'.encode()[:-1] + b'"}',
    "byte order mark": b"\xef\xbb\xbf" + FINE,
    "zero byte": b'{"query": "{ __typename }\x00"}',
    "lone surrogate": b'{"query": "{ __typename } # \\ud800"}',
    "lone surrogate in variables": b'{"query": "{ __typename }", "variables": {"a": "\\udfff"}}',
    "raw newline": b'{"query": "{\n __typename }"}',
    "deep list": b"[" * DEEP + b"]" * DEEP,
    "deep variables": b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * DEEP + b"]" * DEEP + b"}}",
    "form": b"query=%7B__typename%7D",
    "multipart": b'--x\r\nContent-Disposition: form-data; name="query"\r\n\r\n{__typename}\r\n--x--\r\n',
    "html": b"<html></html>",
    "a graphql document": b"{ __typename }",
    "query missing": _body(variables={}),
    "query null": _body(query=None),
    "query number": _body(query=1),
    "query list": _body(query=["{ __typename }"]),
    "query object": _body(query={"kind": "Document"}),
    "query empty": _body(query=""),
    "query blank": _body(query=" \n\t,"),
    "query comment": _body(query="# nothing"),
    "query prose": _body(query="give me everything"),
    "query unfinished": _body(query="{"),
    "query closed twice": _body(query="{ __typename }}"),
    "query empty selection": _body(query="{ }"),
    "query type definition": _body(query="type A { b: Int }"),
    "query fragment alone": _body(query="fragment A on KettleQuery { __typename }"),
    "query unknown field": _body(query="{ teapots }"),
    "query unknown argument": _body(query="{ kettles(colour: 1) { pageInfo { endCursor } } }"),
    "query unknown type": _body(query="{ ... on Teapot { name } }"),
    "query unknown fragment": _body(query="{ ...Teapot }"),
    "query unknown directive": _body(query="{ __typename @teapot }"),
    "query cycle": _body(query="{ ...A } fragment A on KettleQuery { ...B } fragment B on KettleQuery { ...A }"),
    "query own cycle": _body(query="{ ...A } fragment A on KettleQuery { ...A }"),
    "query leaf with selection": _body(query="{ __typename { name } }"),
    "query object without selection": _body(query="{ kettles }"),
    "query wrong literal": _body(query='{ kettles(first: "ten") { pageInfo { endCursor } } }'),
    "query huge number": _body(query="{ kettles(first: " + "9" * 400 + ") { pageInfo { endCursor } } }"),
    "query negative number": _body(query="{ kettles(first: -1) { pageInfo { endCursor } } }"),
    "query bad cursor": _body(query='{ kettles(after: "%%%") { pageInfo { endCursor } } }'),
    "query cursor of another list": _body(query='{ kettles(after: "WzEsMl0") { pageInfo { endCursor } } }'),
    "query bad string": _body(query='{ node(id: "unfinished) { id } }'),
    "query bad escape": _body(query='{ node(id: "\\q") { id } }'),
    "query surrogate escape": _body(query='{ node(id: "\\uD800") { id } }'),
    "query braced surrogate": _body(query='{ node(id: "\\u{D800}") { id } }'),
    "query control character": _body(query="{ __typename \x07 }"),
    "query deep": _body(query="{kettles" * DEEP + "}" * DEEP),
    "query deep list literal": _body(query="{ node(id: " + "[" * DEEP + "]" * DEEP + ") { id } }"),
    "query deep object literal": _body(query="{ node(id: " + "{a:" * 900 + "1" + "}" * 900 + ") { id } }"),
    "query deep type": _body(query="query A($a: " + "[" * 900 + "Int" + "]" * 900 + ") { __typename }"),
    "query long": _body(query="{ __typename }" + " " * 60_000),
    "query many comments": _body(query="#\n" * 5_000 + "{ __typename }"),
    "query many tokens": _body(query="{" + " __typename" * 5_000 + "}"),
    "query many fragments": _body(
        query="{ ...F0 }" + "".join(f"fragment F{i} on KettleQuery {{ ...F{i + 1} }}" for i in range(400))
    ),
    "operation name number": _body(query="{ __typename }", operationName=1),
    "operation name list": _body(query="{ __typename }", operationName=[]),
    "operation name unknown": _body(query="query A { __typename }", operationName="B"),
    "operation name empty": _body(query="query A { __typename }", operationName=""),
    "operation not named": _body(query="query A { __typename } query B { __typename }"),
    "operation twice": _body(query="query A { __typename } query A { __typename }", operationName="A"),
    "variables string": _body(query="{ __typename }", variables="{}"),
    "variables list": _body(query="{ __typename }", variables=[1]),
    "variables number": _body(query="{ __typename }", variables=0),
    "extensions list": _body(query="{ __typename }", extensions=[]),
    "variable undefined": _body(query="{ kettles(first: $n) { pageInfo { endCursor } } }"),
    "variable unused": _body(query="query A($a: Int) { __typename }"),
    "variable of unknown type": _body(query="query A($a: Teapot) { node(id: $a) { id } }"),
    "variable of output type": _body(query="query A($a: Kettle) { node(id: $a) { id } }"),
    "variable missing": _body(query="query A($a: ID!) { node(id: $a) { id } }"),
    "variable null": _body(query="query A($a: ID!) { node(id: $a) { id } }", variables={"a": None}),
    "variable wrong": _body(query="query A($a: ID!) { node(id: $a) { id } }", variables={"a": {"b": 1}}),
    "variable too large": _body(
        query="query A($a: Int) { kettles(first: $a) { pageInfo { endCursor } } }", variables={"a": 2**40}
    ),
    "variable is a boolean": _body(
        query="query A($a: Int) { kettles(first: $a) { pageInfo { endCursor } } }", variables={"a": True}
    ),
    "introspection too deep": _body(
        query="{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"
    ),
    "a mutation that is none": _body(query="mutation { teapot }"),
    "a subscription": _body(query="subscription { ticks(count: 1) }"),
    "an input that is none": _body(query="mutation { kettleLend(input: 1) { __typename } }"),
    "an input of unknown fields": _body(
        query="mutation M($i: KettleLendInput!) { kettleLend(input: $i) { __typename } }",
        variables={"i": {"kettleId": "1", "colour": "blue"}},
    ),
    "an id of control characters": _body(
        query="query A($a: ID!) { node(id: $a) { id } }", variables={"a": "\x00\uffff"}
    ),
}
EXECUTED = {
    "query empty selection",
    "query negative number",
    "query bad cursor",
    "query cursor of another list",
    "an id of control characters",
}
HEADERS: dict[str, dict[str, str]] = {
    "no content type": {},
    "text": {"content-type": "text/plain"},
    "form": {"content-type": "application/x-www-form-urlencoded"},
    "multipart": {"content-type": "multipart/form-data; boundary=x"},
    "graphql": {"content-type": "application/graphql"},
    "latin-1": {"content-type": "application/json; charset=latin-1"},
    "nonsense": {"content-type": ";;;=;"},
    "compressed": {"content-type": JSON, "content-encoding": "gzip"},
    "accept nothing we have": {"content-type": JSON, "accept": "text/csv"},
    "accept nonsense": {"content-type": JSON, "accept": ";q=,,;=x/"},
    "accept refused": {"content-type": JSON, "accept": "application/json;q=0"},
    "bearer nonsense": {"content-type": JSON, "authorization": "Bearer nonsense"},
    "bearer endless": {"content-type": JSON, "authorization": "Bearer " + "a" * 5_000},
    "bearer of nobody": {"content-type": JSON, "authorization": "Bearer " + "0" * 32 + ".abc"},
    "host unknown": {"content-type": JSON, "host": "elsewhere.example"},
}
ADDRESSES = (
    "?query=",
    "?query=%7B",
    "?query=%FF%FE",
    "?query=%7B__typename%7D&query=%7B__typename%7D",
    "?query=%7B__typename%7D&variables=%5B1%5D",
    "?query=%7B__typename%7D&variables=nonsense",
    "?query=%7B__typename%7D&variables=%22%ED%A0%80%22",
    "?query=%7B__typename%7D&extensions=1",
    "?query=mutation%7B__typename%7D",
    "?query=subscription%7Bticks%7D",
    "?variables=%7B%7D",
    "",
)


@pytest_asyncio.fixture
async def client(site: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the site."""
    async with httpx.AsyncClient(base_url=site) as opened:
        yield opened


def _ensure_refused(answer: httpx.Response) -> None:
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["cache-control"] == "no-store"
    message = answer.json()
    assert "data" not in message
    assert message["errors"]
    assert not any("errorId" in error.get("extensions", {}) for error in message["errors"]), message


def test_there_are_many() -> None:
    assert len(BODIES) + len(HEADERS) + len(ADDRESSES) >= 120


async def test_malformed_bodies(client: httpx.AsyncClient) -> None:
    for name, body in BODIES.items():
        answer = await client.post("/graphql", content=body, headers={"content-type": JSON, "accept": GRAPHQL})
        assert answer.headers["content-type"] == f"{GRAPHQL}; charset=utf-8", name
        if name in EXECUTED:
            assert answer.status_code < 500, name
        else:
            _ensure_refused(answer)


async def test_malformed_headers(client: httpx.AsyncClient) -> None:
    for name, headers in HEADERS.items():
        body = gzip.compress(FINE) if name == "compressed" else FINE
        request = client.build_request("POST", "/graphql", content=body, headers=headers)
        _ensure_refused(await client.send(request))


async def test_malformed_addresses(client: httpx.AsyncClient) -> None:
    for address in ADDRESSES:
        _ensure_refused(await client.get(f"/graphql{address}", headers={"accept": GRAPHQL}))


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
async def test_other_methods_are_refused(client: httpx.AsyncClient, method: str) -> None:
    answer = await client.request(method, "/graphql", content=FINE, headers={"content-type": JSON})
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}
    assert "access-control-allow-origin" not in answer.headers


async def test_a_body_that_is_too_long_is_not_read_to_its_end(client: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(1_000):
            yield b" " * 100_000

    answer = await client.post("/graphql", content=endless(), headers={"content-type": JSON})
    assert answer.status_code == 413
    assert answer.json()["errors"][0]["extensions"]["code"] == "TOO_LARGE"
