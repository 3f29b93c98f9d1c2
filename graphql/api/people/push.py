"""Browsers that take notifications."""

from datetime import datetime
from uuid import UUID

import strawberry

from api.context import Info
from api.node import Node
from api.people.loaders import push_subscription_by_id
from models.people import tables


@strawberry.type(description="A browser in which you take notifications. You see your own.")
class PushSubscription(Node, row=tables.PushSubscription, loader=push_subscription_by_id):
    """Shows a row of `push_subscriptions`; where it is reached is shown to nobody."""

    session_id: strawberry.Private[UUID | None]
    name: str = strawberry.field(description="What it is called, for telling it from others.")
    created_at: datetime = strawberry.field(description="Since when.")

    @strawberry.field(description="Whether this request came from it.")
    def is_current(self, info: Info) -> bool:
        """Whether it belongs to the session of the request."""
        return self.session_id is not None and info.context.actor.session_id == self.session_id
