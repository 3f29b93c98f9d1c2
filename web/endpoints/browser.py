"""What browsers fetch by themselves: service worker, manifest, icon."""

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from web import assets, door

PAGES_KEPT = ["/offline", "/log/kept"]


async def service_worker(_: Request) -> Response:
    """The script that keeps work until there is signal; at the root, because it may only serve what lies beneath it."""
    script = (assets.FOLDER / "js" / "service-worker.js").read_text()
    kept = json.dumps({"assets": assets.precached(), "pages": PAGES_KEPT})
    return Response(
        f"const KEPT = {kept};\n{script}", media_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )


async def manifest(request: Request) -> Response:
    """What a phone needs to put the site among its apps."""
    context = await door.open_context(request)
    body = {
        "name": context.account.name,
        "short_name": "Groundswell",
        "lang": context.language,
        "start_url": "/",
        "display": "standalone",
        "background_color": "#f7f4ec",
        "theme_color": "#0d4f5c",
        "icons": [{"src": assets.address("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
        "shortcuts": [{"name": "Log", "url": "/log"}],
    }
    return JSONResponse(body, media_type="application/manifest+json")


async def favicon(_: Request) -> Response:
    """For browsers that do not read the page's head."""
    return RedirectResponse(assets.address("icon.svg"), 301)
