"""One's own place in a shift, from a letter about it: no sign-in, no cookie counts; the signed token says whose it is."""

from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from web import door, templating
from web.form import Problem
from web.problem_pages import damaged_link_page
from web.refusals import problems_of

_COMING = {"yes": True, "no": False}
_STARS = tuple("12345")


async def show_place(request: Request) -> Response:
    """The place, and what can be said of it now. Looking at it changes nothing: mail scanners look, too."""
    return await _page(request)


async def answer_place(request: Request) -> Response:
    """Come, free the place, or say how it was: from the page's button."""
    fields = await request.form()
    operation, result, given = _read(fields)
    context = await door.open_stranger_context(request)
    answered = await door.execute(operation, {"input": {"token": request.path_params["token"]} | given}, context)
    said = answered.data.get(result)
    problems = problems_of(said, answered.faults)
    if problems and problems[0].code in {"NOT_FOUND", "LINK_UNKNOWN"}:
        return damaged_link_page(request)
    return await _page(request, fields=fields, done=None if problems else said, problems=problems)


def _read(fields: FormData) -> tuple[str, str, dict[str, Any]]:
    """The mutation that a button means, its field, and its input."""
    coming = _COMING.get(str(fields.get("answer", "")))
    if coming is not None:
        return "PlaceAnswer", "placeAnswer", {"coming": coming}
    if fields.get("rating") not in _STARS:
        raise HTTPException(400)
    return "PlaceRate", "placeRate", {"rating": int(str(fields["rating"])), "text": str(fields.get("text", ""))}


async def _page(
    request: Request,
    *,
    fields: FormData | None = None,
    done: dict[str, Any] | None = None,
    problems: list[Problem] | None = None,
) -> Response:
    context = await door.open_stranger_context(request)
    answer = await door.execute("PlaceByToken", {"token": request.path_params["token"]}, context)
    if answer.data.get("place") is None:
        return damaged_link_page(request)
    typed = fields or request.query_params
    said = {
        "chosen": str(typed.get("answer", "")),
        "stars": str(typed.get("rating", "")),
        "words": str(typed.get("text", "")) if fields else "",
        "done": done,
        "problems": problems or [],
        "page": "own_place",
    }
    html = templating.render(request, "own_place.html", context, "", data=answer.data, **said)
    status = 422 if problems else 200
    return Response(html, status, media_type="text/html", headers={"Cache-Control": "no-store"})
