"""Queries about asks and messages."""

from typing import Annotated

import strawberry

from api.asks.types import AskByToken, Invitation, MailboxMessage, PlaceByToken
from api.connections import First
from api.context import Info
from api.costs import costs
from api.people.channels import Channel
from api.rows import wrap_all
from models.asks import queries
from models.asks.channels import open_channels, vapid
from models.asks.errors import LinkUnknown
from models.asks.own_invitations import invitation_by_token
from models.asks.own_places import place_by_token
from models.kernel.errors import NotFound
from server.settings import settings


@strawberry.type
class AskQueries:
    """Belongs to Query."""

    @strawberry.field(
        description="The ask of a message's link; null if the link is not one of ours. Looking changes nothing.",
        metadata=costs(60),
    )
    async def ask(
        self,
        info: Info,
        token: Annotated[str, strawberry.argument(description="The signed token of the link.")],
    ) -> AskByToken | None:
        """What is asked, of whom."""
        try:
            return AskByToken(found=await queries.ask_by_token(info.context.actor, token[:200]))
        except (LinkUnknown, NotFound):
            return None

    @strawberry.field(
        description="The place of a letter's link; null if the link is not one of ours. Looking changes nothing.",
        metadata=costs(60),
    )
    async def place(
        self,
        info: Info,
        token: Annotated[str, strawberry.argument(description="The signed token of the link.")],
    ) -> PlaceByToken | None:
        """Whose place, in what."""
        try:
            return PlaceByToken(found=await place_by_token(info.context.actor, token[:200]))
        except (LinkUnknown, NotFound):
            return None

    @strawberry.field(
        description="The invitation of a link; null if the link is not one of ours. It credits nobody.",
        metadata=costs(20),
    )
    async def invitation(
        self,
        info: Info,
        token: Annotated[str, strawberry.argument(description="The signed token of the link.")],
    ) -> Invitation | None:
        """Who invites."""
        try:
            found = await invitation_by_token(info.context.actor, token[:200])
        except (LinkUnknown, NotFound):
            return None
        return Invitation(first_name=found.first_name, address=found.address)

    @strawberry.field(
        description="What a browser's PushManager is given to subscribe; null where this site cannot notify."
    )
    def push_key(self) -> str | None:
        """Our public key (VAPID, RFC 8292)."""
        return vapid.public_key() if Channel.PUSH in open_channels() else None

    @strawberry.field(description="By which ways this site sends messages.", metadata=costs(rows=3))
    def channels_offered(self) -> list[Channel]:
        """The channels that are set up."""
        return sorted(open_channels(), key=list(Channel).index)

    @strawberry.field(
        description="What would have been sent by e-mail, newest first. In development only; elsewhere there is none.",
        metadata=costs(20, rows=20),
    )
    async def mailbox(self, info: Info, first: First = None) -> list[MailboxMessage]:
        """The local mailbox."""
        if settings().is_production:
            raise NotFound("This mailbox")
        return wrap_all(MailboxMessage, await queries.mailbox(info.context.account.id, first))
