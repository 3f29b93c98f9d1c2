"""A mail server that takes everything and counts what came, by Message-ID."""

import asyncio
import re
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

from aiosmtpd.controller import Controller

_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)


class Sink:
    """Listens on a port of its own in a thread of its own. `arrived` counts messages that were taken."""

    def __init__(self, *, seconds_a_message: float = 0.0, on_arrival: Callable[[int], None] = lambda _: None) -> None:
        self.arrived: Counter[str] = Counter()
        self.seconds_a_message = seconds_a_message
        self.may_answer = threading.Event()
        self.may_answer.set()
        self._on_arrival = on_arrival
        self._controller = Controller(self, hostname="127.0.0.1", port=0)

    def __enter__(self) -> "Sink":
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.may_answer.set()
        self._controller.stop()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._controller.server.sockets[0].getsockname()[1])

    def settings(self, port: int | None = None) -> dict[str, str]:
        """What a worker is told, so that it sends here (or to a proxy's `port` before it)."""
        return {
            "GROUNDSWELL_MAIL_HOST": "127.0.0.1",
            "GROUNDSWELL_MAIL_PORT": str(port or self.port),
            "GROUNDSWELL_MAIL_SECURITY": "none",
        }

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Take a message, whole; then answer, if that is allowed."""
        found = _MESSAGE_ID.search(envelope.content)
        assert found is not None
        self.arrived[found.group(1).decode()] += 1
        self._on_arrival(self.arrived.total())
        await asyncio.sleep(self.seconds_a_message)
        while not self.may_answer.is_set():
            await asyncio.sleep(0.01)
        return "250 taken"
