"""Me, as far as it is about asks and messages."""

import strawberry

from api.asks.attention import Attention
from api.asks.types import Ask, Message
from api.connections import After, Connection, First, connect
from api.context import Info
from api.costs import costs
from api.rows import wrap_or_none
from models.asks import queries
from models.asks.budget import my_attention


@strawberry.type
class MeAsks:
    """Belongs to Me."""

    @strawberry.field(description="What you are asked just now, if it waits for your answer.", metadata=costs(20))
    async def open_ask(self, info: Info) -> Ask | None:
        """The newest open ask."""
        return wrap_or_none(Ask, await queries.open_ask_of(info.context.actor))

    @strawberry.field(description="Every message ever sent to you (or about to be), newest first.", metadata=costs(20))
    async def messages(self, info: Info, first: First = None, after: After = None) -> Connection[Message]:
        """A page of messages."""
        return connect(Message, await queries.my_messages(info.context.actor, first, after), after)

    @strawberry.field(description="What asks cost you, and from when on you may be asked again.", metadata=costs(20))
    async def attention(self, info: Info) -> Attention:
        """The budget of the actor's attention."""
        return Attention(found=await my_attention(info.context.actor))
