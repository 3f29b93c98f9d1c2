"""Executing documents in tests."""

from typing import Any

import strawberry

from api.context import Context
from api.execution import Answer, Endpoint, Request
from api.schema import schema as whole_schema
from models.kernel.actor import Actor, stranger
from models.kernel.ids import new_id
from models.kernel.tables import Account


def an_account(**changes: Any) -> Account:
    """An account that is in no database."""
    return Account(**{"id": new_id(), "slug": "campaign", "name": "Campaign", "default_country": "US"} | changes)


def context_for(account: Account, actor: Actor | None = None, **changes: Any) -> Context:
    """The context of one request; without an actor, a stranger's."""
    return Context(actor=actor or stranger(account.id), account=account, **changes)


async def ask(
    source: str,
    context: Context,
    schema: strawberry.Schema = whole_schema,
    operation: str | None = None,
    **variables: Any,
) -> Answer:
    """Execute a document as `context` asks it."""
    return await Endpoint(schema).run(Request(source, variables, operation), context)


async def data_of(source: str, context: Context, schema: strawberry.Schema = whole_schema, **variables: Any) -> Any:
    """The data of an execution that must have no errors."""
    answer = await ask(source, context, schema, **variables)
    assert answer.errors == [], answer.errors
    return answer.data
