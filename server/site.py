"""The site as an ASGI application that lets the server's own `send` be found."""

from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

PLAIN_SEND = "groundswell.send"
"""Where the scope keeps the server's own `send`: for what is sent after the head, thousands of times a second."""


class Site(Starlette):
    """Starlette's application; what it wraps around `send` concerns the head of a response only."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http":
            scope[PLAIN_SEND] = send
        await super().__call__(scope, receive, send)
