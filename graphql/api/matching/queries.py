"""Questions about matches."""

from typing import Annotated

import strawberry

from api import ids
from api.context import Info
from api.costs import costs
from api.matching.forecast import TaskWhatIf, TaskWhatIfInput, show_what_if
from api.matching.loaders import match_run_by_id
from api.matching.runs import MatchRun
from api.rows import wrap_or_none
from models.matching import queries
from models.matching.rules.what_if import Change

_TASK = strawberry.argument(description="A task that you organize.")
_CHANGE = strawberry.argument(description="What would be different.")


_RUN = strawberry.argument(description="A matching that the suggestions of a task come from.")


@strawberry.type
class MatchingQueries:
    """Belongs to Query."""

    @strawberry.field(
        description="A matching, with the proof of how good it is; null unless you organize one of its tasks."
    )
    async def match_run(self, info: Info, id: Annotated[strawberry.ID, _RUN]) -> MatchRun | None:
        """One run."""
        return wrap_or_none(MatchRun, await info.context.load(match_run_by_id, ids.row_id("MatchRun", id)))

    @strawberry.field(
        description="How a task would stand if it were different: solved, and stored nowhere. Null unless you organize there.",
        metadata=costs(800),
    )
    async def task_what_if(
        self, info: Info, task_id: Annotated[strawberry.ID, _TASK], change: Annotated[TaskWhatIfInput, _CHANGE]
    ) -> TaskWhatIf | None:
        """As it is and as it would be."""
        found = await queries.what_if(
            info.context.actor, ids.row_id("Task", task_id), Change(**vars(change) | {"without": tuple(change.without)})
        )
        return None if found is None else show_what_if(found)
