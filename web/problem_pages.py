"""Friendly pages for what went wrong. `server/app.py` hands them to Starlette as `exception_handlers`."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from models.kernel.words import LANGUAGES, direction, gettext, lazy
from web import cookies, templating
from web.languages import known

Handler = Callable[[Request, Any], Awaitable[Response]]

TITLES = {
    400: lazy("We did not understand that"),
    403: lazy("This door is not yours"),
    404: lazy("This page has drifted away"),
    405: lazy("That does not work here"),
    429: lazy("A little slower, please"),
    500: lazy("A wave too many"),
}
ADVICE = {
    400: lazy("Something was missing or misspelt. Go back and try again."),
    403: lazy("It is for organizers. If you should be one, ask somebody who organizes in your region."),
    404: lazy("It may have been removed, or it belongs to somebody else. The way back is below."),
    405: lazy("Go back and use the buttons on the page."),
    429: lazy("That was a lot in a short time. Wait a minute, then go on."),
    500: lazy("This is our fault, not yours, and it has been noted. Please try again in a moment."),
}

_DAMAGED_LINK = (
    lazy("This link does not work"),
    lazy("Open the newest message from us, or sign in to see what is needed. Nothing has changed."),
)


def exception_handlers() -> Mapping[Any, Handler]:
    """What Starlette calls for refused requests and for bugs."""
    return {HTTPException: show_problem, 500: show_bug}


async def show_problem(request: Request, problem: HTTPException) -> Response:
    """The page for a status."""
    return problem_page(request, problem.status_code, dict(problem.headers or {}))


def damaged_link_page(request: Request) -> Response:
    """The page for a link of a letter that we never made, or that speaks of something that is gone."""
    return problem_page(request, 404, {}, words=_DAMAGED_LINK)


async def show_bug(request: Request, _: Exception) -> Response:
    """The page for a bug: says nothing of it."""
    return problem_page(request, 500, {})


def problem_page(
    request: Request, status: int, headers: dict[str, str], *, words: tuple[str, str] | None = None
) -> Response:
    """A page that needs no database: what happened, and the way on; `words`: its title and advice, if not the usual ones."""
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"problems": [status]}, status, headers=headers)
    shown = status if status in TITLES else (500 if status >= 500 else 400)
    title, advice = words or (TITLES[shown], ADVICE[shown])
    language = _language(request)
    html = (
        templating.environment()
        .get_template("problem.html")
        .render(
            _=lambda message, **parameters: gettext(language, message, **parameters),
            language=language,
            direction=direction,
            theme=cookies.read(request, cookies.THEME),
            status=status,
            title=title,
            advice=advice,
        )
    )
    return Response(html, status, headers={"Cache-Control": "no-store", **headers}, media_type="text/html")


def _language(request: Request) -> str:
    header = request.headers.get("accept-language", "").partition(",")[0].partition(";")[0]
    return known(cookies.read(request, cookies.LANGUAGE)) or known(header) or LANGUAGES[0]
