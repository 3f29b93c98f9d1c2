"""`/graphql` over WebSocket: the subprotocol graphql-transport-ws, and no other."""

import asyncio
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Any

import orjson
import structlog
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from api.context import Context
from api.credentials import Caller, context_of_caller, is_same_origin
from api.execution import Answer, Endpoint
from api.faults import Fault, shown_bug
from api.messages import Close, Closing, Complete, Init, Message, NotUnderstood, Ping, Subscribe, read_message
from models.kernel import words

SUBPROTOCOL = "graphql-transport-ws"
_log = structlog.get_logger("groundswell.graphql")
_TOO_MANY = {"message": "Too many operations at once on this connection.", "extensions": {"code": "TOO_COMPLEX"}}


@dataclass(frozen=True, slots=True)
class Manners:
    """What one connection may do: seconds, operations at a time, messages a minute."""

    init_within: float = 10.0
    check_every: float = 60.0
    operations: int = 20
    messages_a_minute: int = 600


class Connection:
    """One client on the line."""

    def __init__(self, socket: WebSocket, caller: Caller, served: Endpoint, manners: Manners) -> None:
        self._socket = socket
        self._caller = caller
        self._endpoint = served
        self._manners = manners
        self._token: str | None = None
        self._person: object = None
        self._began = False
        self._operations: dict[str, asyncio.Task[None]] = {}
        self._sending = asyncio.Lock()

    async def serve(self) -> None:
        """Shake hands, then answer until either side closes."""
        if not is_same_origin(self._caller.headers):
            await self._socket.close(Close.FORBIDDEN)
            return
        spoken = SUBPROTOCOL in self._socket.scope.get("subprotocols", [])
        await self._socket.accept(SUBPROTOCOL if spoken else None)
        try:
            if not spoken:
                raise Closing(Close.SUBPROTOCOL, "Subprotocol not acceptable")
            await self._converse()
        except Closing as closing:
            await self._close(closing.code, closing.reason)
        except WebSocketDisconnect:
            pass
        except Exception:
            _log.exception("bug on a WebSocket")
            await self._close(Close.BUG, "Internal error")
        finally:
            await self._end_operations()

    async def _converse(self) -> None:
        try:
            async with asyncio.timeout(self._manners.init_within):
                await self._take(await self._receive())
                while not self._began:
                    await self._take(await self._receive())
        except TimeoutError as late:
            raise Closing(Close.INIT_TIMEOUT, "Connection initialisation timeout") from late
        checking = asyncio.create_task(self._check_again_and_again())
        try:
            await self._listen()
        finally:
            checking.cancel()

    async def _listen(self) -> None:
        clock, began, count = asyncio.get_running_loop(), asyncio.get_running_loop().time(), 0
        while True:
            message = await self._receive()
            if clock.time() - began > 60:
                began, count = clock.time(), 0
            count += 1
            if count > self._manners.messages_a_minute:
                raise Closing(Close.POLICY, "Too many messages")
            await self._take(message)

    async def _check_again_and_again(self) -> None:
        """A session that was revoked, or ran out, ends what was begun with it."""
        while True:
            await asyncio.sleep(self._manners.check_every)
            try:
                await self._context()
            except Closing as closing:
                await self._close(closing.code, closing.reason)

    async def _receive(self) -> Message:
        frame = await self._socket.receive()
        if frame["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(frame.get("code", 1000))
        try:
            return read_message(frame.get("text"))
        except NotUnderstood as error:
            raise Closing(Close.BAD_REQUEST, str(error)) from error

    async def _take(self, message: Message) -> None:
        match message:
            case Init():
                await self._begin(message)
            case Ping():
                payload = {"payload": message.payload} if message.payload is not None else {}
                await self._send({"type": "pong", **payload})
            case Subscribe():
                self._start(message)
            case Complete():
                self._stop(message.id)

    async def _begin(self, message: Init) -> None:
        if self._began:
            raise Closing(Close.TOO_MANY_INITS, "Too many initialisation requests")
        self._began = True
        self._token = _bearer(message.payload)
        self._person = (await self._context(first=True)).actor.person_id
        await self._send({"type": "connection_ack"})

    async def _context(self, *, first: bool = False) -> Context:
        """Who is on the line, looked up anew: with fresh loaders, and with what they may do now."""
        try:
            context = await context_of_caller(self._caller, self._token)
        except Fault as fault:
            raise Closing(Close.FORBIDDEN, "Forbidden") from fault
        if not first and context.actor.person_id != self._person:
            raise Closing(Close.FORBIDDEN, "Forbidden")
        return context

    def _start(self, message: Subscribe) -> None:
        if not self._began:
            raise Closing(Close.UNAUTHORIZED, "Unauthorized")
        if message.id in self._operations:
            raise Closing(Close.ID_TAKEN, f"Subscriber for {message.id} already exists")
        task = asyncio.create_task(self._operate(message))
        self._operations[message.id] = task

    def _stop(self, name: str) -> None:
        task = self._operations.pop(name, None)
        if task is not None:
            task.cancel()

    async def _operate(self, message: Subscribe) -> None:
        try:
            if len(self._operations) > self._manners.operations:
                await self._finish(message.id, {"type": "error", "payload": [_TOO_MANY]})
                return
            begun = await self._endpoint.subscribe(message.request, await self._context())
            if not isinstance(begun, Answer):
                async with aclosing(begun) as answers:  # type: ignore[type-var] # (it is an async generator)
                    async for answer in answers:
                        await self._send({"type": "next", "id": message.id, "payload": answer.body})
            elif not begun.executed:
                await self._finish(message.id, {"type": "error", "payload": begun.errors})
                return
            else:
                await self._send({"type": "next", "id": message.id, "payload": begun.body})
            await self._finish(message.id, {"type": "complete"})
        except Closing as closing:
            await self._close(closing.code, closing.reason)
        except WebSocketDisconnect:
            pass  # nobody is there to be told
        except Exception as bug:
            await self._finish(message.id, {"type": "error", "payload": [shown_bug(bug, words.LANGUAGES[0])]})

    async def _finish(self, name: str, message: dict[str, Any]) -> None:
        """Say the last word on an operation; from then on its id is free."""
        if self._operations.pop(name, None) is not None:
            await self._send({**message, "id": name})

    async def _send(self, message: dict[str, Any]) -> None:
        async with self._sending:
            await self._socket.send_text(orjson.dumps(message, option=orjson.OPT_NON_STR_KEYS).decode())

    async def _close(self, code: Close, reason: str) -> None:
        if self._socket.application_state is WebSocketState.CONNECTED:
            with suppress(WebSocketDisconnect, RuntimeError):
                await self._socket.close(code, reason)

    async def _end_operations(self) -> None:
        running = list(self._operations.values())
        self._operations.clear()
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def _bearer(payload: dict[str, Any]) -> str | None:
    """The token of an `authorization` in the first message: browsers cannot set headers on a WebSocket."""
    given = next((value for name, value in payload.items() if name.lower() == "authorization"), None)
    if given is None:
        return None
    scheme, _, token = str(given).partition(" ")
    return token.strip() if scheme.lower() == "bearer" else str(given)
