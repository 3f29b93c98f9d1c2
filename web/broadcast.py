"""One board, many viewers: rendered once per change, the latest wins, nobody waits for anybody."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import structlog

_log = structlog.get_logger("groundswell.display")

TICK = 1.0
SIGN_OF_LIFE = 15.0

Render = Callable[[], Awaitable[str]]


class Broadcast:
    """
    The latest text of something, and those who watch it change.

    It is rendered every TICK seconds as long as somebody watches; a viewer who is slow gets the latest text only.
    """

    def __init__(self, render: Render) -> None:
        self._render = render
        self._text: str | None = None
        self._version = 0
        self._changed = asyncio.Condition()
        self._viewers = 0
        self._task: asyncio.Task[None] | None = None

    @property
    def viewers(self) -> int:
        """How many are watching."""
        return self._viewers

    async def watch(self) -> AsyncIterator[str | None]:
        """The text now, and whenever it changed; None as a sign of life when nothing did for a while."""
        self._viewers += 1
        if self._task is None:
            self._task = asyncio.create_task(self._keep_rendering())
        seen = 0
        try:
            while True:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._wait_beyond(seen), SIGN_OF_LIFE)
                seen, before = self._version, seen  # now, not after the yield: meanwhile there may be a newer one
                yield self._text if seen > before else None
        finally:
            self._viewers -= 1
            if self._viewers == 0 and self._task is not None:
                self._task.cancel()
                self._task = None

    async def _wait_beyond(self, seen: int) -> None:
        async with self._changed:
            await self._changed.wait_for(lambda: self._version > seen)

    async def _keep_rendering(self) -> None:
        while True:
            text = await self._render_or_keep()
            if text != self._text:
                async with self._changed:
                    self._text, self._version = text, self._version + 1
                    self._changed.notify_all()
            await asyncio.sleep(TICK)

    async def _render_or_keep(self) -> str | None:
        try:
            return await self._render()
        except Exception:
            _log.warning("a display could not be rendered; its viewers keep the last one", exc_info=True)
            return self._text
