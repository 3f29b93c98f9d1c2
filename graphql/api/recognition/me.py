"""What there is to be proud of, for oneself alone."""

from datetime import date

import strawberry

from api.context import Info
from api.costs import costs
from api.recognition.badges import words_in
from api.rows import wrap, wrap_all
from models.recognition import queries
from models.recognition.rules.badges import BadgeRule


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
class MyBadge:
    """Shows a `MyBadge` of the domain."""

    rule: strawberry.Private[BadgeRule]
    value: int = strawberry.field(description="How much was counted: when it was earned, or by now.")
    earned_on: date | None = strawberry.field(description="On which day you earned it; null while it is only near.")

    @strawberry.field(description="Its name for programs.")
    def code(self) -> str:
        """The code."""
        return self.rule.code

    @strawberry.field(description="What it is called, in your language.")
    def title(self, info: Info) -> str:
        """The title."""
        return words_in(self.rule.title, info)

    @strawberry.field(description="What it is given for, in a sentence in your language.")
    def text(self, info: Info) -> str:
        """The sentence."""
        return words_in(self.rule.text, info)

    @strawberry.field(description="How much is needed.")
    def threshold(self) -> int:
        """The threshold."""
        return self.rule.threshold


@strawberry.type
class MeRecognition:
    """Belongs to Me."""

    @strawberry.field(description="Your weeks in a row, where you live.", metadata=costs(60))
    async def streak(self, info: Info) -> Streak:
        """The current streak."""
        return wrap(Streak, await queries.my_streak(info.context.actor))

    @strawberry.field(
        description="Your badges, the latest first; then those that you are near to. Nobody else sees them.",
        metadata=costs(60, rows=10),
    )
    async def badges(self, info: Info) -> list[MyBadge]:
        """One's own badges."""
        return wrap_all(MyBadge, await queries.my_badges(info.context.actor))
