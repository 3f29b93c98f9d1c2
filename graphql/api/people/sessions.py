"""Where somebody is signed in, and programs that act for them."""

from datetime import datetime
from uuid import UUID

import strawberry

from api.context import Info
from api.node import Node
from api.people.enums import SessionKind
from api.people.loaders import session_by_id
from models.people import tables


@strawberry.type(description="A browser or phone that is signed in, or an API token.")
class Session(Node, row=tables.Session, loader=session_by_id):
    """Shows a row of `sessions`; its secret is known to nobody here."""

    kind: SessionKind = strawberry.field(description="What holds its secret.")
    name: str = strawberry.field(description="What it is called, for telling it from others.")
    created_at: datetime = strawberry.field(description="Since when.")
    last_seen_at: datetime = strawberry.field(description="When it was last used, to the hour.")
    expires_at: datetime = strawberry.field(description="When it ends if it is not used.")
    permissions: list[str] = strawberry.field(
        description="What an API token may do: `read`, `organize`; what a screen may show: `display:US-NY`."
    )

    @strawberry.field(description="Whether this request came with it.")
    def is_current(self, info: Info) -> bool:
        """Whether it is the session of the request."""
        return info.context.actor.session_id == UUID(str(self.id))
