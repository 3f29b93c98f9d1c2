"""A provider of text messages on a port of this machine: takes forms as real ones do, and answers as it is told to."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from models.asks.channels.sms import SmsChannel, SmsSettings

USER, PASSWORD, NUMBER = "AC1", "a token that the provider gave us", "+12025550100"


@dataclass
class TextProvider:
    """Keeps what it takes. `answer`: the status and error code it gives instead; `hangs_up`: it takes it and breaks the line."""

    port: int
    taken: list[dict[str, str]] = field(default_factory=list)
    answer: tuple[int, int] | None = None
    is_slow: bool = False

    async def take(self, request: Request) -> Response:
        """Take a message from whoever has the password."""
        form = {name: str(value) for name, value in (await request.form()).items()}
        if request.headers.get("authorization") != "Basic QUMxOmEgdG9rZW4gdGhhdCB0aGUgcHJvdmlkZXIgZ2F2ZSB1cw==":
            return JSONResponse({"code": 20003, "message": "Authenticate"}, 401)
        if self.answer:
            return JSONResponse({"code": self.answer[1], "message": "No"}, self.answer[0])
        self.taken.append(form)
        if self.is_slow:
            await asyncio.sleep(1)
        return JSONResponse({"sid": f"SM{len(self.taken)}", "status": "queued"}, 201)

    def channel(self, password: str = PASSWORD) -> SmsChannel:
        """Our channel to it."""
        return SmsChannel(SmsSettings(f"http://127.0.0.1:{self.port}/Messages", USER, password, NUMBER, timeout=0.4))


@pytest.fixture
def texts() -> Iterator[TextProvider]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        provider = TextProvider(listener.getsockname()[1])
        app = Starlette(routes=[Route("/Messages", provider.take, methods=["POST"])])
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield provider
        server.should_exit = True
        thread.join(5)
