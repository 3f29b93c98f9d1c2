"""Gives every request an id, a log line and a place in the metrics."""

import re
import secrets
import time
from collections.abc import Mapping
from typing import Any

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server import metrics

HEADER = "X-Request-ID"
_WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")
_QUIET = {"/healthz", "/readyz", "/metrics"}
_log = structlog.get_logger("groundswell.request")


class RequestContext:
    """ASGI middleware. It logs the route's template, never the path: paths carry tokens."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Bind the id for the length of the request; answer with it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        request_id = request_id_of(Headers(scope=scope))
        status = {"code": 500}

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                status["code"] = message["status"]
                MutableHeaders(scope=message)[HEADER] = request_id
            await send(message)

        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, send_with_id)
            finally:
                _record(scope, status["code"], time.perf_counter() - started)


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
