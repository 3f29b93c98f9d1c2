"""What was decided about asking somebody, and why."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, cast
from uuid import UUID

import strawberry

from api import ids
from api.asks.enums import Decision
from api.asks.loaders import asked_shift_by_id, asked_task_by_id
from api.connections import After, Connection, First, connect
from api.context import Info
from api.costs import costs
from models.asks import decided
from models.asks.decision_words import put_decision_into_words
from models.asks.rules.next_steps import Subject
from models.asks.step_words import title_of
from models.kernel.errors import NotFound

if TYPE_CHECKING:
    from api.tasks.types import Shift, Task


@strawberry.type(
    description="Somebody was asked for a shift, or for something else, or was not, and why. Kept for 30 days."
)
class AskDecision:
    """Shows a `StoredDecision` of the domain."""

    task_id: strawberry.Private[UUID | None]
    shift_id: strawberry.Private[UUID | None]
    subject: strawberry.Private[Subject | None]
    decided_at: datetime = strawberry.field(description="When it was decided.")
    decision: Decision = strawberry.field(description="What was decided and why, for programs.")
    until: datetime | None = strawberry.field(
        description="When what stands in the way is over, to the hour, if that is known."
    )

    @strawberry.field(description="What was decided and why, as a sentence in your language.")
    def sentence(self, info: Info) -> str:
        """In words."""
        return put_decision_into_words(self.decision, info.context.language)

    @strawberry.field(description="Whether an organizer chose, rather than the campaign's own round of the day.")
    def by_organizer(self) -> bool:
        """Who chose."""
        return cast("decided.StoredDecision", self).asked_by is not None

    @strawberry.field(description="Which task it was about; null if it was about no shift.")
    async def task(self, info: Info) -> Annotated["Task", strawberry.lazy("api.tasks.types")] | None:
        """The task, even when it was called off."""
        return cast("Task", await info.context.load(asked_task_by_id, self.task_id)) if self.task_id else None

    @strawberry.field(description="Which shift it was about, if it was about one.")
    async def shift(self, info: Info) -> Annotated["Shift", strawberry.lazy("api.tasks.types")] | None:
        """The shift."""
        return cast("Shift", await info.context.load(asked_shift_by_id, self.shift_id)) if self.shift_id else None

    @strawberry.field(
        description="What it was about, in a few words, where that is no shift; null: anything besides shifts."
    )
    def about(self, info: Info) -> str | None:
        """The subject."""
        return title_of(self.subject, info.context.language) if self.subject else None


@strawberry.type
class MeAskDecisions:
    """Belongs to Me."""

    @strawberry.field(
        description="For what you were asked, or were not, within 30 days, and why; newest first.", metadata=costs(40)
    )
    async def ask_decisions(self, info: Info, first: First = None, after: After = None) -> Connection[AskDecision]:
        """A page of decisions about the actor."""
        return connect(AskDecision, await decided.my_decisions(info.context.actor, first, after), after)


@strawberry.type
class AskDecisionQueries:
    """Belongs to Query."""

    @strawberry.field(
        description="For what somebody whom you organize was asked, or was not, within 30 days, and why; newest first. "
        "Null if there is no such person, or none of yours.",
        metadata=costs(40),
    )
    async def ask_decisions(
        self,
        info: Info,
        person_id: Annotated[strawberry.ID, strawberry.argument(description="The person's id.")],
        first: First = None,
        after: After = None,
    ) -> Connection[AskDecision] | None:
        """A page of decisions about a person."""
        row_id = ids.row_id("Person", person_id)
        try:
            page = await decided.decisions_about(info.context.actor, row_id, first, after)
        except NotFound:
            return None
        return connect(AskDecision, page, after)
