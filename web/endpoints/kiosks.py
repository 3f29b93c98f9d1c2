"""A region's display on a screen, by a link that ends or is ended; and on other sites."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from api.context import Context
from models.people.queries import kiosk_region
from web import door, templating, variables
from web.endpoints.displays import watch
from web.frames import ENDED
from web.pages import PAGE_BY_NAME
from web.show import whole
from web.shows import REGION

LOOK_AGAIN = 3.0
"""Seconds after which a screen's link is looked at again."""
EMBED_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors *; sandbox allow-scripts allow-popups"
)


async def show_kiosk(request: Request) -> Response:
    """The display of the region that the link is for. 404 once it has ended."""
    context = await door.open_public_context(request)
    html = await _page(request, context, "region_display.html", await _code(request, context))
    return Response(
        html, media_type="text/html", headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    )


async def kiosk_stream(request: Request) -> Response:
    """The same, whenever it changes, until the link has ended."""
    context = await door.open_public_context(request)
    code = await _code(request, context)

    async def until_ended() -> Message:
        while await kiosk_region(context.account.id, request.path_params["token"]) == code:  # noqa: ASYNC110 (another process ends it)
            await asyncio.sleep(LOOK_AGAIN)
        return ENDED

    return await watch(request, REGION, variables.league_of(request, code), until=until_ended)


async def embed(request: Request) -> Response:
    """A region's league for a campaign's own site: whoever frames it, without cookies, in a sandbox of its own."""
    context = await door.open_public_context(request)
    html = await _page(request, context, "embed.html", request.path_params["code"])
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": EMBED_POLICY}
    return Response(html, media_type="text/html", headers=headers)


async def _code(request: Request, context: Context) -> str:
    code = await kiosk_region(context.account.id, request.path_params["token"])
    if code is None:
        raise HTTPException(404)
    return code


async def _page(request: Request, context: Context, template: str, code: str) -> str:
    page = PAGE_BY_NAME["region_display"]
    answer = await door.execute(page.operation, variables.league_of(request, code), context)
    return templating.render_public(request, template, context, data=whole(answer, page))
