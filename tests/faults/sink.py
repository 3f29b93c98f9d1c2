"""A mail server that takes everything and counts what came, by Message-ID."""

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from typing import Any, Self

from aiosmtpd.smtp import SMTP

_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)


class Sink:
    """Listens on a free port for the length of a block. `arrived` counts messages that were taken."""

    def __init__(self, *, seconds_a_message: float = 0.0, on_arrival: Callable[[int], None] = lambda _: None) -> None:
        self.arrived: Counter[str] = Counter()
        self.seconds_a_message = seconds_a_message
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self._on_arrival = on_arrival
        self.port = 0
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: SMTP(self, hostname="sink", loop=loop), "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self.may_answer.set()
        if self._server:
            self._server.close()

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
        await self.may_answer.wait()
        return "250 taken"
