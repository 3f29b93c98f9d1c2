"""pushSubscribe."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.push import PushSubscription
from api.rows import wrap_all
from models.people import actions, queries


@strawberry.input(description="What the browser's PushManager gave for this site's `pushKey`.")
class PushSubscribeInput:
    """Input of pushSubscribe."""

    endpoint: str = strawberry.field(description="Where the browser's maker takes notifications: https, and public.")
    p256dh: str = strawberry.field(description="The browser's public key, in base64url.")
    auth: str = strawberry.field(description="The secret that it shares with us, in base64url.")
    name: str = strawberry.field(description="What to call it, for telling it from others.", default="")


@strawberry.type(description="The browser takes your notifications.")
class PushSubscribePayload:
    """What pushSubscribe answers."""

    push_subscriptions: list[PushSubscription] = strawberry.field(description="All your browsers that do.")


PushSubscribeResult = Annotated[
    PushSubscribePayload | CommonErrors,
    strawberry.union("PushSubscribeResult", description="Your browsers, or why not."),
]


@strawberry.type
class PushSubscribe:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Take notifications in this browser, as long as you are signed in. What of is a matter of your consents."
    )
    async def push_subscribe(self, info: Info, input: Given[PushSubscribeInput]) -> PushSubscribeResult:
        """Keep a browser."""
        actor = info.context.actor
        browser = {"endpoint": input.endpoint, "p256dh": input.p256dh, "auth": input.auth, "name": input.name}
        await actions.subscribe_push(actor, **browser)
        return PushSubscribePayload(
            push_subscriptions=wrap_all(PushSubscription, await queries.my_push_subscriptions(actor))
        )
