"""
The one place through which every execution goes: HTTP, WebSocket and our own pages.

So this is where a document is limited, counted, refused, executed and its errors masked, and where a compiled
executor can take the place of graphql-core's.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import strawberry
from graphql import (
    ExecutionResult,
    Executor,
    GraphQLError,
    GraphQLFormattedError,
    OperationDefinitionNode,
    OperationType,
    create_source_event_stream,
    execute_root_selection_set,
    execute_subscription_event,
    map_source_to_response_event,
)

from api.context import Context
from api.documents import Documents, Prepared, Refused
from api.faults import Fault, WrongMethod, shown, shown_bug, shown_fault
from api.limits import Limits
from api.mutation_rules import doors_of, ensure_may_mutate
from api.operations import named_operations
from api.rate_limits import REFUSAL_CHARGE, RateLimits
from api.scalars import ensure_usable_texts
from api.schema import schema


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sends: a document, which of its operations, and the values of its variables."""

    source: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    operation: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What an execution gives. `executed` False means that it was refused before it began: there is no `data` at all.

    `status` is the HTTP status that a refusal calls for, `retry_after` the seconds to wait after one for haste;
    `about_document` says that the refusal is of the document or its variables, not of the request.
    """

    data: dict[str, Any] | None = None
    errors: list[GraphQLFormattedError] = field(default_factory=list)
    executed: bool = True
    status: int = 200
    retry_after: int | None = None
    about_document: bool = False

    @property
    def body(self) -> dict[str, Any]:
        """The response as the specification lays it out: `data` only after an execution, `errors` only if there are."""
        data = {"data": self.data} if self.executed else {}
        return {**({"errors": self.errors} if self.errors else {}), **data}


Stream = AsyncIterator[Answer]


class Endpoint:
    """A schema with its limits, its documents and its counters: all that executes."""

    def __init__(
        self, served: strawberry.Schema, limits: Limits | None = None, rate_limits: RateLimits | None = None
    ) -> None:
        self.schema = served
        self._documents = Documents(served._schema, limits or Limits())
        self._rates = rate_limits or RateLimits()

    async def run(self, request: Request, context: Context, *, reading: bool = False) -> Answer:
        """Execute a query or a mutation (with `reading`, a query). Never raises."""
        try:
            executor = await self._prepared(request, context)
            if isinstance(executor, Answer):
                return executor
            _ensure_kind(executor.operation, reading=reading)
            result = execute_root_selection_set(executor)
            finished = result if isinstance(result, ExecutionResult) else await result
        except Fault as fault:
            return _refusal(fault, context)
        except Exception as bug:  # whatever it is, the client gets an id and nothing else
            return Answer(errors=[shown_bug(bug, context.language)], status=500)
        return _answer(finished, context)

    async def subscribe(self, request: Request, context: Context) -> Answer | Stream:
        """Begin a subscription: a stream of answers, or the one answer of what is none or cannot begin. Never raises."""
        try:
            executor = await self._prepared(request, context)
            if isinstance(executor, Answer):
                return executor
            if executor.operation.operation is not OperationType.SUBSCRIPTION:
                result = execute_root_selection_set(executor)
                return _answer(result if isinstance(result, ExecutionResult) else await result, context)
            source: Any = create_source_event_stream(executor)
            events = await source if executor.is_awaitable(source) else source
        except Fault as fault:
            return _refusal(fault, context)
        except Exception as bug:
            return Answer(errors=[shown_bug(bug, context.language)], status=500)
        if isinstance(events, ExecutionResult):
            return _answer(events, context)

        def execute_event(each: Executor[Any]) -> Any:
            context.loaders.forget()
            return execute_subscription_event(each)

        return _masked(map_source_to_response_event(executor, events, execute_event), context)

    async def _prepared(self, request: Request, context: Context) -> Executor[Any] | Answer:
        ensure_usable_texts(request.source, request.variables)
        try:
            prepared = self._documents.prepare(request.source, request.variables)
        except Refused as refused:
            await self._rates.charge(context, REFUSAL_CHARGE)
            return _refused(refused.errors, context)
        await self._rates.charge(context, _charge(prepared, request))
        executor = self.schema.execution_context_class.build(
            self.schema._schema,
            prepared.tree,
            context_value=context,
            raw_variable_values=dict(request.variables),
            operation_name=request.operation,
        )
        if isinstance(executor, list):
            return _refused(executor, context)
        ensure_may_mutate(executor, context.actor)
        for door in doors_of(executor):
            await self._rates.pass_door(context, door)
        return executor


@cache
def endpoint() -> Endpoint:
    """The endpoint of the whole schema: one per process, so that its documents are read once."""
    return Endpoint(schema)


async def execute_operation(name: str, variables: Mapping[str, Any], context: Context) -> Answer:
    """
    Execute one of our own operations (`graphql/operations/*.graphql`) for a page: same actor, limits and errors as
    over HTTP. Raises KeyError for an operation that we do not have.
    """
    return await endpoint().run(Request(named_operations()[name], variables), context)


def _charge(prepared: Prepared, request: Request) -> int:
    """Reading and validating a document costs about five fields a character; executing it, what was measured."""
    reading = 5 * len(request.source) if prepared.is_new else 0
    return reading + prepared.measure.cost + prepared.measure.introspection // 100


def _ensure_kind(operation: OperationDefinitionNode, *, reading: bool) -> None:
    if operation.operation is OperationType.SUBSCRIPTION:
        raise Fault("Subscriptions are served over WebSocket only.")
    if reading and operation.operation is not OperationType.QUERY:
        raise WrongMethod("Only queries can be asked in this way. Send this one by POST.")


def _answer(result: ExecutionResult, context: Context) -> Answer:
    return Answer(result.data, [shown(each, context.language, executing=True) for each in result.errors or ()])


def _refused(errors: list[GraphQLError], context: Context) -> Answer:
    found = [shown(each, context.language, executing=False) for each in errors]
    return Answer(errors=found, executed=False, status=400, about_document=True)


def _refusal(fault: Fault, context: Context) -> Answer:
    return Answer(
        errors=[shown_fault(fault, context.language)],
        executed=False,
        status=fault.status,
        retry_after=fault.extra.get("retryAfter"),
    )


async def _masked(results: AsyncIterator[ExecutionResult], context: Context) -> Stream:
    async with aclosing(results) as events:  # type: ignore[type-var] # (it is an async generator)
        try:
            async for result in events:
                yield _answer(result, context)
        except Exception as problem:
            error = problem if isinstance(problem, GraphQLError) else GraphQLError(str(problem), original_error=problem)
            yield _answer(ExecutionResult(None, [error]), context)
