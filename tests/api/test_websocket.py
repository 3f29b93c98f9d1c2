"""The WebSocket subprotocol graphql-transport-ws, case by case."""

import asyncio
from typing import Any

import pytest
import websockets
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from tests.api.kettles import WAITING
from tests.api.websocket_line import ACK, INIT, PATIENCE, PROTOCOL, Line, subscribe, websocket_address
from tests.api.websocket_line import line as line
from tests.api.websocket_line import opened as opened


async def test_the_subprotocol_is_agreed_on(opened: Line) -> None:
    assert opened.connection.subprotocol == PROTOCOL


@pytest.mark.parametrize("offered", [None, [Subprotocol("graphql-ws")], [Subprotocol("chat")]])
async def test_another_subprotocol_is_not_spoken(site: str, offered: list[Subprotocol] | None) -> None:
    async with connect(websocket_address(site), subprotocols=offered) as connection:
        assert await Line(connection).end() == (4406, "Subprotocol not acceptable")


async def test_ours_is_found_among_several(site: str) -> None:
    async with connect(websocket_address(site), subprotocols=[Subprotocol("graphql-ws"), PROTOCOL]) as connection:
        assert connection.subprotocol == PROTOCOL


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://127.0.0.1:1"])
async def test_pages_of_other_sites_are_not_let_in(site: str, origin: Any) -> None:
    with pytest.raises(websockets.InvalidStatus) as refused:
        await connect(websocket_address(site), subprotocols=[PROTOCOL], origin=origin)
    assert refused.value.response.status_code == 403


async def test_our_own_pages_are(site: str) -> None:
    origin: Any = site
    async with connect(websocket_address(site), subprotocols=[PROTOCOL], origin=origin) as connection:
        assert connection.subprotocol == PROTOCOL


@pytest.mark.parametrize("payload", [{}, {"payload": {}}, {"payload": None}, {"payload": {"colour": "blue"}}])
async def test_beginning_is_acknowledged(opened: Line, payload: dict[str, Any]) -> None:
    await opened.say(INIT | payload)
    assert await opened.hear() == [ACK]


async def test_beginning_twice(line: Line) -> None:
    await line.say(INIT)
    assert await line.end() == (4429, "Too many initialisation requests")


async def test_beginning_twice_at_once(opened: Line) -> None:
    await opened.say(INIT, INIT)
    assert await opened.end() == (4429, "Too many initialisation requests")


async def test_asking_before_beginning(opened: Line) -> None:
    await opened.say(subscribe("{ __typename }"))
    assert await opened.end() == (4401, "Unauthorized")


async def test_completing_before_beginning_is_nothing(opened: Line) -> None:
    await opened.say({"type": "complete", "id": "1"}, INIT)
    assert await opened.hear() == [ACK]


MALFORMED = [
    "",
    "nonsense",
    "null",
    "[]",
    '"ping"',
    b"binary",
    "{}",
    {"type": None},
    {"type": 1},
    {"type": "teapot"},
    {"type": "connection_ack"},
    {"type": "connection_init", "payload": "a"},
    {"type": "connection_init", "payload": []},
    {"type": "next", "id": "1", "payload": {}},
    {"type": "error", "id": "1", "payload": []},
    {"type": "start", "id": "1", "payload": {"query": "{ __typename }"}},
    {"type": "ping", "payload": "a"},
    {"type": "pong", "payload": 1},
    {"type": "complete"},
    {"type": "complete", "id": 1},
    {"type": "complete", "id": ""},
    {"type": "subscribe"},
    {"type": "subscribe", "id": "1"},
    {"type": "subscribe", "id": "1", "payload": None},
    {"type": "subscribe", "id": "1", "payload": "{ __typename }"},
    {"type": "subscribe", "id": "1", "payload": {}},
    {"type": "subscribe", "id": "1", "payload": {"query": 1}},
    {"type": "subscribe", "id": "1", "payload": {"query": ""}},
    {"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }", "variables": []}},
    {"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }", "operationName": {}}},
    {"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }", "extensions": 1}},
    {"type": "subscribe", "id": 1, "payload": {"query": "{ __typename }"}},
    {"type": "subscribe", "id": "", "payload": {"query": "{ __typename }"}},
    {"type": "subscribe", "id": "i" * 300, "payload": {"query": "{ __typename }"}},
    {"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }" + " " * 100_000}},
    "[" * 5_000,
]


async def test_what_is_no_message_ends_the_connection(site: str) -> None:
    for message in MALFORMED:
        async with connect(websocket_address(site), subprotocols=[PROTOCOL]) as connection:
            line = Line(connection)
            await line.say(INIT, message)
            assert await line.hear() == [ACK]
            code, reason = await line.end()
            assert (code, bool(reason)) == (4400, True), message


async def test_ping_is_answered_with_its_payload_even_before_beginning(opened: Line) -> None:
    await opened.say({"type": "ping"}, {"type": "ping", "payload": {"a": 1}}, {"type": "pong"}, INIT)
    assert await opened.hear(3) == [{"type": "pong"}, {"type": "pong", "payload": {"a": 1}}, ACK]


async def test_a_subscription_runs_to_its_end(line: Line) -> None:
    await line.say(subscribe("subscription($n: Int!) { ticks(count: $n) }", variables={"n": 2}))
    assert await line.hear(3) == [
        {"type": "next", "id": "1", "payload": {"data": {"ticks": 0}}},
        {"type": "next", "id": "1", "payload": {"data": {"ticks": 1}}},
        {"type": "complete", "id": "1"},
    ]


async def test_an_id_is_free_again_after_the_end(line: Line) -> None:
    for _ in range(3):
        await line.say(subscribe("subscription { ticks(count: 0) }"))
        assert await line.hear() == [{"type": "complete", "id": "1"}]


async def test_queries_and_mutations_are_answered_once(line: Line) -> None:
    await line.say(subscribe("{ account { name } }"), subscribe("mutation { sessionGive }", "2"))
    heard = sorted(await line.hear(4), key=lambda message: (message["id"], message["type"]))
    assert heard == [
        {"type": "complete", "id": "1"},
        {"type": "next", "id": "1", "payload": {"data": {"account": {"name": "Campaign"}}}},
        {"type": "complete", "id": "2"},
        {"type": "next", "id": "2", "payload": {"data": {"sessionGive": True}}},
    ]


async def test_the_operation_is_chosen_by_name(line: Line) -> None:
    both = "query A { a: __typename } query B { b: __typename }"
    await line.say(subscribe(both, operationName="B"))
    assert (await line.hear(2))[0]["payload"] == {"data": {"b": "KettleQuery"}}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("{", "Syntax Error: Expected Name, found <EOF>."),
        ("{ teapot }", "Cannot query field 'teapot' on type 'KettleQuery'."),
        ("subscription { teapot }", "Cannot query field 'teapot' on type 'KettleSubscription'."),
        (
            "query A { __typename } query B { __typename }",
            "Must provide operation name if query contains multiple operations.",
        ),
        ("query A($a: Int!) { __typename @skip(if: false) }", "Variable '$a' is never used in operation 'A'."),
        ("{" + "a: __typename " * 200 + "}", "This asks for too much at once. Ask for less, or in several requests."),
    ],
)
async def test_what_cannot_be_executed_is_an_error_and_nothing_after_it(line: Line, query: str, message: str) -> None:
    await line.say(subscribe(query), {"type": "ping"})
    heard = {each["type"]: each for each in await line.hear(2)}
    assert heard["error"]["id"] == "1"
    assert [error["message"] for error in heard["error"]["payload"]] == [message]
    await line.say(subscribe("subscription { ticks(count: 0) }"))
    assert await line.hear() == [{"type": "complete", "id": "1"}]


async def test_an_id_in_use_is_not_given_twice(line: Line) -> None:
    await line.say(subscribe("subscription { waits }"))
    assert (await line.hear())[0]["type"] == "next"
    await line.say(subscribe("subscription { ticks }"))
    assert await line.end() == (4409, "Subscriber for 1 already exists")


async def test_several_run_beside_each_other(line: Line) -> None:
    await line.say(subscribe("subscription { waits }", "a"), subscribe("subscription { ticks(count: 1) }", "b"))
    heard = await line.hear(3)
    assert sorted((each["type"], each["id"]) for each in heard) == [("complete", "b"), ("next", "a"), ("next", "b")]


async def test_completing_ends_a_subscription_at_its_source(line: Line) -> None:
    WAITING.clear()
    await line.say(subscribe("subscription { waits }"))
    await line.hear()
    await line.say({"type": "complete", "id": "1"}, subscribe("subscription { ticks(count: 0) }"))
    assert await line.hear() == [{"type": "complete", "id": "1"}]
    assert WAITING == ["begun", "ended"]


async def test_completing_what_does_not_run_is_nothing(line: Line) -> None:
    await line.say({"type": "complete", "id": "teapot"}, {"type": "ping"})
    assert await line.hear() == [{"type": "pong"}]


async def test_hanging_up_ends_everything(line: Line) -> None:
    WAITING.clear()
    await line.say(subscribe("subscription { waits }", "a"), subscribe("subscription { waits }", "b"))
    await line.hear(2)
    await line.connection.close()
    async with asyncio.timeout(PATIENCE):
        while WAITING.count("ended") < 2:  # noqa: ASYNC110 (the other side of a network)
            await asyncio.sleep(0.01)
    assert sorted(WAITING) == ["begun", "begun", "ended", "ended"]


async def test_a_bug_in_a_stream_is_masked(line: Line) -> None:
    await line.say(subscribe("subscription { breaks }"))
    first, second, third = await line.hear(3)
    assert first["payload"] == {"data": {"breaks": 1}}
    assert second["payload"]["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert "1234" not in str(second)
    assert third == {"type": "complete", "id": "1"}


async def test_a_bug_in_a_query_is_masked(line: Line) -> None:
    await line.say(subscribe("{ broken }"))
    answer, _ = await line.hear(2)
    assert answer["payload"]["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert "1234" not in str(answer)


async def test_a_refusal_says_its_code(line: Line) -> None:
    await line.say(subscribe("subscription { closed }"))
    answer, _ = await line.hear(2)
    assert answer["payload"]["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
