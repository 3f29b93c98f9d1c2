"""The one place through which every execution goes: HTTP, WebSocket and our own pages."""

from dataclasses import dataclass, field
from typing import Any

import strawberry
from graphql import DocumentNode, ExecutionResult, GraphQLError, GraphQLFormattedError, execute, parse, validate

from api.context import Context
from api.faults import shown


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What an execution gives. `executed` False means that it was refused before it began: there is no `data` at all.

    `status` is the HTTP status that a refusal calls for.
    """

    data: dict[str, Any] | None = None
    errors: list[GraphQLFormattedError] = field(default_factory=list)
    executed: bool = True
    status: int = 200


async def run(
    schema: strawberry.Schema, source: str, variables: dict[str, Any] | None, operation: str | None, context: Context
) -> Answer:
    """Execute a document."""
    try:
        document = parse(source)
    except GraphQLError as error:
        return Answer(errors=[shown(error, context.language)], executed=False, status=400)
    problems = validate(schema._schema, document)
    if problems:
        return Answer(errors=[shown(each, context.language) for each in problems], executed=False, status=400)
    result = await _execute(schema, document, variables, operation, context)
    return Answer(data=result.data, errors=[shown(each, context.language) for each in result.errors or ()])


async def _execute(
    schema: strawberry.Schema,
    document: DocumentNode,
    variables: dict[str, Any] | None,
    operation: str | None,
    context: Context,
) -> ExecutionResult:
    result = execute(
        schema._schema,
        document,
        context_value=context,
        variable_values=variables,
        operation_name=operation,
        executor_class=schema.execution_context_class,
    )
    return result if isinstance(result, ExecutionResult) else await result
