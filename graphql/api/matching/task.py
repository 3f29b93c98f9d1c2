"""A task, as far as it is about whom it could use."""

from typing import cast

import strawberry

from api.connections import First
from api.context import Info
from api.costs import costs
from api.matching.types import Suggestion
from models.matching import queries
from models.tasks import tables


@strawberry.type
class TaskMatching:
    """Belongs to Task."""

    @strawberry.field(
        description="Who fits best, as of the last matching; null unless you organize there.", metadata=costs(40)
    )
    async def suggestions(self, info: Info, first: First = None) -> list[Suggestion] | None:
        """The best people for the task."""
        found = await queries.suggestions_of_task(info.context.actor, cast("tables.Task", self).id, first)
        return None if found is None else [Suggestion(found=each, mine=False) for each in found]
