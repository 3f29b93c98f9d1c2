"""apiTokenCreate."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.sessions import Session
from api.rows import wrap
from models.people import actions


@strawberry.input(description="What a program may do for you, and how long.")
class ApiTokenCreateInput:
    """Input of apiTokenCreate."""

    name: str = strawberry.field(description="What it is for.")
    permissions: list[str] = strawberry.field(description="`read`, and `organize` if it may change things.")
    days: int = strawberry.field(description="For how long, 1 to 365.")


@strawberry.type(description="The token is made.")
class ApiTokenCreatePayload:
    """What apiTokenCreate answers."""

    token: str = strawberry.field(description="Its secret, for the Authorization header. It is shown this once.")
    session: Session = strawberry.field(description="What we keep of it.")


ApiTokenCreateResult = Annotated[
    ApiTokenCreatePayload | CommonErrors,
    strawberry.union("ApiTokenCreateResult", description="The token, or why not."),
]


@strawberry.type
class ApiTokenCreate:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Make a token by which a program acts for you, with less than your own roles.")
    async def api_token_create(self, info: Info, input: Given[ApiTokenCreateInput]) -> ApiTokenCreateResult:
        """Make an API token."""
        created = await actions.create_api_token(
            info.context.actor, name=input.name, permissions=input.permissions, days=input.days
        )
        return ApiTokenCreatePayload(token=created.token, session=wrap(Session, created.session))
