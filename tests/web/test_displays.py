"""Live displays: one rendering for all viewers, the newest wins, nobody is kept waiting."""

import asyncio
import itertools
from contextlib import aclosing

import pytest

from tests.web.conftest import Browser
from web import broadcast
from web.broadcast import Broadcast
from web.endpoints import displays
from web.endpoints.displays import event


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcast, "TICK", 0.01)


async def test_all_viewers_share_one_rendering() -> None:
    rendered = 0

    async def render() -> str:
        nonlocal rendered
        rendered += 1
        if rendered > 3:
            await asyncio.Event().wait()  # for ever: until nobody watches
        return f"board {rendered}"

    shared = Broadcast(render)

    async def watch() -> list[str | None]:
        seen: list[str | None] = []
        async with aclosing(shared.watch()) as texts:
            while seen[-1:] != ["board 3"]:
                seen.append(await anext(texts))
        return seen

    seen = await asyncio.gather(*(watch() for _ in range(50)))
    assert rendered <= 4
    assert all(each[-1] == "board 3" for each in seen)
    assert shared.viewers == 0


async def test_what_does_not_change_is_not_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcast, "SIGN_OF_LIFE", 0.05)

    async def render() -> str:
        return "the same"

    async with aclosing(Broadcast(render).watch()) as texts:
        assert [await anext(texts) for _ in range(3)] == ["the same", None, None]


async def test_a_rendering_that_fails_keeps_the_last_one() -> None:
    turns = itertools.count()

    async def render() -> str:
        turn = next(turns)
        if turn == 1:
            raise ConnectionError
        if turn > 2:
            await asyncio.Event().wait()
        return f"board {turn}"

    async with aclosing(Broadcast(render).watch()) as texts:
        assert [await anext(texts) for _ in range(2)] == ["board 0", "board 2"]


async def test_what_changes_while_a_viewer_is_busy_is_seen_next() -> None:
    rendered = asyncio.Queue[str]()
    shared = Broadcast(rendered.get)
    async with aclosing(shared.watch()) as quick, aclosing(shared.watch()) as slow:
        rendered.put_nowait("board 1")
        assert (await anext(quick), await anext(slow)) == ("board 1", "board 1")
        rendered.put_nowait("board 2")
        assert await anext(quick) == "board 2"
        assert await anext(slow) == "board 2"


def test_an_event_has_every_line_as_data() -> None:
    assert event("board", "<ol>\n\n<li>1</li>\n</ol>") == "event: board\ndata: <ol>\ndata: <li>1</li>\ndata: </ol>\n\n"


def test_the_stream_brings_the_standings(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(displays, "LONGEST_STREAM", 1)
    answer = browser.get("/display/region/week/stream")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text.startswith("retry: 2000\n\nevent: board\n")
    assert "Kings County" in answer.text
    assert "standing--mine" not in answer.text


def test_an_unknown_region_has_no_stream_and_is_not_asked_for_again(browser: Browser) -> None:
    browser.site.faults["Display"] = "NOT_FOUND"
    assert browser.get("/display/region/week/stream?region=nowhere").status_code == 404
    assert [name for name, _ in browser.site.executed] == ["Display"]


def test_an_unknown_board_has_no_stream(browser: Browser) -> None:
    assert browser.get("/display/region/century/stream").status_code == 404
