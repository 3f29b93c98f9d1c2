"""Me, as far as it is about my team's room."""

import strawberry

from api.community.types import TeamRoom
from api.context import Info
from api.costs import costs
from models.community import queries


@strawberry.type
class MeCommunity:
    """Belongs to Me."""

    @strawberry.field(description="The room of your team; null if you have none.", metadata=costs(60))
    async def team_room(self, info: Info) -> TeamRoom | None:
        """Goal and talks."""
        found = await queries.team_room(info.context.actor)
        return None if found is None else TeamRoom(found=found)
