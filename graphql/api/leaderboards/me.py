"""My region's matches."""

import strawberry

from api.context import Info
from api.costs import costs
from api.leaderboards.fixtures import MyFixtures, show_mine
from models.leaderboards import queries


@strawberry.type
class MeRivalry:
    """Belongs to Me."""

    @strawberry.field(
        description="The matches of your region, the lowest that has any. Null if none has.", metadata=costs(100)
    )
    async def fixtures(self, info: Info) -> MyFixtures | None:
        """Last week's, this week's, the next."""
        return show_mine(await queries.my_fixtures(info.context.actor))
