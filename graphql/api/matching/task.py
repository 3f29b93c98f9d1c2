"""A task, as far as it is about whom it could use."""

from typing import cast

import strawberry

from api.connections import First
from api.context import Info
from api.costs import costs
from api.matching.forecast import ShiftEmptiness
from api.matching.loaders import match_run_by_task, my_suggestion_by_task
from api.matching.runs import MatchRun
from api.matching.types import Suggestion
from api.rows import wrap_or_none
from models.matching import queries
from models.tasks import tables


@strawberry.type
class TaskMatching:
    """Belongs to Task."""

    @strawberry.field(
        description="Why it suits you, and which of its shifts best; null if none does.", metadata=costs(40)
    )
    async def my_suggestion(self, info: Info) -> Suggestion | None:
        """The best shift for the actor, computed now."""
        found = await info.context.load(my_suggestion_by_task, cast("tables.Task", self).id)
        return None if found is None else Suggestion(found=found, mine=True)

    @strawberry.field(
        description="Why its next three shifts with free places stay empty; null unless you organize there.",
        metadata=costs(400, rows=3),
    )
    async def emptiness(self, info: Info) -> list[ShiftEmptiness] | None:
        """What keeps people out, and what would bring more."""
        found = await queries.emptiness_of_task(info.context.actor, cast("tables.Task", self).id)
        return None if found is None else [ShiftEmptiness(found=each) for each in found]

    @strawberry.field(description="The matching that its suggestions come from; null unless you organize there.")
    async def match_run(self, info: Info) -> MatchRun | None:
        """The current run."""
        return wrap_or_none(MatchRun, await info.context.load(match_run_by_task, cast("tables.Task", self).id))

    @strawberry.field(
        description="Who fits best, as of the last matching; null unless you organize there.", metadata=costs(40)
    )
    async def suggestions(self, info: Info, first: First = None) -> list[Suggestion] | None:
        """The best people for the task."""
        found = await queries.suggestions_of_task(info.context.actor, cast("tables.Task", self).id, first)
        return None if found is None else [Suggestion(found=each, mine=False) for each in found]
