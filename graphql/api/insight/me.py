"""Me, as far as it is about what came of my work."""

from datetime import date

import strawberry

from api.activity.kinds import ActivityKind
from api.context import Info
from api.costs import costs
from api.enums import described
from api.rows import wrap_all
from models.insight import queries
from models.insight.queries import ImpactKind

described(
    ImpactKind,
    "Of what something came.",
    TOGETHER="Your latest shift with others: what all of you gave.",
    WELCOMED="Newcomers whom you welcomed, and who helped since.",
    INVITED="People who were asked in your name, said yes, and came.",
)


@strawberry.type(description="What came of something you did.")
class Impact:
    """Shows an `Impact` of the domain."""

    kind: ImpactKind = strawberry.field(description="Of what it came.")
    people: int = strawberry.field(description="Whom it was about: welcomed, said yes, or there together.")
    came: int = strawberry.field(description="How many of them helped or came.")
    work: ActivityKind | None = strawberry.field(description="The kind of work of a shift together.")
    title: str = strawberry.field(description="The task of a shift together; else empty.")
    on: date | None = strawberry.field(description="The day of a shift together.")
    minutes: int = strawberry.field(description="What all of you gave in a shift together; else 0.")
    quantity: int = strawberry.field(description="How many units (doors, calls …) all of you counted there; else 0.")


@strawberry.type
class MeInsight:
    """Belongs to Me."""

    @strawberry.field(
        description="What came of your work in the last 60 days; nothing that did not come to anything.",
        metadata=costs(60, rows=3),
    )
    async def impact(self, info: Info) -> list[Impact]:
        """At most three."""
        return wrap_all(Impact, await queries.impact_of_me(info.context.actor))
