"""signIn."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Context, Info, SessionCookie
from api.costs import costs
from api.enums import described
from api.errors import CommonErrors
from api.me import Me
from api.people.errors import CodeWrong, LinkExpired, OtherBrowser
from api.rows import wrap
from models.people import actions, queries
from models.people.tables import SessionKind


class SignInClient(StrEnum):
    """What somebody signs in with."""

    BROWSER = "browser"
    MOBILE = "mobile"


described(
    SignInClient,
    "What somebody signs in with.",
    BROWSER="A browser: the session comes as a cookie.",
    MOBILE="A phone: the session comes as an access token and a refresh token.",
)


@strawberry.input(description="The link of the mail, or the address and the code in it.")
class SignInInput:
    """Input of signIn."""

    link: str | None = strawberry.field(description="The last part of the link.", default=None)
    email: str | None = strawberry.field(description="The address that the code was sent to.", default=None)
    code: str | None = strawberry.field(description="The six digits.", default=None)
    client: SignInClient = strawberry.field(description="What they sign in with.", default=SignInClient.BROWSER)


@strawberry.type(description="You are signed in.")
class SignInPayload:
    """What signIn answers."""

    me: Me = strawberry.field(description="You.")
    access_token: str | None = strawberry.field(description="For a phone: goes into the Authorization header.")
    refresh_token: str | None = strawberry.field(description="For a phone: good for one sessionRefresh.")
    expires_at: datetime = strawberry.field(description="When the access token, or the cookie, ends.")


SignInResult = Annotated[
    SignInPayload | CodeWrong | LinkExpired | OtherBrowser | CommonErrors,
    strawberry.union("SignInResult", description="You are in, or why not."),
]


@strawberry.type
class SignIn:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Come in by the link or the code of the mail. The first time confirms your sign-up.",
        metadata=costs(guard="sign-in"),
    )
    async def sign_in(self, info: Info, input: Given[SignInInput]) -> SignInResult:
        """Redeem a link or a code."""
        signed_in = await actions.redeem_sign_in(
            info.context.actor,
            link_token=input.link,
            email=input.email,
            code=input.code,
            browser_secret=info.context.browser_secret,
            client=SessionKind(input.client.value),
            session_name=info.context.user_agent,
        )
        await _become(info.context, signed_in)
        is_mobile = input.client is SignInClient.MOBILE
        return SignInPayload(
            me=wrap(Me, signed_in.person),
            access_token=signed_in.session_token if is_mobile else None,
            refresh_token=signed_in.refresh_token,
            expires_at=signed_in.expires_at,
        )


async def _become(context: Context, signed_in: actions.SignedIn) -> None:
    """From here on this request is asked by whoever just came in; a browser is handed its cookie."""
    context.actor = await queries.actor_of_token(signed_in.session_token) or context.actor
    context.loaders.forget()
    if signed_in.refresh_token is None:
        context.session_cookie = SessionCookie(signed_in.session_token, signed_in.expires_at)
