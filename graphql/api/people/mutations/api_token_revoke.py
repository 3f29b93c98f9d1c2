"""apiTokenRevoke."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.sessions import Session
from api.rows import wrap_all
from models.people import actions, queries


@strawberry.input(description="Which token shall end.")
class ApiTokenRevokeInput:
    """Input of apiTokenRevoke."""

    id: strawberry.ID = strawberry.field(description="One of your API tokens.")


@strawberry.type(description="It has ended.")
class ApiTokenRevokePayload:
    """What apiTokenRevoke answers."""

    api_tokens: list[Session] = strawberry.field(description="The tokens that you have left.")


ApiTokenRevokeResult = Annotated[
    ApiTokenRevokePayload | CommonErrors,
    strawberry.union("ApiTokenRevokeResult", description="What is left, or why not."),
]


@strawberry.type
class ApiTokenRevoke:
    """Belongs to Mutation."""

    @strawberry.mutation(description="End one of your API tokens, at once.")
    async def api_token_revoke(self, info: Info, input: Given[ApiTokenRevokeInput]) -> ApiTokenRevokeResult:
        """End an API token."""
        actor = info.context.actor
        await actions.revoke_api_token(actor, token_id=ids.row_id("Session", input.id))
        return ApiTokenRevokePayload(api_tokens=wrap_all(Session, await queries.my_api_tokens(actor)))
