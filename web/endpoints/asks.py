"""One-tap answers from a letter: no sign-in, no cookie counts; the signed token says whose answer it is."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.context import Context
from models.asks.tables import AskAnswer
from web import door, templating
from web.form import Problem
from web.inputs.work import correction
from web.problem_pages import damaged_link_page
from web.refusals import problems_of

_KNOWN = {answer.value.upper() for answer in AskAnswer}


async def show_ask(request: Request) -> Response:
    """The ask with its buttons. Looking at it changes nothing: mail scanners look, too."""
    context = await door.open_stranger_context(request)
    answer = await door.execute("AskByToken", {"token": request.path_params["token"]}, context)
    if answer.data.get("ask") is None:
        return damaged_link_page(request)
    said = {"correcting": _correcting(request, answer.data["ask"]["objections"])}
    return _page(request, context, answer.data | said, chosen=_chosen(request.query_params.get("answer", "")))


async def answer_ask(request: Request) -> Response:
    """Take the answer: from the page's button, or from a mail program's one-click request."""
    fields = await request.form()
    if fields.get("correction"):
        return await _correct(request, str(fields["correction"]))
    chosen = _chosen(str(fields.get("answer") or request.query_params.get("answer", "")))
    if chosen is None:
        raise HTTPException(400)
    context = await door.open_stranger_context(request)
    token = request.path_params["token"]
    given = {"token": token, "answer": chosen, "joinWaitingList": fields.get("joinWaitingList") == "yes"}
    answered = await door.execute("AskAnswer", {"input": given}, context)
    return _said(request, context, answered.data.get("askAnswer"), answered.faults, chosen)


async def _correct(request: Request, said: str) -> Response:
    """Take what is wrong with a reason, from the page's button."""
    context = await door.open_stranger_context(request)
    given = {"token": request.path_params["token"]} | correction(said)
    answered = await door.execute("AskCorrect", {"input": given}, context)
    return _said(request, context, answered.data.get("askCorrect"), answered.faults, None)


def _said(
    request: Request, context: Context, result: dict[str, Any] | None, faults: list[str], chosen: str | None
) -> Response:
    problems = problems_of(result, faults)
    if problems and problems[0].code in {"NOT_FOUND", "LINK_UNKNOWN"}:
        return damaged_link_page(request)
    return _page(request, context, {"ask": None}, chosen=chosen, result=result, problems=problems)


def _page(
    request: Request,
    context: Context,
    data: dict[str, Any],
    *,
    chosen: str | None,
    result: dict[str, Any] | None = None,
    problems: list[Problem] | None = None,
) -> Response:
    said = {"chosen": chosen, "result": result, "problems": problems or [], "page": "ask"}
    html = templating.render(request, "ask.html", context, "", data=data, **said)
    status = 422 if problems else 200
    return Response(html, status, media_type="text/html", headers={"Cache-Control": "no-store"})


def _correcting(request: Request, objections: list[dict[str, Any]]) -> dict[str, Any] | None:
    """What a link of the letter says against a reason: the objection of that number, if there is one."""
    number = request.query_params.get("correct", "")
    return objections[int(number)] if number in map(str, range(len(objections))) else None


def _chosen(given: str) -> str | None:
    return given.upper() if given.upper() in _KNOWN else None
