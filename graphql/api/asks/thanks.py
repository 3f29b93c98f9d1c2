"""Unannounced thanks for newcomers, and whether they help."""

import strawberry

from api.context import Info
from api.costs import costs
from api.rows import wrap
from models.asks.thanks_report import thanks_report


@strawberry.type(description="Whether unannounced thanks help newcomers stay. Numbers under five are not told.")
class ThanksReport:
    """Shows a `ThanksReport` of the domain."""

    signing: bool = strawberry.field(description="Whether newcomers of your regions may be thanked in your name.")
    thanked: int | None = strawberry.field(description="How many were thanked four weeks ago or longer.")
    thanked_back: int | None = strawberry.field(description="How many of those came back within four weeks.")
    held_out: int | None = strawberry.field(description="How many the lot did not fall on, four weeks ago or longer.")
    held_out_back: int | None = strawberry.field(description="How many of those came back within four weeks.")


@strawberry.type
class ThanksQueries:
    """Belongs to Query."""

    @strawberry.field(
        description="Of the people you see: did those who were thanked come back more often than those who were not?",
        metadata=costs(100),
    )
    async def thanks_report(self, info: Info) -> ThanksReport:
        """The two groups."""
        return wrap(ThanksReport, await thanks_report(info.context.actor))
