"""signOut."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info, SessionCookie
from api.errors import CommonErrors
from models.kernel.actor import stranger
from models.people import actions


@strawberry.input(description="Nothing has to be said.")
class SignOutInput:
    """Input of signOut."""

    client_mutation_id: str | None = strawberry.field(description="Comes back in the answer.", default=None)


@strawberry.type(description="You are signed out here.")
class SignOutPayload:
    """What signOut answers."""

    client_mutation_id: str | None = strawberry.field(description="What was sent.")


SignOutResult = Annotated[
    SignOutPayload | CommonErrors,
    strawberry.union("SignOutResult", description="You are signed out, or why not."),
]


@strawberry.type
class SignOut:
    """Belongs to Mutation."""

    @strawberry.mutation(description="End the session that this request came with.")
    async def sign_out(self, info: Info, input: Given[SignOutInput]) -> SignOutResult:
        """End the session, and take the cookie away."""
        context = info.context
        await actions.sign_out(context.actor)
        context.session_cookie = SessionCookie(None)
        context.actor = stranger(context.actor.account_id, context.actor.language)
        return SignOutPayload(client_mutation_id=input.client_mutation_id)
