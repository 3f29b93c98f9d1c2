"""Why somebody looks at work, what they said, and what waits for a look."""

from datetime import datetime
from uuid import UUID

import strawberry

from api.activity.loaders import concerns_by_activity, verdict_by_activity
from api.activity.reasons import ReviewReason, Verdict
from api.context import Info
from api.costs import costs
from api.enums import described
from api.rows import wrap_all, wrap_or_none
from models.activity.rules.look_words import say_concern, say_verdict
from models.activity.tables import Concern
from models.kernel.distances import in_miles

described(
    Concern,
    "What about work asks for somebody to look at it.",
    RATE="More doors, calls, meals, … an hour than usual.",
    DISTANCE="Too far from the place of the work before, for the time between.",
    BURST="More pieces of work within an hour than usual.",
    DUPLICATE="Somebody else logged the same number for the same time.",
)


@strawberry.type(
    description="Something unusual about work. It counts as not confirmed until somebody has looked at it."
)
class ActivityConcern:
    """Shows a `RaisedConcern`."""

    concern: Concern = strawberry.field(description="What is unusual.")
    measured: int = strawberry.field(
        description="What was measured: units an hour, kilometres, pieces of work, others."
    )
    bound: int = strawberry.field(description="Up to where it is usual.")
    is_open: bool = strawberry.field(description="Whether nobody has decided yet.")

    @strawberry.field(description="What is unusual, in a sentence in your language.")
    def text(self, info: Info) -> str:
        """The sentence."""
        miles = in_miles(info.context.account.default_country)
        return say_concern(self.concern, self.measured, self.bound, info.context.language, miles=miles)


@strawberry.type(description="What an organizer said of work, last.")
class ActivityDecision:
    """Shows a `LatestVerdict`."""

    verdict: Verdict = strawberry.field(description="What was said.")
    reason_code: ReviewReason = strawberry.field(description="Why.")
    at: datetime = strawberry.field(description="When.")

    @strawberry.field(description="What was said and why, in your language.")
    def text(self, info: Info) -> str:
        """The sentences."""
        return say_verdict(self.verdict, self.reason_code, info.context.language)


@strawberry.type
class ActivityLooks:
    """Belongs to Activity."""

    ledger_id: strawberry.Private[UUID]
    client_key: strawberry.Private[str]

    @strawberry.field(description="What is unusual about it, if anything.", metadata=costs(rows=2))
    async def concerns(self, info: Info) -> list[ActivityConcern]:
        """What was flagged about the revision that counts."""
        found = await info.context.load(concerns_by_activity, (self.ledger_id, self.client_key))
        return wrap_all(ActivityConcern, found or [])

    @strawberry.field(description="What an organizer said of it last; null if nobody has.")
    async def decision(self, info: Info) -> ActivityDecision | None:
        """The latest verdict."""
        return wrap_or_none(
            ActivityDecision, await info.context.load(verdict_by_activity, (self.ledger_id, self.client_key))
        )
