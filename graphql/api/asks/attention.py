"""What asks cost, and from when on somebody may be asked again."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, cast
from uuid import UUID

import strawberry

from api.asks.enums import AskAnswer
from api.asks.loaders import asked_task_by_id
from api.context import Info
from api.costs import costs
from models.asks.budget import AttentionBudget
from models.asks.decision_words import put_decision_into_words
from models.asks.rules.attention import BUDGET, MOST_IN_MONTH, MOST_IN_WEEK
from models.asks.rules.decisions import Decision
from models.asks.rules.next_steps import Subject
from models.asks.step_words import title_of

if TYPE_CHECKING:
    from api.tasks.types import Task


@strawberry.type(description="What one ask cost your attention.")
class AskCost:
    """Shows an `AskCost` of the domain."""

    task_id: strawberry.Private[UUID | None]
    subject: strawberry.Private[Subject | None]
    asked_at: datetime = strawberry.field(description="When it reached you.")
    answer: AskAnswer | None = strawberry.field(description="What you answered, if anything.")
    cost: float = strawberry.field(description="In asks: 1, or a half where you answered, whatever you said.")

    @strawberry.field(description="The task that it asked for; null if it asked for no shift.")
    async def task(self, info: Info) -> Annotated["Task", strawberry.lazy("api.tasks.types")] | None:
        """The task, even when it was called off."""
        return cast("Task", await info.context.load(asked_task_by_id, self.task_id)) if self.task_id else None

    @strawberry.field(description="What it asked for, in a few words, where that is no shift.")
    def about(self, info: Info) -> str | None:
        """The subject."""
        return title_of(self.subject, info.context.language) if self.subject else None


@strawberry.type(description="The budget of your attention: one for all channels, organizers and campaigns.")
class Attention:
    """Shows an `AttentionBudget` of the domain."""

    found: strawberry.Private[AttentionBudget]

    @strawberry.field(description="After how many days an ask is forgotten, as past asks taught.")
    def recovery_days(self) -> int:
        """The time of recovery."""
        return self.found.recovery_days

    @strawberry.field(description="How many asks reached you within seven days.")
    def in_week(self) -> int:
        """Asks within seven days."""
        return self.found.in_week

    @strawberry.field(description="How many may within seven days.")
    def most_in_week(self) -> int:
        """The limit."""
        return MOST_IN_WEEK

    @strawberry.field(description="How many asks reached you within thirty days.")
    def in_month(self) -> int:
        """Asks within thirty days."""
        return self.found.in_month

    @strawberry.field(description="How many may within thirty days.")
    def most_in_month(self) -> int:
        """The limit."""
        return MOST_IN_MONTH

    @strawberry.field(description="How many asks are on their way to you.")
    def waiting(self) -> int:
        """Asks that were chosen and are not sent."""
        return self.found.waiting

    @strawberry.field(description="What is left of the budget, in asks.")
    def left(self) -> float:
        """The rest."""
        return self.found.left

    @strawberry.field(description="The whole budget, in asks.")
    def budget(self) -> float:
        """Where it begins."""
        return BUDGET

    @strawberry.field(description="From when on you may be asked again, by day; null: now.")
    def free_at(self) -> datetime | None:
        """The next moment."""
        return self.found.free_at

    @strawberry.field(description="What keeps us until then, in a sentence; null: your pause, the night, or nothing.")
    def reason(self, info: Info) -> str | None:
        """The rule that holds longest."""
        why = self.found.why
        return put_decision_into_words(Decision[why.name], info.context.language) if why else None

    @strawberry.field(
        description="The asks that are not forgotten, or were within thirty days; newest first.", metadata=costs(rows=5)
    )
    def asks(self) -> list[AskCost]:
        """What each cost."""
        return cast("list[AskCost]", list(self.found.asks))
