"""
What goes wrong outside the types: faults have a code, bugs an id, and neither tells more than a client needs.

Errors of the document (syntax, validation, variables) are shown as they are. A DomainError that no union took, in a
query for instance, is shown with its code. A Fault is shown with its code. All else is a bug: it is logged under an
id, and only the id is shown.
"""

import secrets
from collections.abc import Mapping
from typing import Any, ClassVar

import structlog
from graphql import GraphQLError, GraphQLFormattedError

from api.errors import put_into_words
from models.kernel import words
from models.kernel.errors import DomainError

_log = structlog.get_logger("groundswell.graphql")

BUG_MESSAGE = words.lazy("Something went wrong on our side. It has been noted; please try again in a moment.")


class Fault(Exception):
    """
    A request that is refused as a whole. `status` is the HTTP status.

    `extra` fills the `{named}` places of the message, and goes into the error's extensions.
    """

    code: ClassVar[str] = "FAULT"
    status: ClassVar[int] = 400

    def __init__(self, message: str, **extra: Any) -> None:
        super().__init__(message)
        self.message = message
        self.extra = extra


class Unauthenticated(Fault):
    """The credentials that came with the request are not valid (any more)."""

    code = "UNAUTHENTICATED"
    status = 401


class RateLimited(Fault):
    """Too much in too short a time; `retryAfter` is in seconds."""

    code = "RATE_LIMITED"
    status = 429


class TooComplex(Fault):
    """The document asks for more than one request may."""

    code = "TOO_COMPLEX"


class NotPermitted(Fault):
    """The request may not be made in this way."""

    code = "NOT_PERMITTED"
    status = 403


class WrongMethod(Fault):
    """Something that GET must not do."""

    code = "WRONG_METHOD"
    status = 405


class Unavailable(Fault):
    """Something that is needed for it does not answer."""

    code = "UNAVAILABLE"
    status = 503


def shown(error: GraphQLError, language: str, *, executing: bool) -> GraphQLFormattedError:
    """
    What the client reads of an error, as the specification lays it out.

    Before the execution begins, what is wrong is wrong with the document or its variables: that is shown.
    """
    cause = _cause(error)
    if cause is None:
        return error.formatted
    if isinstance(cause, Fault):
        return _formatted(
            error, words.gettext(language, cause.message, **cause.extra), {"code": cause.code, **cause.extra}
        )
    if isinstance(cause, DomainError):
        extensions = {"code": cause.code, "field": cause.field} if cause.field else {"code": cause.code}
        return _formatted(error, put_into_words(cause, language), extensions)
    if not executing:
        return error.formatted
    return _formatted(error, words.gettext(language, BUG_MESSAGE), {"code": "INTERNAL", "errorId": _note_bug(cause)})


def shown_fault(fault: Fault, language: str) -> GraphQLFormattedError:
    """A fault that belongs to no place in a document."""
    return {
        "message": words.gettext(language, fault.message, **fault.extra),
        "extensions": {"code": fault.code, **fault.extra},
    }


def shown_bug(bug: BaseException, language: str) -> GraphQLFormattedError:
    """A bug outside the execution: logged, and shown as its id."""
    return {
        "message": words.gettext(language, BUG_MESSAGE),
        "extensions": {"code": "INTERNAL", "errorId": _note_bug(bug)},
    }


def _cause(error: GraphQLError) -> BaseException | None:
    cause: BaseException | None = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause


def _formatted(error: GraphQLError, message: str, extensions: Mapping[str, Any]) -> GraphQLFormattedError:
    formatted: dict[str, Any] = {**error.formatted, "message": message, "extensions": dict(extensions)}
    return formatted  # type: ignore[return-value] # (GraphQLFormattedError is a TypedDict of the same keys)


def _note_bug(bug: BaseException) -> str:
    error_id = secrets.token_hex(8)
    _log.error("bug in a resolver", error_id=error_id, exc_info=(type(bug), bug, bug.__traceback__))
    return error_id
