"""A maker of browsers on a port of this machine: takes notifications as real ones do, and reads them as the browser would."""

import asyncio
import base64
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02
from starlette.requests import Request
from starlette.responses import Response

from models.asks.channels.push import PushChannel, PushSettings
from models.kernel import clock, ids
from models.people.tables import Person, PushSubscription
from tests.models.asks.local_server import listening, serving


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass
class Browser:
    """What a browser keeps to itself, and what it tells the site."""

    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    secret: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def keys(self) -> dict[str, str]:
        """The keys of its subscription."""
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"p256dh": _text(point), "auth": _text(self.secret)}

    def read(self, body: bytes) -> dict[str, Any]:
        """What was sent for its eyes only."""
        told = http_ece.decrypt(body, private_key=self.key, auth_secret=self.secret, version="aes128gcm")
        return dict(json.loads(told))


@dataclass
class PushService:
    """Keeps what it takes. `answer`: the status it gives instead; `is_slow`: it takes it and answers too late."""

    port: int
    browsers: dict[str, Browser] = field(default_factory=dict)
    taken: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answer: int | None = None
    is_slow: bool = False

    async def take(self, request: Request) -> Response:
        """Take a notification from whoever signs it, for a browser that is known."""
        if self.answer:
            return Response(status_code=self.answer)
        if not Vapid02.verify(request.headers.get("authorization", "")):
            return Response(status_code=403)
        browser = self.browsers.get(request.path_params["name"])
        if browser is None:
            return Response(status_code=410)
        self.headers.append(dict(request.headers))
        self.taken.append(browser.read(await request.body()))
        if self.is_slow:
            await asyncio.sleep(1)
        return Response(status_code=201)

    def channel(self) -> PushChannel:
        """Our channel to it."""
        return PushChannel(PushSettings("hello@campaign.example", timeout=0.4, anywhere=True))

    async def subscribe(self, person: Person, name: str = "one") -> PushSubscription:
        """A browser of somebody takes notifications here."""
        self.browsers[name] = Browser()
        return await PushSubscription.create(
            id=ids.new_id(),
            account_id=person.account_id,
            person_id=person.id,
            endpoint=f"http://127.0.0.1:{self.port}/push/{name}",
            endpoint_key=ids.new_id().hex * 2,
            created_at=clock.now(),
            **self.browsers[name].keys,
        )


@pytest.fixture
def pushes() -> Iterator[PushService]:
    with listening() as listener:
        service = PushService(listener.getsockname()[1])
        with serving(listener, "/push/{name}", service.take):
            yield service
