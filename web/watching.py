"""The response that lets somebody watch a broadcast: server-sent events, written where they arise."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from random import randint
from typing import Any

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from web.broadcast import Broadcast
from web.frames import LONGEST_WAIT, OVER, SHORTEST_WAIT, opening
from web.viewers import Viewer

LONGEST_STREAM = 3600.0
"""Seconds after which a viewer is asked to come back: to another process, perhaps."""
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
PLAIN_SEND = "groundswell.send"

Until = Callable[[], Coroutine[Any, Any, Message]]


class Watching(Response):
    """
    An open stream of a broadcast, until the viewer leaves, is dropped, or an hour has passed.

    `known`: the digest of the frame that the viewer's page shows already. `until` returns when they may not watch any more,
    with what is said last. `left` is called when nobody watches the broadcast any more.
    """

    def __init__(
        self,
        broadcast: Broadcast,
        *,
        known: str = "",
        left: Callable[[], None] = lambda: None,
        until: Until | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(media_type="text/event-stream", headers={**HEADERS, **(headers or {})})
        del self.headers["content-length"]
        self._broadcast, self._known, self._left, self._until = broadcast, known, left, until

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let them watch."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send(opening(randint(SHORTEST_WAIT, LONGEST_WAIT)))  # not all at once after a restart
        viewer = Viewer(scope.get(PLAIN_SEND, send), self._known)
        self._broadcast.add(viewer)
        try:
            last = await self._watch(viewer, receive)
        finally:
            self._broadcast.remove(viewer)
            viewer.close()
            if self._broadcast.viewers == 0:
                self._left()
        if last is not None:
            await send(last)

    async def _watch(self, viewer: Viewer, receive: Receive) -> Message | None:
        """What to say last; None to somebody who has left, or takes nothing in."""
        ends: list[Coroutine[Any, Any, Message | None]] = [_gone(receive), viewer.until_dropped()]
        ends += [self._until()] if self._until else []
        waits = [asyncio.create_task(end) for end in ends]
        try:
            ended, _ = await asyncio.wait(waits, timeout=LONGEST_STREAM, return_when=asyncio.FIRST_COMPLETED)
            return ended.pop().result() if ended else OVER
        finally:
            for each in waits:
                each.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
