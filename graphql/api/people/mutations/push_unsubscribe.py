"""pushUnsubscribe."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.push import PushSubscription
from api.rows import wrap_all
from models.people import actions, queries


@strawberry.input(description="Which browser takes no notifications any more.")
class PushUnsubscribeInput:
    """Input of pushUnsubscribe."""

    id: strawberry.ID = strawberry.field(description="One of your `pushSubscriptions`.")


@strawberry.type(description="It takes none any more.")
class PushUnsubscribePayload:
    """What pushUnsubscribe answers."""

    push_subscriptions: list[PushSubscription] = strawberry.field(description="Your browsers that still do.")


PushUnsubscribeResult = Annotated[
    PushUnsubscribePayload | CommonErrors,
    strawberry.union("PushUnsubscribeResult", description="What is left, or why not."),
]


@strawberry.type
class PushUnsubscribe:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Notify one of your browsers no more.")
    async def push_unsubscribe(self, info: Info, input: Given[PushUnsubscribeInput]) -> PushUnsubscribeResult:
        """Forget a browser."""
        actor = info.context.actor
        await actions.unsubscribe_push(actor, subscription_id=ids.row_id("PushSubscription", input.id))
        return PushUnsubscribePayload(
            push_subscriptions=wrap_all(PushSubscription, await queries.my_push_subscriptions(actor))
        )
