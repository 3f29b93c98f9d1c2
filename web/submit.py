"""Take a form: check that it is genuine, run its mutation, go on; or show its page again with what was typed."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from api.context import Context
from web import cookies, door, genuine
from web.form import Form, FormRefused, Problem, Submission
from web.pages import PAGE_BY_NAME, SIGNED_OUT
from web.refusals import STALE, problems_of
from web.show import render, turn_away

UNPROCESSABLE = 422
FORBIDDEN = 403
UNAUTHORIZED = 401


async def submit(request: Request, form: Form) -> Response:
    """Answer a POST of the form."""
    context = await door.open_context(request)
    submission = Submission(await request.form(), request.path_params)
    if turn_away(form.audience, context) is not None:
        return await _ask_to_sign_in(request, context, submission)
    if not _is_genuine(request, submission, context):
        return await _refuse(request, form, context, submission, [STALE], FORBIDDEN)
    variables, payload, problems = await _carry_out(form, submission, context)
    if problems:
        return await _refuse(request, form, context, submission, problems, UNPROCESSABLE)
    if form.shows_outcome:
        outcome = payload | {"sent": variables["input"]}
        return await render(request, PAGE_BY_NAME[form.page], context, outcome=outcome)
    return _go_on(request, form, submission, context, payload)


def wants_data(request: Request) -> bool:
    """Whether the sender is our service worker, which sends what was kept and reads no page."""
    return "application/json" in request.headers.get("accept", "")


def _is_genuine(request: Request, submission: Submission, context: Context) -> bool:
    token = submission.text(genuine.FIELD)
    return genuine.is_genuine(request, token, cookies.browser_secret(request), context.actor.person_id)


async def _carry_out(
    form: Form, submission: Submission, context: Context
) -> tuple[dict[str, Any], dict[str, Any], list[Problem]]:
    """The variables, what came of them, and what was refused."""
    try:
        variables = {"input": form.read(submission)}
    except FormRefused as refused:
        return {}, {}, refused.problems
    answer = await door.execute(form.operation, variables, context)
    result = next(iter(answer.data.values()), None)
    return variables, result or {}, problems_of(result, answer.faults)


async def _refuse(
    request: Request, form: Form, context: Context, submission: Submission, problems: list[Problem], status: int
) -> Response:
    if wants_data(request):
        return JSONResponse({"problems": [problem.code for problem in problems]}, status)
    page = PAGE_BY_NAME[form.page]
    values = submission.values()
    return await render(request, page, context, problems=problems, values=values, form=request.url.path, status=status)


async def _ask_to_sign_in(request: Request, context: Context, submission: Submission) -> Response:
    """The session ended while the form was open: its page cannot be shown, so another one keeps what was typed."""
    if wants_data(request):
        return JSONResponse({"problems": ["SIGN_IN_REQUIRED"]}, UNAUTHORIZED)
    return await render(request, SIGNED_OUT, context, values=submission.values(), status=UNAUTHORIZED)


def _go_on(request: Request, form: Form, submission: Submission, context: Context, payload: dict[str, Any]) -> Response:
    if wants_data(request):
        return Response(status_code=204)
    response = RedirectResponse(form.then(submission, payload), 303)
    send_session_cookie(request, response, context)
    if form.operation in {"SignUp", "SignInRequest"}:
        waiting = submission.text("email")
        cookies.put(request, response, cookies.WAITING, waiting, seconds=cookies.QUARTER_OF_AN_HOUR)
    return response


def send_session_cookie(request: Request, response: Response, context: Context) -> None:
    """Hand over the session that the operation opened, or take away the one it ended."""
    handed = context.session_cookie
    if handed is None:
        return
    if handed.token is None:
        cookies.take(request, response, cookies.SESSION)
        return
    cookies.take(request, response, cookies.WAITING)
    cookies.put(request, response, cookies.SESSION, handed.token, seconds=cookies.seconds_until(handed.expires_at))
