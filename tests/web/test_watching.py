"""Streams over a real server and real sockets: what is written straight to a connection is what the server would send."""

import asyncio
import itertools
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message

from server.site import Site
from tests.web.beats import always, quick
from web import viewers
from web.broadcast import Broadcast, Changes, Render
from web.frames import ENDED, Frame
from web.watching import Until, Watching

REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"

__all__ = ["quick"]

pytestmark = pytest.mark.usefixtures("quick")


@asynccontextmanager
async def served(render: Render, changes: Changes, until: Until | None = None) -> AsyncIterator[tuple[Broadcast, int]]:
    """A broadcast behind uvicorn, and the port."""
    shared = Broadcast(render, changes)

    async def watch(_: Request) -> Response:
        return Watching(shared, until=until)

    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(Site(routes=[Route("/", watch)]), log_level="error", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve([listener]))
    try:
        yield shared, listener.getsockname()[1]
    finally:
        server.should_exit = True
        await running


async def read_chunk(reader: asyncio.StreamReader) -> bytes:
    size = int(await reader.readline(), 16)
    text = await reader.readexactly(size)
    assert await reader.readexactly(2) == b"\r\n"
    return text


async def until_watched_by(shared: Broadcast, viewers: int) -> None:
    async with asyncio.timeout(20):
        while shared.viewers != viewers:  # noqa: ASYNC110 (leaving has no event)
            await asyncio.sleep(0.01)


async def test_frames_arrive_as_chunks_of_one_response() -> None:
    frames = asyncio.Queue[Frame]()
    first, second = Frame({"board": "1", "team": "East"}), Frame({"board": "2", "team": "East"})
    async with served(frames.get, always) as (shared, port), asyncio.timeout(20):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(REQUEST)
        head = await reader.readuntil(b"\r\n\r\n")
        assert b"transfer-encoding: chunked" in head.lower()
        assert (await read_chunk(reader)).startswith(b"retry: ")
        frames.put_nowait(first)
        assert await read_chunk(reader) == first.whole["body"]
        frames.put_nowait(second)
        assert await read_chunk(reader) == second.change_from(first)["body"]
        writer.close()
        await until_watched_by(shared, 0)


async def test_a_frame_larger_than_the_system_takes_at_once_arrives_whole_and_in_order() -> None:
    frames = asyncio.Queue[Frame]()
    large, small = Frame({"board": "x" * 8_000_000}), Frame({"board": "small"})
    async with served(frames.get, always) as (shared, port), asyncio.timeout(20):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(REQUEST)
        await reader.readuntil(b"\r\n\r\n")
        await read_chunk(reader)
        frames.put_nowait(large)
        assert await read_chunk(reader) == large.whole["body"]
        frames.put_nowait(small)
        assert await read_chunk(reader) == small.change_from(large)["body"]
        writer.close()
        await until_watched_by(shared, 0)


async def test_who_reads_nothing_is_sent_what_fits_and_then_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewers, "PATIENCE", 0.05)
    turns = itertools.count()

    async def render() -> Frame:
        return Frame({"board": f"{next(turns)}" + "x" * 500_000})

    async with served(render, always) as (shared, port):
        _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1)
        writer.write(REQUEST)
        await until_watched_by(shared, 1)
        await until_watched_by(shared, 0)
        writer.close()


async def test_nothing_follows_the_end_of_a_response() -> None:
    frames, ended = asyncio.Queue[Frame](), asyncio.Event()

    async def until() -> Message:
        await ended.wait()
        return ENDED

    async with served(frames.get, always, until) as (shared, port), asyncio.timeout(20):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(REQUEST)
        await reader.readuntil(b"\r\n\r\n")
        await read_chunk(reader)
        await until_watched_by(shared, 1)
        (viewer,) = shared._viewers
        ended.set()
        assert await read_chunk(reader) == ENDED["body"]
        assert await reader.readline() + await reader.readline() == b"0\r\n\r\n"
        viewer.bring(Frame({"board": "late"}), None)
        writer.write(REQUEST)
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        writer.close()
