"""Gives every request an id, a log line and a place in the metrics."""

import re
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server import metrics

BugHandler = Callable[[Request, Any], Awaitable[Response]]

HEADER = "X-Request-ID"
_WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")
_QUIET = {"/healthz", "/readyz", "/metrics"}
_log = structlog.get_logger("groundswell.request")


class RequestContext:
    """
    ASGI middleware. It logs the route's template, never the path: paths carry tokens.

    A bug that nobody caught becomes the page that `on_bug` makes. That happens here and not in Starlette's own
    outermost layer, so that the page too gets the headers that every answer gets.
    """

    def __init__(self, app: ASGIApp, *, on_bug: BugHandler | None = None) -> None:
        self.app = app
        self.on_bug = on_bug or _plain_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Bind the id for the length of the request; answer with it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        request_id = request_id_of(Headers(scope=scope))
        started = time.perf_counter()
        status: list[int] = []

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                status.append(message["status"])
                MutableHeaders(scope=message)[HEADER] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, send_with_id)
            except Exception as bug:
                _log.exception("bug", route=_template(scope))
                if status or scope["type"] != "http":
                    raise
                await (await self.on_bug(Request(scope), bug))(scope, receive, send_with_id)
            finally:
                _record(scope, status[0] if status else 500, time.perf_counter() - started)


async def _plain_page(_: Request, _bug: Exception) -> Response:
    return PlainTextResponse("Something went wrong on our side. Please try again in a moment.", 500)


def request_id_of(headers: Mapping[str, str]) -> str:
    """The id a proxy gave the request, if it is harmless, else a new one."""
    given = headers.get(HEADER, "")
    return given if _WELL_FORMED.fullmatch(given) else secrets.token_hex(12)


def _record(scope: Scope, status: int, seconds: float) -> None:
    if scope["type"] != "http":
        return
    route = _template(scope)
    metrics.REQUESTS.labels(scope["method"], route, str(status)).inc()
    metrics.SECONDS.labels(route).observe(seconds)
    if route not in _QUIET:
        _log.info("request", method=scope["method"], route=route, status=status, ms=round(seconds * 1000, 1))


def _template(scope: Scope) -> str:
    route: Any = scope.get("route")
    return getattr(route, "path", None) or "(no route)"
