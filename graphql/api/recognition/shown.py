"""A badge as it is shown: what it is called, and what it is given for."""

import strawberry

from api.activity.kinds import ActivityKind
from api.context import Info
from api.costs import costs
from api.enums import described
from models.recognition.rules import badges as rules

described(
    rules.Measure,
    "What is counted for a badge, within its window.",
    ACTIVITIES="How many activities.",
    MINUTES="How many minutes.",
    QUANTITY="How many doors, calls, meals, …",
    WEEKS_IN_A_ROW="The longest run of weeks.",
    DIFFERENT_KINDS="How many kinds of work.",
    DIFFERENT_PLACES="How many home regions.",
    DIFFERENT_DAYS="How many days.",
    DAYS_SINCE_FIRST="How many days lie between the first and the latest.",
)
described(
    rules.BadgeWindow,
    "Over which time is counted, by local dates.",
    EVER="From the first day on.",
    YEAR="A calendar year.",
    MONTH="A calendar month.",
    WEEK="An ISO week.",
    DAY="A day.",
)


@strawberry.type
class ShownBadge:
    """Belongs to whatever has a `rule`."""

    rule: strawberry.Private[rules.BadgeRule]

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


@strawberry.type
class CountedBadge(ShownBadge):
    """Belongs to what says how much a badge needs."""

    @strawberry.field(description="How much is needed.")
    def threshold(self) -> int:
        """The threshold."""
        return self.rule.threshold


@strawberry.type(description="What a badge is given for.")
class BadgeRule(CountedBadge):
    """Shows a `BadgeRule` of the domain."""

    @strawberry.field(description="What is counted.")
    def measure(self) -> rules.Measure:
        """The measure."""
        return self.rule.measure

    @strawberry.field(description="Over which time.")
    def window(self) -> rules.BadgeWindow:
        """The window."""
        return self.rule.window

    @strawberry.field(description="The kinds of work that count; empty: all.", metadata=costs(rows=3))
    def kinds(self) -> list[ActivityKind]:
        """The kinds."""
        return sorted(self.rule.kinds)


def words_in(words: rules.Words, info: Info) -> str:
    """The words in the reader's language, in English if there are none."""
    return words.get(info.context.language, words["en"])
