"""What a client sent, read strictly: a request of the GraphQL-over-HTTP specification, or the reason why it is none."""

from collections.abc import Mapping
from typing import Any

import orjson

from api.execution import Request
from api.faults import Fault
from api.negotiation import JSON, media_type_of


class Malformed(Fault):
    """Not a GraphQL request."""

    code = "MALFORMED"


class WrongMediaType(Fault):
    """A body of another kind than JSON."""

    code = "WRONG_MEDIA_TYPE"
    status = 415


_NOT_JSON = "The body is not JSON in UTF-8."
_NO_OBJECT = "Send one JSON object with the document in `query`."
_NO_QUERY = "`query` must be the text of a GraphQL document."
_WRONG_KIND = "`{name}` must be {kind} or null."
_ONLY_JSON = "Send the request as application/json in UTF-8."


def ensure_json(headers: Mapping[str, str]) -> None:
    """Raise WrongMediaType for a body that is not plain JSON: a form of another site could send that."""
    name, parameters = media_type_of(headers.get("content-type"))
    plain = headers.get("content-encoding", "identity").strip().lower() in {"", "identity"}
    if name != JSON or parameters.get("charset", "utf-8") not in {"utf-8", "utf8"} or not plain:
        raise WrongMediaType(_ONLY_JSON)


def request_from_body(body: bytes) -> Request:
    """The request in a JSON body. Raises Malformed."""
    try:
        message = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Malformed(_NOT_JSON) from error
    return request_from_object(message)


def request_from_object(message: Any) -> Request:
    """The request that is this JSON value. Raises Malformed."""
    if not isinstance(message, dict):
        raise Malformed(_NO_OBJECT)
    source = message.get("query")
    if not isinstance(source, str) or not source.strip():
        raise Malformed(_NO_QUERY)
    operation = _optional(message, "operationName", str, "a string")
    variables = _optional(message, "variables", dict, "an object")
    _optional(message, "extensions", dict, "an object")
    return Request(source, variables or {}, operation)


def request_from_query_string(pairs: list[tuple[str, str]]) -> Request:
    """The request in the parameters of an address. Raises Malformed."""
    given = dict(pairs)
    if len(given) != len(pairs):
        raise Malformed(_NO_OBJECT)
    message: dict[str, Any] = {name: given[name] for name in ("query", "operationName") if name in given}
    for name in ("variables", "extensions"):
        if given.get(name):
            message[name] = _json(given[name])
    return request_from_object(message)


def _json(text: str) -> Any:
    try:
        return orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError) as error:
        raise Malformed(_NOT_JSON) from error


def _optional(message: Mapping[str, Any], name: str, kind: type, called: str) -> Any:
    value = message.get(name)
    if value is not None and not isinstance(value, kind):
        raise Malformed(_WRONG_KIND, name=name, kind=called)
    return value
