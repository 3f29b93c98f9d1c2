"""All of the site's routes: pages, forms, plain endpoints, static files."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from web.assets import Assets
from web.form import Form
from web.forms import FORMS
from web.page import Page
from web.pages import PAGES
from web.plain import PLAIN
from web.show import show
from web.submit import submit

Endpoint = Callable[[Request], Awaitable[Response]]


def routes() -> list[BaseRoute]:
    """What `server/app.py` mounts. Paths without a variable come first, so that none is taken for an id."""
    found = [
        *(Route(plain.path, plain.endpoint, methods=list(plain.methods), name=plain.name) for plain in PLAIN),
        *(Route(page.path, _showing(page), methods=["GET"], name=page.name) for page in PAGES),
        *(Route(form.path, _taking(form), methods=["POST"], name=f"form {form.path}") for form in FORMS),
    ]
    return [*sorted(found, key=lambda route: "{" in route.path), Mount("/static", Assets(), name="static")]


def _showing(page: Page) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await show(request, page)

    return endpoint


def _taking(form: Form) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await submit(request, form)

    return endpoint
