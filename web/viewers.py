"""Somebody who watches a display: what they have seen, and how to send them more without waiting for them."""

import asyncio
import time

from starlette.types import Message, Send

from web.frames import CHUNK, Frame
from web.lines import line_of

PATIENCE = 10.0
"""Seconds after which a viewer is dropped that takes nothing in."""


class Viewer:
    """
    One open stream.

    `frame` is the last one they got; `known` the digest of the one that their page showed before it came back.
    """

    __slots__ = ("_dropped", "_line", "_send", "_stuck_since", "frame", "known")

    def __init__(self, send: Send, known: str = "") -> None:
        self._send = send
        self._line = line_of(send)
        self._stuck_since = 0.0
        self._dropped: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.known = known
        self.frame: Frame | None = None

    async def until_dropped(self) -> None:
        """Returns when they were dropped."""
        await self._dropped

    def close(self) -> None:
        """Send them nothing more."""
        if self._line:
            self._line.close()

    def bring(self, frame: Frame, before: Frame | None) -> None:
        """Send what they lack of a frame: nothing, what changed since the one before, or all of it."""
        if self.frame is None and self.known == frame.digest:
            self.frame = frame
            return
        if self.offer(frame.change_from(before) if before and self.frame is before else frame.whole):
            self.frame = frame

    def offer(self, message: Message) -> bool:
        """Send without waiting. False if they are not ready for more; then nothing was sent."""
        written = self._line.write(message[CHUNK]) if self._line else self._send_by_hand(message)
        if written:
            self._stuck_since = 0.0
        else:
            self._be_patient()
        return written

    def _send_by_hand(self, message: Message) -> bool:
        """
        By a server whose connections we do not know.

        Its `send` waits, before it writes, only while its buffer for them is full. So it is started by hand and given up
        if it waits: a task for each viewer and update costs as much again as the writing.
        """
        sending = self._send(message).__await__()
        try:
            next(sending)
        except StopIteration:
            return True
        except OSError:
            self._drop()
            return False
        sending.close()
        return False

    def _be_patient(self) -> None:
        now = time.monotonic()
        self._stuck_since = self._stuck_since or now
        if now - self._stuck_since > PATIENCE:
            self._drop()

    def _drop(self) -> None:
        if not self._dropped.done():
            self._dropped.set_result(None)
