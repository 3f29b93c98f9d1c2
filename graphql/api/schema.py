"""
The whole schema, put together from the domains' mixins.

To add a domain: import its mixins, add them as bases below, and its errors to ERRORS. Order is alphabetical.
"""

import strawberry
from strawberry.schema.config import StrawberryConfig

from api.accounts.queries import AccountQueries
from api.errors import COMMON_ERRORS, ErrorRow


@strawberry.type(description="What can be read.")
class Query(AccountQueries):
    """Every query of every domain."""


ERRORS: list[ErrorRow] = []


def build_schema(
    query: type = Query,
    mutation: type | None = None,
    subscription: type | None = None,
    errors: list[ErrorRow] = ERRORS,
) -> strawberry.Schema:
    """A schema with our conventions; tests build small ones of their own. Special errors come before common ones."""
    return strawberry.Schema(
        query=query,
        mutation=mutation,
        subscription=subscription,
        exception_handlers=[*errors, *COMMON_ERRORS],
        config=StrawberryConfig(disable_field_suggestions=True),
    )


schema = build_schema()
