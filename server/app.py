"""The composition root of the web server: every room's routes behind one set of middleware."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute

from server import connections
from server.garbage import collect_rarely
from server.health import health_routes
from server.limits import raise_file_limit
from server.logging import configure_logging
from server.middleware.request_context import BugHandler, RequestContext
from server.middleware.security_headers import SecurityHeaders
from server.settings import Settings, settings
from server.site import Site


def create_app(chosen: Settings | None = None) -> Starlette:
    """
    The site as an ASGI application.

    Its lifespan opens what is not open yet (database, Redis, queue) and closes what it opened; a test that opened
    its own keeps them.
    """
    from web.problem_pages import exception_handlers

    chosen = chosen or settings()
    configure_logging(chosen)
    handlers = dict(exception_handlers())
    return Site(
        routes=_routes(chosen),
        middleware=middleware(chosen, on_bug=handlers.pop(500)),
        exception_handlers=handlers,
        lifespan=_lifespan(chosen),
        max_body_size=chosen.largest_body,
    )


def _routes(chosen: Settings) -> list[BaseRoute]:
    from api.http import graphql_routes
    from web.routes import routes

    return [*health_routes(chosen), *graphql_routes(), *routes()]


def middleware(chosen: Settings, *, on_bug: BugHandler | None = None) -> list[Middleware]:
    """What every request passes through, outermost first."""
    hosts = [host.strip() for host in chosen.trusted_hosts.split(",") if host.strip()]
    hosts += ["127.0.0.1", "localhost"]  # health checks ask from the same machine
    return [
        Middleware(SecurityHeaders, production=chosen.is_production),
        Middleware(RequestContext, on_bug=on_bug),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
    ]


def _lifespan(chosen: Settings) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with connections.opened(chosen, application_name="groundswell web"):
            collect_rarely()
            raise_file_limit()
            yield

    return lifespan
