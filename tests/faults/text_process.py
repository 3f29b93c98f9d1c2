"""A provider of text messages in a process of its own: `python -m tests.faults.text_process`. It answers with its port, then
with each request that it got, by key and by the message that it is about, before it says so: that is its own count."""

import asyncio
import json
import socket
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

SECONDS_A_MESSAGE = 0.02


def say(**answer: object) -> None:
    """One line to whoever listens."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


class Provider:
    """Takes every message, and what comes again under the same key once."""

    def __init__(self) -> None:
        self._keys: set[str] = set()

    async def take(self, request: Request) -> Response:
        """Deliver, unless that was done under this key; then say so."""
        form, key = await request.form(), request.headers.get("idempotency-key", "")
        arrives = not key or key not in self._keys
        self._keys.add(key)
        say(key=key, message=str(form["StatusCallback"]).rpartition("/")[2], arrives=arrives)
        await asyncio.sleep(SECONDS_A_MESSAGE)
        return JSONResponse({"sid": f"SM{key}", "status": "queued"}, 201)


def main() -> None:
    """Serve until somebody ends it."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        say(port=listener.getsockname()[1])
        app = Starlette(routes=[Route("/Messages", Provider().take, methods=["POST"])])
        uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off")).run(sockets=[listener])


if __name__ == "__main__":
    main()
