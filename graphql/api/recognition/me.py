"""What there is to be proud of, for oneself alone."""

from datetime import date

import strawberry

from api.context import Info
from api.costs import costs
from api.recognition.progress import Progress
from api.recognition.shown import CountedBadge
from api.rows import wrap, wrap_all
from models.recognition import queries


@strawberry.type(
    description="Weeks in a row in which you did something. Only you see it, and nothing is lost by a break."
)
class Streak:
    """Shows a `Streak` of the domain."""

    weeks: int = strawberry.field(description="How many weeks in a row.")
    this_week: bool = strawberry.field(description="Whether you did something this week already.")
    skips: int = strawberry.field(
        description="How many weeks off are at hand this season: one for three weeks of work, two at most."
    )
    paused: bool = strawberry.field(description="Whether it rests, for you take a break.")


@strawberry.type(description="A badge of yours, or one that is near.")
class MyBadge(CountedBadge):
    """Shows a `MyBadge` of the domain."""

    value: int = strawberry.field(description="How much was counted: when it was earned, or by now.")
    earned_on: date | None = strawberry.field(description="On which day you earned it; null while it is only near.")


@strawberry.type
class MeRecognition:
    """Belongs to Me."""

    @strawberry.field(description="Your weeks in a row, where you live.", metadata=costs(60))
    async def streak(self, info: Info) -> Streak:
        """The current streak."""
        return wrap(Streak, await queries.my_streak(info.context.actor))

    @strawberry.field(description="Your week, and what comes next.", metadata=costs(60))
    async def progress(self, info: Info) -> Progress:
        """The current week."""
        return wrap(Progress, await queries.my_progress(info.context.actor))

    @strawberry.field(
        description="Your badges, the latest first; then those that you are near to. Nobody else sees them.",
        metadata=costs(60, rows=10),
    )
    async def badges(self, info: Info) -> list[MyBadge]:
        """One's own badges."""
        return wrap_all(MyBadge, await queries.my_badges(info.context.actor))
