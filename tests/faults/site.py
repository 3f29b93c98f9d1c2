"""The web server as a process, and a visitor who looks at it all the time."""

import asyncio
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import httpx
import pytest

from tests.faults.processes import Process
from tests.faults.stage import Stage, until

BOARD = "{ leaderboard(kind: REGION, window: SEASON) { __typename } }"
ACCOUNT = "{ account { name } }"


@dataclass
class Site:
    """`groundswell serve` on a port of its own, for the length of a block."""

    stage: Stage
    settings: dict[str, str] = field(default_factory=dict)
    _client: httpx.AsyncClient | None = None
    _process: Process | None = None

    async def __aenter__(self) -> Self:
        port = free_port()
        self._process = self.stage.start(["server.cli", "serve", "--port", str(port)], **self.settings)
        self._client = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60)
        await until(self._answers)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._client is not None
        await self._client.aclose()

    async def query(self, document: str) -> httpx.Response:
        """Ask `/graphql`. Raises httpx.TimeoutException when there is no answer within a minute."""
        assert self._client is not None
        return await self._client.post("/graphql", json={"query": document})

    async def readiness(self) -> tuple[int, dict[str, Any]]:
        """What `/readyz` says: status, and who answers."""
        assert self._client is not None
        response = await self._client.get("/readyz")
        return response.status_code, response.json()

    async def is_alive(self) -> bool:
        """What `/healthz` says."""
        assert self._client is not None
        return (await self._client.get("/healthz")).status_code == 200

    async def visit(self, document: str) -> None:
        """Ask again and again. Fails at the first answer that is an error, and tells what the server said of it."""
        assert self._process is not None
        while True:
            response = await self.query(document)
            if response.status_code != 200 or '"errors"' in response.text:
                pytest.fail(f"{response.status_code}: {response.text}\n{self._process.story()}")
            await asyncio.sleep(0.05)

    async def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.is_running(), self._process.story()
        with suppress(httpx.TransportError):
            return (await self.readiness())[0] == 200
        return False


def free_port() -> int:
    """A port that the system has just given out, hence to nobody else for a while."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
