"""A picture to share of a region and a week: drawn once, kept for a few minutes."""

import asyncio
import time
from datetime import date
from pathlib import Path

import resvg_py
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.context import Context
from web import door, templating
from web.show import STATUS_OF_FAULT

FONTS = [str(path) for path in sorted((Path(__file__).parents[1] / "fonts").glob("*.ttf"))]
FAMILY = "DejaVu Sans"
KEPT_SECONDS = 300
MOST_KEPT = 200

Key = tuple[object, ...]
_kept: dict[Key, tuple[float, bytes]] = {}


async def share(request: Request) -> Response:
    """The PNG of `/share/US-NY/2026-W48.png`. 404 for no region and no week."""
    context = await door.open_public_context(request)
    code, monday = request.path_params["code"], _monday(request.path_params["week"])
    key = (context.account.id, code, monday, context.language)
    drawn_at, picture = _kept.get(key, (0.0, b""))
    if not picture or time.monotonic() - drawn_at > KEPT_SECONDS:
        picture = await _draw(context, code, monday)
        _keep(key, picture)
    headers = {"Cache-Control": f"public, max-age={KEPT_SECONDS}", "Cross-Origin-Resource-Policy": "cross-origin"}
    return Response(picture, media_type="image/png", headers=headers)


def _keep(key: Key, picture: bytes) -> None:
    if len(_kept) >= MOST_KEPT:
        _kept.pop(next(iter(_kept)))
    _kept[key] = (time.monotonic(), picture)


async def _draw(context: Context, code: str, monday: date) -> bytes:
    answer = await door.execute("SharePicture", {"code": code, "date": monday.isoformat()}, context)
    if answer.data.get("display") is None:
        raise HTTPException(STATUS_OF_FAULT.get(answer.faults[0], 400) if answer.faults else 404)
    drawing = templating.render_part("share.svg", context, data=answer.data)
    return await asyncio.to_thread(picture_of, drawing)


def picture_of(drawing: str) -> bytes:
    """A drawing (SVG) as PNG; text is shaped and ordered as its script wants it, with our own fonts."""
    png = resvg_py.svg_to_bytes(svg_string=drawing, font_files=FONTS, font_family=FAMILY, skip_system_fonts=True)
    return bytes(png)


def _monday(week: str) -> date:
    year, _, number = week.partition("-W")
    try:
        return date.fromisocalendar(int(year), int(number), 1)
    except ValueError as error:
        raise HTTPException(404) from error
