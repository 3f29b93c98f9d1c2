"""The messages of the WebSocket subprotocol graphql-transport-ws, read strictly."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import orjson

from api.decoding import Malformed, request_from_object
from api.execution import Request

LONGEST_MESSAGE = 100_000
LONGEST_ID = 256


@dataclass(frozen=True, slots=True)
class Init:
    """The client begins; the payload may carry `authorization`."""

    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ping:
    """Are you there? The payload comes back."""

    payload: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Pong:
    """I am here."""


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Execute this, under this id."""

    id: str
    request: Request


@dataclass(frozen=True, slots=True)
class Complete:
    """No more of this."""

    id: str


Message = Init | Ping | Pong | Subscribe | Complete


class Close(IntEnum):
    """Why a connection is closed, by the protocol's codes."""

    POLICY = 1008
    BUG = 1011
    BAD_REQUEST = 4400
    UNAUTHORIZED = 4401
    FORBIDDEN = 4403
    SUBPROTOCOL = 4406
    INIT_TIMEOUT = 4408
    ID_TAKEN = 4409
    TOO_MANY_INITS = 4429


class Closing(Exception):
    """The connection is to be closed, for this reason."""

    def __init__(self, code: Close, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason.encode()[:120].decode(errors="ignore")


class NotUnderstood(Exception):
    """This is no message of the protocol."""


def read_message(text: str | None) -> Message:
    """The message of a text frame (None: of another kind). Raises NotUnderstood."""
    if text is None or len(text) > LONGEST_MESSAGE:
        raise NotUnderstood("Messages are text frames of limited length")
    try:
        found = orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError) as error:
        raise NotUnderstood("Messages are JSON") from error
    if not isinstance(found, dict):
        raise NotUnderstood("Messages are JSON objects")
    return _message(found)


def _message(found: dict[str, Any]) -> Message:
    match found.get("type"):
        case "connection_init":
            return Init(_payload(found) or {})
        case "ping":
            return Ping(_payload(found))
        case "pong":
            _payload(found)
            return Pong()
        case "subscribe":
            return Subscribe(_id(found), _request(found))
        case "complete":
            return Complete(_id(found))
    raise NotUnderstood("Messages have a type that clients may send")


def _payload(found: dict[str, Any]) -> dict[str, Any] | None:
    payload = found.get("payload")
    if payload is not None and not isinstance(payload, dict):
        raise NotUnderstood("A payload is an object")
    return payload


def _id(found: dict[str, Any]) -> str:
    name = found.get("id")
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_ID:
        raise NotUnderstood("An id is a string that is not empty")
    return name


def _request(found: dict[str, Any]) -> Request:
    try:
        return request_from_object(found.get("payload"))
    except Malformed as error:
        raise NotUnderstood("The payload of subscribe is a GraphQL request") from error
