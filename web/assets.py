"""Static files: addressed with a digest of their content, so that browsers may keep them for ever."""

import hashlib
import os
from functools import cache
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"
STYLES = ("reset", "tokens", "base", "layout", "components", "pages", "utilities")


@cache
def address(name: str) -> str:
    """Where a static file is served, with its digest: `/static/css/base.css?v=1a2b3c4d`."""
    digest = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def precached() -> list[str]:
    """What the service worker keeps for when there is no signal."""
    scripts = [f"js/{name}.js" for name in ("app", "log")]
    return [address(name) for name in (*(f"css/{style}.css" for style in STYLES), *scripts, "icon.svg")]


class Assets(StaticFiles):
    """Starlette's static files; what was asked for with its digest never changes."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, with how long it may be kept."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        if scope["query_string"].startswith(b"v="):
            response.headers["Cache-Control"] = FOR_EVER
        return response
