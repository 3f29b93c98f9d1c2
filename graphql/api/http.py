"""`/graphql` over HTTP: POST as JSON, GET for queries, GraphiQL for organizers who open it in a browser."""

from typing import Any

import orjson
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from api import graphiql
from api.context import Context, SessionCookie
from api.credentials import SESSION_COOKIE, Caller, context_of_caller, cookie_name, ensure_from_here
from api.decoding import ensure_json, request_from_body, request_from_query_string
from api.execution import Answer, Endpoint, endpoint
from api.faults import Fault, WrongMethod, shown_bug, shown_fault
from api.negotiation import JSON, choose_media_type
from api.websocket import Connection, Manners
from models.kernel import clock, words
from server.settings import settings

PATH = "/graphql"


class TooLarge(Fault):
    """A body with more bytes than we read."""

    code = "TOO_LARGE"
    status = 413


class NotAcceptable(Fault):
    """The client accepts no media type that we have."""

    code = "NOT_ACCEPTABLE"
    status = 406


def graphql_routes(served: Endpoint | None = None, manners: Manners | None = None) -> list[BaseRoute]:
    """The routes of the endpoint, for the server's app."""
    served = served or endpoint()
    answering = Answering(served)

    async def converse(socket: WebSocket) -> None:
        await Connection(socket, caller_of(socket), served, manners or Manners()).serve()

    return [
        Route(PATH, answering.respond, methods=["GET", "POST"], name="graphql"),
        WebSocketRoute(PATH, converse, name="graphql_socket"),
        Mount(graphiql.STATIC_PATH, StaticFiles(directory=graphiql.STATIC_FOLDER), name="graphiql"),
    ]


async def context_of(connection: HTTPConnection) -> Context:
    """Who sent this request, for which account. Raises Fault."""
    return await context_of_caller(caller_of(connection))


def caller_of(connection: HTTPConnection) -> Caller:
    """What a connection says about its other end."""
    return Caller(
        headers=connection.headers,
        cookies=connection.cookies,
        secure=connection.url.scheme in {"https", "wss"},
        address=connection.client.host if connection.client else "",
    )


class Answering:
    """Answers the requests of one endpoint."""

    def __init__(self, served: Endpoint) -> None:
        self._endpoint = served

    async def respond(self, request: Request) -> Response:
        """Answer one request; whatever it is, never by raising."""
        media_type, language = choose_media_type(request.headers.get("accept")), words.LANGUAGES[0]
        try:
            if graphiql.is_asked_for(request.method, request.headers.get("accept"), request.query_params):
                return _page(await context_of(request))
            if media_type is None:
                raise NotAcceptable("We answer in application/graphql-response+json or application/json.")
            context = await context_of(request)
            language = context.language
            answer = await self._answer(request, context)
            return _with_session(_response(answer, media_type), request, context.session_cookie)
        except Fault as fault:
            return _response(_refusal(fault, language), media_type or JSON)
        except Exception as bug:
            return _response(Answer(errors=[shown_bug(bug, language)], status=500), media_type or JSON)

    async def _answer(self, request: Request, context: Context) -> Answer:
        reading = request.method in {"GET", "HEAD"}
        if context.by_cookie:
            ensure_from_here(caller_of(request), reading=reading)
        if reading:
            asked = request_from_query_string(request.query_params.multi_items())
        else:
            ensure_json(request.headers)
            asked = request_from_body(await _body(request))
        return await self._endpoint.run(asked, context, reading=reading)


async def _body(request: Request) -> bytes:
    """The whole body, read no further than it may be long. Raises TooLarge."""
    most, body = settings().largest_body, bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise TooLarge("This is more than {most} bytes. Send less at a time.", most=most)
    return bytes(body)


def _page(context: Context) -> Response:
    headers = {"Content-Security-Policy": graphiql.POLICY, "Cache-Control": "no-store", "Vary": "Accept, Cookie"}
    return HTMLResponse(graphiql.page(context), headers=headers)


def _refusal(fault: Fault, language: str) -> Answer:
    return Answer(errors=[shown_fault(fault, language)], executed=False, status=fault.status)


def _response(answer: Answer, media_type: str) -> Response:
    """
    In `application/json` a document that cannot be executed is a well-formed answer (200), as older clients expect;
    what is no request at all, or not permitted, has its status in either type.
    """
    headers: dict[str, Any] = {"Cache-Control": "no-store", "Vary": "Accept, Authorization, Cookie"}
    if answer.retry_after is not None:
        headers["Retry-After"] = str(answer.retry_after)
    if answer.status == WrongMethod.status:
        headers["Allow"] = "POST"
    status = 200 if media_type == JSON and answer.about_document else answer.status
    body = orjson.dumps(answer.body, option=orjson.OPT_NON_STR_KEYS)
    return Response(body, status, headers, media_type=f"{media_type}; charset=utf-8")


def _with_session(response: Response, request: Request, cookie: SessionCookie | None) -> Response:
    """Hand the browser the session that a mutation opened, or take away the one it closed."""
    if cookie is None:
        return response
    secure = request.url.scheme == "https"
    seconds = int((cookie.expires_at - clock.now()).total_seconds()) if cookie.token and cookie.expires_at else 0
    response.set_cookie(
        cookie_name(SESSION_COOKIE, secure=secure),
        cookie.token or "",
        max_age=max(seconds, 0),
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )
    return response
