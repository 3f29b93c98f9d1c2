"""Broadcasts: one rendering for all viewers, the newest wins, nobody is kept waiting."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.web.beats import always, quick
from web import broadcast, viewers
from web.broadcast import Broadcast
from web.frames import STILL_HERE, Frame
from web.viewers import Viewer

__all__ = ["quick"]

pytestmark = pytest.mark.usefixtures("quick")


class Listener:
    """Takes in what it is sent; while it is busy, it makes the server wait."""

    def __init__(self, known: str = "") -> None:
        self.got: list[str] = []
        self.busy = False
        self.viewer = Viewer(self.send, known)

    async def send(self, message: Any) -> None:
        """What the server offers as `send`."""
        if self.busy:
            await asyncio.get_running_loop().create_future()
        self.got.append(message["body"].decode())


@contextmanager
def watching(shared: Broadcast, *listeners: Listener) -> Iterator[None]:
    for each in listeners:
        shared.add(each.viewer)
    try:
        yield
    finally:
        for each in listeners:
            shared.remove(each.viewer)


async def until(condition: Any) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 (what is waited for has no event)
            await asyncio.sleep(0.005)


async def test_all_viewers_share_one_rendering() -> None:
    turns = itertools.count(1)

    async def render() -> Frame:
        return Frame({"board": str(min(next(turns), 3))})

    listeners = [Listener() for _ in range(500)]
    shared = Broadcast(render, always)
    with watching(shared, *listeners):
        await until(lambda: all('"board":"3"' in "".join(each.got) for each in listeners))
        assert next(turns) < 500
        assert {tuple(each.got) for each in listeners} == {tuple(listeners[0].got)}
    assert shared.viewers == 0


async def test_only_parts_that_changed_are_sent_and_newcomers_get_all() -> None:
    frames = asyncio.Queue[Frame]()
    early, late = Listener(), Listener()
    shared = Broadcast(frames.get, always)
    with watching(shared, early):
        frames.put_nowait(Frame({"league": "a", "team": "b"}))
        await until(lambda: len(early.got) == 1)
        frames.put_nowait(Frame({"league": "c", "team": "b"}))
        await until(lambda: len(early.got) == 2)
        with watching(shared, late):
            assert [text.split("data: ")[1].strip() for text in early.got] == [
                '{"league":"a","team":"b"}',
                '{"league":"c"}',
            ]
            assert [text.split("data: ")[1].strip() for text in late.got] == ['{"league":"c","team":"b"}']


async def test_what_does_not_change_is_not_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcast, "SIGN_OF_LIFE", 0.05)

    async def render() -> Frame:
        return Frame({"board": "the same"})

    listener = Listener()
    with watching(Broadcast(render, always), listener):
        await until(lambda: len(listener.got) == 3)
    assert listener.got == [Frame({"board": "the same"}).whole["body"].decode(), *[STILL_HERE["body"].decode()] * 2]


async def test_a_rendering_that_fails_keeps_the_last_one() -> None:
    turns = itertools.count()

    async def render() -> Frame:
        turn = next(turns)
        if turn == 1:
            raise ConnectionError
        return Frame({"board": "0" if turn == 0 else "2"})

    listener = Listener()
    with watching(Broadcast(render, always), listener):
        await until(lambda: len(listener.got) == 2)
    assert ['"0"' in listener.got[0], '"2"' in listener.got[1]] == [True, True]


async def test_changes_that_are_lost_for_a_while_are_listened_to_again() -> None:
    turns = itertools.count()
    rendered = itertools.count()

    async def changes() -> AsyncIterator[None]:
        if next(turns) == 0:
            raise ConnectionError
        yield None

    async def render() -> Frame:
        return Frame({"board": str(next(rendered))})

    listener = Listener()
    with watching(Broadcast(render, changes), listener):
        await until(lambda: len(listener.got) >= 3)


async def test_who_is_slow_delays_nobody_and_gets_the_latest_only() -> None:
    frames = asyncio.Queue[Frame]()
    quick, slow = Listener(), Listener()
    slow.busy = True
    with watching(Broadcast(frames.get, always), slow, quick):
        for number in range(1, 4):
            frames.put_nowait(Frame({"board": str(number)}))
            await until(lambda: len(quick.got) == number)  # noqa: B023
        assert slow.got == []
        slow.busy = False
        frames.put_nowait(Frame({"board": "3"}))
        await until(lambda: slow.got)
    assert [text.split("data: ")[1].strip() for text in slow.got] == ['{"board":"3"}']
    assert len(quick.got) == 3


async def test_who_takes_nothing_in_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewers, "PATIENCE", 0.02)
    turns = itertools.count()

    async def render() -> Frame:
        return Frame({"board": str(next(turns))})

    stuck = Listener()
    stuck.busy = True
    with watching(Broadcast(render, always), stuck):
        async with asyncio.timeout(5):
            await stuck.viewer.until_dropped()
    assert stuck.got == []


async def test_who_comes_back_to_the_same_frame_after_a_restart_is_sent_nothing() -> None:
    rendered = asyncio.Queue[Frame]()
    same, other = Listener(Frame({"board": "1"}).digest), Listener("0" * 16)
    with watching(Broadcast(rendered.get, always), same, other):
        rendered.put_nowait(Frame({"board": "1"}))
        await until(lambda: other.got)
        assert same.got == []
        rendered.put_nowait(Frame({"board": "2"}))
        await until(lambda: same.got)
    assert '"board":"2"' in same.got[0]
