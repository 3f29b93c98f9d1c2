"""signInRequest."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.costs import costs
from api.errors import CommonErrors
from models.people import actions


@strawberry.input(description="Who wants to come in.")
class SignInRequestInput:
    """Input of signInRequest."""

    email: str = strawberry.field(description="The address they signed up with.")


@strawberry.type(description="If somebody here has this address, a mail is on its way.")
class SignInRequestPayload:
    """What signInRequest answers."""

    delivered: bool = strawberry.field(description="Always true, whether the address is known or not.")


SignInRequestResult = Annotated[
    SignInRequestPayload | CommonErrors,
    strawberry.union("SignInRequestResult", description="A mail on its way, or what is wrong."),
]


@strawberry.type
class SignInRequest:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Have a link (for this browser) and a six-digit code (for any) sent, good for 15 minutes, once.",
        metadata=costs(guard="sign-in"),
    )
    async def sign_in_request(self, info: Info, input: Given[SignInRequestInput]) -> SignInRequestResult:
        """Ask for a way in."""
        secret = info.context.browser_secret
        await actions.request_sign_in(info.context.actor, email=input.email, browser_secret=secret)
        return SignInRequestPayload(delivered=True)
