"""One display, many viewers: rendered once per change, the latest wins, nobody waits for anybody."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import structlog

from web.frames import STILL_HERE, Frame
from web.viewers import Viewer

_log = structlog.get_logger("groundswell.display")

TICK = 1.0
"""Seconds between two frames, at least."""
SIGN_OF_LIFE = 15.0
AT_ONCE = 200
"""So many viewers are served before others get their turn: some 2 ms."""

Render = Callable[[], Awaitable[Frame]]
Changes = Callable[[], AsyncIterator[None]]


class Broadcast:
    """
    The latest frame of a display, and those who watch it.

    It is rendered when `changes` says so, at most every TICK seconds, as long as somebody watches. A viewer who is slow
    gets the latest frame only, and is dropped after a while.
    """

    def __init__(self, render: Render, changes: Changes) -> None:
        self._render = render
        self._changes = changes
        self._frame: Frame | None = None
        # In the order they came, which is about how they lie in memory.
        self._viewers: dict[Viewer, None] = {}
        self._task: asyncio.Task[None] | None = None
        self._alive_at = time.monotonic()

    @property
    def viewers(self) -> int:
        """How many are watching."""
        return len(self._viewers)

    def add(self, viewer: Viewer) -> None:
        """Bring this viewer the frame of now, unless they have it, and each that follows."""
        self._viewers[viewer] = None
        if self._frame is not None:
            viewer.bring(self._frame, None)
        if self._task is None:
            self._task = asyncio.create_task(self._keep_rendering())

    def remove(self, viewer: Viewer) -> None:
        """Bring them nothing more. Once the last one has gone, nothing is rendered."""
        self._viewers.pop(viewer, None)
        if not self._viewers and self._task is not None:
            self._task.cancel()
            self._task = None

    async def _keep_rendering(self) -> None:
        while True:
            try:
                await self._look()
                async for _ in self._changes():
                    began = time.monotonic()
                    await self._look()
                    await asyncio.sleep(began + TICK - time.monotonic())
            except Exception:
                _log.warning("a display is looked at again in a moment", exc_info=True)
                await asyncio.sleep(TICK)

    async def _look(self) -> None:
        """Render, and bring it to those who do not have it: all of them if it changed, else those who were slow."""
        before = self._frame
        frame = await self._render_or_keep()
        if frame is None:
            return
        self._frame = before if before is not None and before.digest == frame.digest else frame
        await self._serve(self._frame, before, alive=self._shows_life())

    async def _render_or_keep(self) -> Frame | None:
        try:
            return await self._render()
        except Exception:
            _log.warning("a display could not be rendered; its viewers keep the last frame", exc_info=True)
            return self._frame

    def _shows_life(self) -> bool:
        if time.monotonic() - self._alive_at < SIGN_OF_LIFE:
            return False
        self._alive_at = time.monotonic()
        return True

    async def _serve(self, frame: Frame, before: Frame | None, *, alive: bool) -> None:
        viewers = list(self._viewers)
        for start in range(0, len(viewers), AT_ONCE):
            for viewer in viewers[start : start + AT_ONCE]:
                if viewer.frame is not frame:
                    viewer.bring(frame, before)
                elif alive:
                    viewer.offer(STILL_HERE)
            await asyncio.sleep(0)
