"""The one way from a page to the API: an operation by name, executed in-process as whoever sent the request."""

from dataclasses import dataclass, field, replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from api.context import Context
from api.execution import execute_operation
from api.faults import Fault
from api.http import context_of
from models.kernel.actor import stranger
from web import languages


@dataclass(frozen=True, slots=True)
class Answer:
    """What an operation answered, the codes of what went wrong, and the context it ran in."""

    data: dict[str, Any]
    context: Context
    faults: list[str] = field(default_factory=list)
    retry_after: int | None = None


async def open_context(request: Request) -> Context:
    """
    Who sent the request, for which account. Language: as the browser chose, else as the person did.

    Raises HTTPException where there is no campaign.
    """
    try:
        context = await context_of(request)
    except Fault as fault:
        raise HTTPException(fault.status) from fault
    context.actor = replace(context.actor, language=languages.choose(request, context))
    return context


async def open_stranger_context(request: Request) -> Context:
    """The same, whoever is signed in: for what must not depend on a cookie."""
    context = await open_context(request)
    return Context(stranger(context.account.id, context.language), context.account, context.address)


async def open_public_context(request: Request) -> Context:
    """A stranger's, of whom no cookie is read: for what everybody sees alike."""
    headers = [(name, value) for name, value in request.scope["headers"] if name != b"cookie"]
    return await open_stranger_context(Request({**request.scope, "headers": headers}))


def ensure_room(taken: int, most: int) -> None:
    """Raises HTTPException 503 if all room is taken."""
    if taken >= most:
        raise HTTPException(503, headers={"Retry-After": "60"})


async def execute(name: str, variables: dict[str, Any], context: Context) -> Answer:
    """Execute one of `graphql/operations`."""
    answer = await execute_operation(name, variables, context)
    codes = [str((error.get("extensions") or {}).get("code", "BAD_REQUEST")) for error in answer.errors]
    return Answer(answer.data or {}, context, codes, answer.retry_after)
