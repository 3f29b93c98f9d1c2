"""What every answer of the site carries, and who may ask how it is."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route

from server.app import middleware
from server.health import health_routes
from server.middleware.security_headers import GRAPHIQL_POLICY, PAGE_POLICY
from server.settings import Environment, Settings

PRODUCTION = Settings(
    environment=Environment.PRODUCTION,
    secret_key="a secret for tests, 32 bytes long",  # type: ignore[arg-type]
    trusted_hosts="example.org",
    metrics_token="let me in",  # type: ignore[arg-type]
    largest_body=1000,
)


async def page(request: Request) -> Response:
    """Answers with the length of what it was sent."""
    return PlainTextResponse(str(len(await request.body())))


async def public_page(_: Request) -> Response:
    """Says itself how long it may be kept."""
    return PlainTextResponse("public", headers={"Cache-Control": "public, max-age=60"})


async def broken_page(_: Request) -> Response:
    """Fails."""
    raise RuntimeError("ann@example.org")


def site() -> Starlette:
    """An application with our middleware and a few pages."""
    return Starlette(
        routes=[
            *health_routes(PRODUCTION),
            Route("/page/{token}", page, methods=["GET", "POST"]),
            Route("/public", public_page),
            Route("/broken", broken_page),
            Route("/graphql", page, methods=["GET", "POST"]),
            Mount("/static", Starlette(routes=[Route("/a.css", page)])),
        ],
        middleware=middleware(PRODUCTION),
        max_body_size=PRODUCTION.largest_body,
    )


@pytest_asyncio.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """A browser on another machine."""
    transport = httpx.ASGITransport(site(), raise_app_exceptions=False, client=("203.0.113.5", 1234))
    async with httpx.AsyncClient(transport=transport, base_url="https://example.org") as found:
        yield found


async def test_every_answer_narrows_what_a_browser_may_do(client: httpx.AsyncClient) -> None:
    for path in ("/page/a", "/public", "/nowhere", "/healthz", "/static/a.css", "/broken"):
        headers = (await client.get(path)).headers
        assert headers["Content-Security-Policy"] == PAGE_POLICY
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "script-src 'self';" in PAGE_POLICY
    assert "unsafe" not in PAGE_POLICY


async def test_graphiql_has_a_policy_of_its_own(client: httpx.AsyncClient) -> None:
    assert (await client.get("/graphql")).headers["Content-Security-Policy"] == GRAPHIQL_POLICY
    assert "script-src 'self';" in GRAPHIQL_POLICY


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/page/a", "no-store"),
        ("/nowhere", "no-store"),
        ("/healthz", "no-store"),
        ("/broken", "no-store"),
        ("/static/nowhere.css", "no-store"),
        ("/public", "public, max-age=60"),
        ("/static/a.css", "public, max-age=3600"),
    ],
)
async def test_only_what_says_so_is_kept(client: httpx.AsyncClient, path: str, expected: str) -> None:
    assert (await client.get(path)).headers["Cache-Control"] == expected


async def test_a_body_that_is_too_long_is_refused(client: httpx.AsyncClient) -> None:
    assert (await client.post("/page/a", content=b"x" * 1000)).text == "1000"
    assert (await client.post("/page/a", content=b"x" * 1001)).status_code == 413

    async def unannounced() -> AsyncIterator[bytes]:
        for _ in range(11):
            yield b"x" * 100

    assert (await client.post("/page/a", content=unannounced())).status_code == 413


async def test_a_bug_says_nothing_of_itself(client: httpx.AsyncClient) -> None:
    answer = await client.get("/broken")
    assert answer.status_code == 500
    assert "ann@example.org" not in answer.text
    assert answer.headers["X-Request-ID"]


async def test_other_host_names_are_refused(client: httpx.AsyncClient) -> None:
    assert (await client.get("/page/a", headers={"Host": "evil.example"})).status_code == 400
    assert (await client.get("/healthz", headers={"Host": "127.0.0.1:8000"})).status_code == 200


async def test_a_request_has_one_id(client: httpx.AsyncClient) -> None:
    first, second = [(await client.get("/page/a")).headers["X-Request-ID"] for _ in range(2)]
    assert first != second
    given = await client.get("/page/a", headers={"X-Request-ID": "proxy-12345678"})
    assert given.headers["X-Request-ID"] == "proxy-12345678"
    forged = await client.get("/page/a", headers={"X-Request-ID": "a\tb c d e f g h"})
    assert forged.headers["X-Request-ID"] != "a\tb c d e f g h"


async def test_readiness_asks_both_servers(client: httpx.AsyncClient, open_connections: None) -> None:
    answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"database": True, "redis": True})


async def test_metrics_are_for_this_machine_or_by_token(client: httpx.AsyncClient, open_connections: None) -> None:
    await client.get("/page/secret-token")
    assert (await client.get("/metrics")).status_code == 403
    assert (await client.get("/metrics", headers={"Authorization": "Bearer wrong"})).status_code == 403
    text = (await client.get("/metrics", headers={"Authorization": "Bearer let me in"})).text
    assert 'groundswell_requests_total{method="GET",route="/page/{token}",status="200"}' in text
    assert "secret-token" not in text
    assert "groundswell_outbox_jobs" in text


@pytest.mark.parametrize(("headers", "status"), [({}, 200), ({"X-Forwarded-For": "203.0.113.5"}, 403)])
async def test_a_proxy_on_this_machine_opens_no_metrics(
    headers: dict[str, str], status: int, open_connections: None
) -> None:
    transport = httpx.ASGITransport(site(), client=("127.0.0.1", 1234))
    async with httpx.AsyncClient(transport=transport, base_url="https://example.org") as neighbour:
        assert (await neighbour.get("/metrics", headers=headers)).status_code == status
