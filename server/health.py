"""What a load balancer and a monitor ask: are you alive, are you ready, how are you."""

import hmac
import ipaddress

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from tortoise.connection import get_connection

from models.kernel import outbox, redis_connection, work
from server import metrics
from server.settings import Settings


def health_routes(settings: Settings) -> list[Route]:
    """Routes for /healthz, /readyz and /metrics."""

    async def metrics_page(request: Request) -> Response:
        if not may_read_metrics(request, settings):
            return PlainTextResponse("Metrics are for this machine, or with the metrics token.", 403)
        await _measure()
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return [
        Route("/healthz", alive, methods=["GET"]),
        Route("/readyz", ready, methods=["GET"]),
        Route("/metrics", metrics_page, methods=["GET"]),
    ]


async def alive(_: Request) -> Response:
    """The process answers; asks nobody else, so that a database's trouble does not get it killed."""
    return PlainTextResponse("ok")


async def ready(_: Request) -> Response:
    """200 if PostgreSQL and Redis answer, else 503; says which does not."""
    found = {"database": await _database_answers(), "redis": await _redis_answers()}
    return JSONResponse(found, status_code=200 if all(found.values()) else 503)


def may_read_metrics(request: Request, settings: Settings) -> bool:
    """A caller on this machine that no proxy speaks for, or one with the metrics token."""
    token = settings.metrics_token
    given = request.headers.get("authorization", "")
    if token is not None and hmac.compare_digest(given, f"Bearer {token.get_secret_value()}"):
        return True
    return _is_loopback(request) and "x-forwarded-for" not in request.headers


def _is_loopback(request: Request) -> bool:
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


async def _measure() -> None:
    if await _database_answers():
        metrics.JOBS_WAITING.set(await outbox.waiting())
        pool = get_connection("default")._pool
        if pool is not None:
            metrics.POOL_CONNECTIONS.labels("open").set(pool.get_size())
            metrics.POOL_CONNECTIONS.labels("idle").set(pool.get_idle_size())


async def _database_answers() -> bool:
    try:
        return bool(await work.fetch_value("SELECT 1") == 1)
    except Exception:
        return False


async def _redis_answers() -> bool:
    try:
        return bool(await redis_connection.redis().ping())
    except Exception:
        return False
