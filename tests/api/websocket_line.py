"""A line to the site's WebSocket, as a client has it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest_asyncio
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

PROTOCOL = Subprotocol("graphql-transport-ws")
INIT: dict[str, Any] = {"type": "connection_init"}
ACK = {"type": "connection_ack"}
PATIENCE = 60


def subscribe(query: str, name: str = "1", **payload: Any) -> dict[str, Any]:
    return {"type": "subscribe", "id": name, "payload": {"query": query, **payload}}


class Line:
    """One connection, from the client's side."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    async def say(self, *messages: object) -> None:
        for message in messages:
            await self.connection.send(message if isinstance(message, str | bytes) else orjson.dumps(message).decode())

    async def hear(self, count: int = 1) -> list[dict[str, Any]]:
        return [orjson.loads(await asyncio.wait_for(self.connection.recv(), PATIENCE)) for _ in range(count)]

    async def end(self) -> tuple[int | None, str | None]:
        """Hear until the other side hangs up: its code and reason."""
        await asyncio.wait_for(self.connection.wait_closed(), PATIENCE)
        return self.connection.close_code, self.connection.close_reason


@pytest_asyncio.fixture
async def opened(site: str) -> AsyncIterator[Line]:
    """A connection that has not begun."""
    async with connect(websocket_address(site), subprotocols=[PROTOCOL]) as connection:
        yield Line(connection)


@pytest_asyncio.fixture
async def line(opened: Line) -> Line:
    """A connection that has begun."""
    await opened.say(INIT)
    assert await opened.hear() == [ACK]
    return opened


def websocket_address(site: str) -> str:
    return site.replace("http", "ws", 1) + "/graphql"
