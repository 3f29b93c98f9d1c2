"""A provider of text messages on a port of this machine: takes forms as real ones do, and answers as it is told to."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from models.asks.channels.sms import SmsChannel, SmsSettings
from tests.models.asks.local_server import listening, serving

USER, PASSWORD, NUMBER = "AC1", "a token that the provider gave us", "+12025550100"


@dataclass
class TextProvider:
    """
    Keeps what it takes, and what comes again under a key only once. `answer`: the status and error code it gives instead;
    `is_slow`: it takes it, and answers when nobody waits any more.
    """

    port: int
    taken: list[dict[str, str]] = field(default_factory=list)
    answer: tuple[int, int] | None = None
    is_slow: bool = False
    keys: list[str] = field(default_factory=list)

    async def take(self, request: Request) -> Response:
        """Take a message from whoever has the password."""
        form = {name: str(value) for name, value in (await request.form()).items()}
        if request.headers.get("authorization") != "Basic QUMxOmEgdG9rZW4gdGhhdCB0aGUgcHJvdmlkZXIgZ2F2ZSB1cw==":
            return JSONResponse({"code": 20003, "message": "Authenticate"}, 401)
        if self.answer:
            return JSONResponse({"code": self.answer[1], "message": "No"}, self.answer[0])
        key = request.headers.get("idempotency-key")
        if key is None or key not in self.keys:
            self.taken.append(form)
        self.keys += [key] if key else []
        if self.is_slow:
            await asyncio.sleep(1)
        return JSONResponse({"sid": f"SM{len(self.taken)}", "status": "queued"}, 201)

    def channel(self, password: str = PASSWORD, *, idempotent: bool = False) -> SmsChannel:
        """Our channel to it."""
        url = f"http://127.0.0.1:{self.port}/Messages"
        return SmsChannel(SmsSettings(url, USER, password, NUMBER, timeout=0.4, idempotent=idempotent))


@pytest.fixture
def texts() -> Iterator[TextProvider]:
    with listening() as listener:
        provider = TextProvider(listener.getsockname()[1])
        with serving(listener, "/Messages", provider.take):
            yield provider
