"""The way out of letters: no sign-in, no cookie counts; the signed token says whose letters stop."""

from starlette.requests import Request
from starlette.responses import Response

from web import door, templating
from web.problem_pages import damaged_link_page
from web.refusals import problems_of


async def show_stop(request: Request) -> Response:
    """A button. Looking at it changes nothing: mail scanners look, too."""
    return await _page(request, stopped=False)


async def stop(request: Request) -> Response:
    """Stop: from the page's button, or from a mail program's one-click request (RFC 8058)."""
    context = await door.open_stranger_context(request)
    given = {"token": request.path_params["token"]}
    answered = await door.execute("LettersStop", {"input": given}, context)
    if problems_of(answered.data.get("lettersStop"), answered.faults):
        return damaged_link_page(request)
    return await _page(request, stopped=True)


async def _page(request: Request, *, stopped: bool) -> Response:
    context = await door.open_stranger_context(request)
    html = templating.render(request, "stop.html", context, "", data={}, page="stop", stopped=stopped)
    return Response(html, media_type="text/html", headers={"Cache-Control": "no-store"})
