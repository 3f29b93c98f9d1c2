"""Me, as far as it is about what I could do next."""

import strawberry

from api.connections import First
from api.context import Info
from api.costs import costs
from api.matching.types import Suggestion
from models.matching import queries


@strawberry.type
class MeMatching:
    """Belongs to Me."""

    @strawberry.field(
        description="What you could do next, the best first; at most one shift of each task.", metadata=costs(100)
    )
    async def suggestions(self, info: Info, first: First = None) -> list[Suggestion]:
        """The best shifts for the actor, computed now."""
        found = await queries.suggestions_of_me(info.context.actor, first)
        return [Suggestion(found=each, mine=True) for each in found]
