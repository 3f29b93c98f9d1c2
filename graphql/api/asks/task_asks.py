"""A task, as far as it is about asks."""

from typing import cast
from uuid import UUID

import strawberry

from api.asks.loaders import ask_counts_by_task
from api.context import Info
from api.rows import wrap
from models.asks import queries
from models.asks.policy import may_ask
from models.tasks import tables


@strawberry.type(description="How the asks for a task stand.")
class AskCounts:
    """Shows an `AskCounts` of the domain."""

    chosen: int = strawberry.field(description="Chosen, and not sent yet.")
    sent: int = strawberry.field(description="Sent.")
    yes: int = strawberry.field(description="Answered with yes.")
    no: int = strawberry.field(description="Answered otherwise.")


@strawberry.type
class TaskAsks:
    """Belongs to Task."""

    region_path: strawberry.Private[str]

    @strawberry.field(description="How its asks stand; null unless you organize there.")
    async def asks(self, info: Info) -> AskCounts | None:
        """The counts."""
        if not may_ask(info.context.actor, self.region_path):
            return None
        task_id: UUID = cast("tables.Task", self).id
        return wrap(AskCounts, await info.context.load(ask_counts_by_task, task_id) or queries.AskCounts())
