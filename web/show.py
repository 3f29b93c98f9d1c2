"""Show a page: execute its operation once, put the answer into its template."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.context import Context
from models.kernel.actor import READING
from server.settings import settings
from web import cookies, door, templating
from web.form import Problem
from web.page import Audience, Page

STATUS_OF_FAULT = {
    "NOT_FOUND": 404,
    "NOT_ALLOWED": 403,
    "NOT_PERMITTED": 403,
    "RATE_LIMITED": 429,
    "UNAVAILABLE": 503,
    "INTERNAL": 500,
}
"""What is not in it is wrong with the request: a cursor of no list, a date of no calendar."""


async def show(request: Request, page: Page) -> Response:
    """Answer a GET of the page."""
    context = await door.open_context(request)
    turned_away = turn_away(page.audience, context)
    return turned_away or await render(request, page, context)


def turn_away(audience: Audience, context: Context) -> Response | None:
    """Where to send those who may not see it; None for those who may. Raises HTTPException 403 or 404."""
    if audience is Audience.DEVELOPMENT and settings().is_production:
        raise HTTPException(404)
    if audience in (Audience.EVERYBODY, Audience.DEVELOPMENT):
        return None
    if context.actor.is_stranger:
        return RedirectResponse("/sign-in", 303)
    if audience is Audience.ORGANIZERS and not context.actor.has_role(*READING):
        raise HTTPException(403)
    return None


async def render(
    request: Request,
    page: Page,
    context: Context,
    *,
    problems: list[Problem] | None = None,
    values: dict[str, list[str]] | None = None,
    form: str = "",
    status: int = 200,
    outcome: dict[str, Any] | None = None,
) -> Response:
    """The page, with what went wrong in one of its forms and what was typed there, or with what came of it."""
    answer = await door.execute(page.operation, page.variables(request), context)
    data = whole(answer, page)
    secret = cookies.browser_secret(request) or cookies.new_browser_secret()
    said: dict[str, Any] = {"problems": problems or [], "values": values or {}, "sent_form": form, "outcome": outcome}
    template = page.stranger_template if page.stranger_template and not data.get("me") else page.template
    html = templating.render(request, template, context, secret, page=page.name, data=data, **said)
    response = Response(html, status, media_type="text/html", headers={"Cache-Control": "no-store", "Vary": "Cookie"})
    if secret != cookies.browser_secret(request):
        cookies.put(request, response, cookies.BROWSER, secret, seconds=cookies.YEAR)
    return response


def whole(answer: door.Answer, page: Page) -> dict[str, Any]:
    """What a page needs of an answer. Raises HTTPException where that is missing."""
    if page.needs and answer.data.get(page.needs) is None and not answer.faults:
        raise HTTPException(404)
    if not answer.data or (page.needs and answer.data.get(page.needs) is None):
        code = answer.faults[0] if answer.faults else "INTERNAL"
        wait = {"Retry-After": str(answer.retry_after)} if answer.retry_after else None
        raise HTTPException(STATUS_OF_FAULT.get(code, 400), headers=wait)
    return answer.data
